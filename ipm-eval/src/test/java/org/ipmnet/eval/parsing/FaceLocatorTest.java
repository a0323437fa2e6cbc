// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    RgbImage photo = SyntheticPhoto.row(700, 400, SyntheticPhoto.face(6, 361));
    FaceSquare square = locator.find(photo, 9, 64).faces().get(0).square();
    assertEquals(0, square.angle());
    assertEquals(square.side(), Math.rint(square.side()));
    double left = square.centerX() - square.side() / 2;
    assertEquals(left, Math.rint(left));
    assertTrue(square.centerX() < 381, "where the face is, not the rest of the photo");
  }

  @Test
  void aLyingFaceIsTurned() {
    RgbImage photo = SyntheticPhoto.turned(SyntheticPhoto.face(6, 361), 90);
    ParsedFace face = locator.find(photo, 1, 64).faces().get(0);
    assertEquals(-90, Math.toDegrees(Math.IEEEremainder(face.square().angle(), 2 * Math.PI)), 3);
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

  /** Found on a part of the photo, and turned, though a large upright face was found before. */
  @Test
  void severalFacesDifferInSizeAndTurn() {
    RgbImage lying = SyntheticPhoto.turned(SyntheticPhoto.face(2, 361), 90);
    RgbImage photo =
        SyntheticPhoto.row(
            2000, 900, SyntheticPhoto.face(1, 500), lying, SyntheticPhoto.face(2, 150));
    assertEquals(1, locator.find(photo, 1, 64).faces().size());
    List<ParsedFace> all = locator.find(photo, 9, 64).faces();
    assertEquals(3, all.size());
    assertTrue(all.get(0).square().centerX() < 520, "the largest");
    assertEquals(-90, Math.toDegrees(all.get(1).square().angle()), 6);
    assertTrue(all.get(2).square().centerX() > 1060, "the smallest");
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

  /** Lips, eyes and brows are the landmarks', whatever the parser takes them for. */
  @Test
  void featuresAreWhereTheLandmarksAre() {
    try (PhotoParsing parsing = new PhotoParsing(new SkinAlone())) {
      RgbImage photo = SyntheticPhoto.face(1, 361);
      byte[] found = parsing.of(photo).map().values();
      byte[] truth = SyntheticPhoto.labels(1, 361);
      for (int[] part : new int[][] {{7, 9}, {4}, {5}, {2}, {3}, {6}}) {
        double overlap = overlap(part, truth, found);
        assertTrue(overlap > LEAST_OVERLAP, Arrays.toString(part) + ": " + overlap);
      }
    }
  }

  /** Drawn features are not those that the landmarks were trained on. */
  private static final double LEAST_OVERLAP = 0.3;

  private static double overlap(int[] part, byte[] a, byte[] b) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < a.length; i++) {
      int value = a[i];
      int other = b[i];
      boolean inA = Arrays.stream(part).anyMatch(label -> label == value);
      boolean inB = Arrays.stream(part).anyMatch(label -> label == other);
      both += inA && inB ? 1 : 0;
      either += inA || inB ? 1 : 0;
    }
    return (double) both / either;
  }

  /** Takes everything for skin. */
  private static final class SkinAlone implements FaceParser {
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
      return "skin alone";
    }

    @Override
    public GrayImage parse(RgbImage photo, int mapWidth, int mapHeight) {
      byte[] values = new byte[mapWidth * mapHeight];
      Arrays.fill(values, (byte) 1);
      return new GrayImage(mapWidth, mapHeight, values);
    }

    @Override
    public void close() {}
  }

  @Test
  void aPhotosMapHasTheFaceWhereItIs() {
    RgbImage photo = SyntheticPhoto.row(900, 420, SyntheticPhoto.face(1, 361));
    try (PhotoParsing parsing = new PhotoParsing(new TemplateParser())) {
      GrayImage map = parsing.of(photo).map();
      assertEquals(1, map.values()[250 * 900 + 130], "skin in the face");
      assertEquals(0, map.values()[250 * 900 + 800], "background beyond it");
    }
  }
}
