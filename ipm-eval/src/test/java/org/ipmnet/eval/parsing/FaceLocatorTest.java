// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.ipmnet.eval.testing.TemplateParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceLocatorTest {
  private final FaceLocator locator = new FaceLocator(new TemplateParser());

  @AfterEach
  void close() {
    locator.close();
  }

  @Test
  void anUprightFaceLiesOnWholePixels() {
    RgbImage photo = SyntheticPhoto.row(700, 400, SyntheticPhoto.face(1, 361));
    FaceSquare square = locator.find(photo, 9, 64).faces().get(0).square();
    assertEquals(0, square.angle());
    assertEquals(square.side(), Math.rint(square.side()));
    double left = square.centerX() - square.side() / 2;
    assertEquals(left, Math.rint(left));
    assertTrue(square.centerX() < 381, "where the face is, not the rest of the photo");
  }

  /** Takes all that is not eye or lip for skin. */
  private record SkinEverywhere(FaceParser face) implements FaceParser {
    @Override
    public LabelScheme labels() {
      return face.labels();
    }

    @Override
    public int size() {
      return face.size();
    }

    @Override
    public String fingerprint() {
      return "skin everywhere";
    }

    @Override
    public GrayImage parse(RgbImage photo, int mapWidth, int mapHeight) {
      byte[] values = face.parse(photo, mapWidth, mapHeight).values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] == 4 || values[i] == 7 ? values[i] : 1;
      }
      return new GrayImage(mapWidth, mapHeight, values);
    }

    @Override
    public void close() {
      face.close();
    }
  }

  @Test
  void aMapThatOverflowsDoesNotWidenTheFrame() {
    RgbImage photo = SyntheticPhoto.row(700, 400, SyntheticPhoto.face(1, 361));
    double right = locator.find(photo, 1, 64).faces().get(0).square().side();
    try (FaceLocator misled = new FaceLocator(new SkinEverywhere(new TemplateParser()))) {
      FaceSquare square = misled.find(photo, 1, 64).faces().get(0).square();
      assertEquals(right, square.side(), 0.2 * right);
      assertEquals(square.side(), Math.rint(square.side()));
    }
  }

  /** Takes everything for skin, and keeps what it was asked for maps of a side. */
  private record NothingButSkin(int side, List<byte[]> asked) implements FaceParser {
    @Override
    public LabelScheme labels() {
      return LabelScheme.MT;
    }

    @Override
    public int size() {
      return 96;
    }

    @Override
    public String fingerprint() {
      return "nothing but skin";
    }

    @Override
    public GrayImage parse(RgbImage photo, int mapWidth, int mapHeight) {
      if (mapWidth == side) {
        asked.add(photo.rgb());
      }
      byte[] values = new byte[mapWidth * mapHeight];
      Arrays.fill(values, (byte) 1);
      return new GrayImage(mapWidth, mapHeight, values);
    }

    @Override
    public void close() {}
  }

  /** Where the map cannot be believed, the detector's frame is the first one already. */
  @Test
  void noFrameIsTriedTwice() {
    RgbImage photo = SyntheticPhoto.row(700, 400, SyntheticPhoto.face(1, 361));
    NothingButSkin parser = new NothingButSkin(64, new ArrayList<>());
    try (FaceLocator blind = new FaceLocator(parser)) {
      assertEquals(List.of(), blind.find(photo, 1, 64).faces());
    }
    assertTrue(parser.asked().size() >= 3);
    for (int i = 1; i < parser.asked().size(); i++) {
      assertFalse(Arrays.equals(parser.asked().get(i - 1), parser.asked().get(i)), "try " + i);
    }
  }

  @Test
  void aLyingFaceIsTurned() {
    RgbImage photo = SyntheticPhoto.turned(SyntheticPhoto.face(1, 361), 90);
    ParsedFace face = locator.find(photo, 1, 64).faces().get(0);
    assertEquals(-90, Math.toDegrees(Math.IEEEremainder(face.square().angle(), 2 * Math.PI)), 1);
    assertEquals(64, face.map().width());
  }

  @Test
  void asManyFacesAsWantedTheLargestFirst() {
    RgbImage photo =
        SyntheticPhoto.row(700, 400, SyntheticPhoto.face(2, 250), SyntheticPhoto.face(1, 361));
    assertEquals(1, locator.find(photo, 1, 64).faces().size());
    List<ParsedFace> both = locator.find(photo, 9, 64).faces();
    assertEquals(2, both.size());
    assertTrue(both.get(0).square().centerX() > 290 && both.get(1).square().centerX() < 290);
  }

  /** A face of 200 pixels whose square ends at the borders of a large photo, and far from them. */
  @ParameterizedTest
  @CsvSource({
    "1400, 1000",
    "0, 0",
    "1400, 0",
    "0, 1000",
    "700, 1000",
    "700, 0",
    "0, 500",
    "1400, 500",
    "700, 500"
  })
  void aSmallFaceIsFoundWhereverItLies(int left, int top) {
    try (FaceParser parser = FaceParsers.shipped();
        FaceLocator shipped = new FaceLocator(parser)) {
      RgbImage photo = SyntheticPhoto.placed(1600, 1200, SyntheticPhoto.face(1, 200), left, top);
      FaceLocator.Faces found = shipped.find(photo, 1, 128);
      assertEquals("", found.refusal());
      FaceSquare square = found.faces().get(0).square();
      assertEquals(left + 100, square.centerX(), 30);
      assertEquals(top + 110, square.centerY(), 40);
      assertEquals(210, square.side(), 60);
    }
  }

  @Test
  void withoutAFaceThereIsAReason() {
    FaceLocator.Faces found = locator.find(SyntheticPhoto.row(300, 200), 1, 64);
    assertEquals(List.of(), found.faces());
    assertEquals("no face is found", found.refusal());
  }

  @Test
  void theEyeLine() {
    byte[] values = new byte[100];
    values[32] = 4;
    values[47] = 4; // a map that takes both eyes for one side
    assertEquals(Math.atan2(1, 5), EyeLine.angle(new GrayImage(10, 10, values), LabelScheme.MT));
    values[47] = 0;
    assertEquals(0, EyeLine.angle(new GrayImage(10, 10, values), LabelScheme.MT));
    assertEquals(0, EyeLine.angle(new GrayImage(10, 10, new byte[100]), LabelScheme.MT));
  }

  @Test
  void whatIsNoFaceIsTold() {
    byte[] values = new byte[100];
    assertEquals(
        "the makeup area is 0 % of its square",
        FaceCheck.fault(new GrayImage(10, 10, values), LabelScheme.MT).get());
    Arrays.fill(values, (byte) 1);
    assertEquals(
        "no eye is seen", FaceCheck.fault(new GrayImage(10, 10, values), LabelScheme.MT).get());
    values[0] = 5;
    assertEquals(
        "no lips are seen", FaceCheck.fault(new GrayImage(10, 10, values), LabelScheme.MT).get());
    values[1] = 9;
    assertTrue(FaceCheck.fault(new GrayImage(10, 10, values), LabelScheme.MT).isEmpty());
  }

  @Test
  void aPhotosMapHasTheFaceWhereItIs() {
    RgbImage photo = SyntheticPhoto.row(900, 420, SyntheticPhoto.face(1, 361));
    try (PhotoParsing parsing = new PhotoParsing(new TemplateParser())) {
      GrayImage map = parsing.map(photo);
      assertEquals(1, map.values()[250 * 900 + 200], "skin in the face");
      assertEquals(0, map.values()[250 * 900 + 800], "background beyond it");
      RgbImage filled = SyntheticPhoto.face(1, 361);
      assertArrayEquals(new TemplateParser().parse(filled).values(), parsing.map(filled).values());
    }
  }
}
