// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.testing.DrawnHand;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parser that comes with the program is as good as the documentation says. */
class ShippedParserTest {
  /** Hair, skin, neck of drawn faces, dark lids included, which are no hair. */
  @Test
  void drawnHeads() {
    try (FaceParser parser = FaceParsers.shipped()) {
      for (int seed = 1; seed <= 6; seed++) {
        byte[] truth = SyntheticPhoto.labels(seed, 256);
        byte[] found = parser.parse(SyntheticPhoto.face(seed, 256)).values();
        for (int part : new int[] {1, 10, 13}) {
          double overlap = overlap(truth, found, (byte) part);
          assertTrue(overlap > LEAST_OVERLAP, "face " + seed + ", part " + part + ": " + overlap);
        }
      }
    }
  }

  private static final double LEAST_OVERLAP = 0.6;

  private static double overlap(byte[] a, byte[] b, byte part) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < a.length; i++) {
      both += a[i] == part && b[i] == part ? 1 : 0;
      either += a[i] == part || b[i] == part ? 1 : 0;
    }
    return (double) both / either;
  }

  /** Of two values of a part the first is the person's left one, at the right of a picture. */
  @ParameterizedTest
  @EnumSource(LabelScheme.class)
  void sidesAreThePersons(LabelScheme labels) {
    byte[] translated = LabelScheme.MT.valuesIn(labels);
    try (FaceParser parser = FaceParsers.shipped()) {
      byte[] map = parser.parse(SyntheticPhoto.face(1, SIDE)).values();
      for (FacePart part : new FacePart[] {FacePart.BROW, FacePart.EYE}) {
        int left = labels.parts().indexOf(part);
        int right = labels.parts().lastIndexOf(part);
        Rectangle[] places = {new Rectangle(-1, -1), new Rectangle(-1, -1)};
        for (int i = 0; i < map.length; i++) {
          int value = translated[map[i]];
          if (value == left || value == right) {
            places[value == left ? 0 : 1].add(new Rectangle(i % SIDE, i / SIDE, 1, 1));
          }
        }
        String where = part + " of " + labels;
        assertTrue(places[0].width > 0 && places[1].width > 0, where);
        assertTrue(places[0].x >= places[1].getMaxX(), where);
      }
    }
  }

  /** Lips under a mask and lids under dark glasses are not there; the rest of the face is. */
  @Test
  void whatHidesAMouthOrEyesIsNoFace() {
    byte[] truth = SyntheticPhoto.labels(3, SIDE);
    try (FaceParser parser = FaceParsers.shipped()) {
      RgbImage bare = SyntheticPhoto.face(3, SIDE);
      byte[] seen = parser.parse(bare).values();
      Rectangle mouth = bounds(truth, LIPS, 30);
      byte[] masked = parser.parse(with(bare, mouth, Color.CYAN.darker())).values();
      assertTrue(share(seen, LIPS) > 0);
      assertEquals(0, share(masked, LIPS), 0.0);
      assertEquals(0, share(masked, MAKEUP, mouth), 0.02);
      assertTrue(share(masked, MAKEUP) > share(seen, MAKEUP) / 2);
      Rectangle eyes = bounds(truth, EYES, 12);
      byte[] shaded = parser.parse(with(bare, eyes, Color.BLACK)).values();
      assertTrue(share(seen, MAKEUP, eyes) > 0.4);
      assertEquals(0, share(shaded, MAKEUP, eyes), 0.02);
      assertEquals(share(seen, LIPS), share(shaded, LIPS), 0.3 * share(seen, LIPS));
    }
  }

  /** A hand before a cheek has the skin's colour; its shape tells it. */
  @Test
  void aHandIsNoFace() {
    DrawnHand hand = new DrawnHand(4, 132, 141);
    try (FaceParser parser = FaceParsers.shipped()) {
      RgbImage bare = SyntheticPhoto.face(1, SIDE);
      byte[] seen = parser.parse(bare).values();
      byte[] rgb = bare.rgb().clone();
      int before = 0;
      boolean[] hidden = new boolean[SIDE * SIDE];
      for (int i = 0; i < hidden.length; i++) {
        int[] colour = hand.colour(i % SIDE, i / SIDE);
        hidden[i] = colour != null;
        for (int c = 0; hidden[i] && c < 3; c++) {
          rgb[3 * i + c] = (byte) colour[c];
        }
        before += hidden[i] && MAKEUP.contains((int) seen[i]) ? 1 : 0;
      }
      byte[] found = parser.parse(new RgbImage(SIDE, SIDE, rgb)).values();
      int madeUp = 0;
      for (int i = 0; i < hidden.length; i++) {
        madeUp += hidden[i] && MAKEUP.contains((int) found[i]) ? 1 : 0;
      }
      assertTrue(before > 500, "the hand lies before the face: " + before);
      assertTrue(madeUp < 0.15 * before, madeUp + " of " + before);
      assertTrue(share(found, MAKEUP) > share(seen, MAKEUP) / 3);
    }
  }

  /** Skin under frames of glasses is not made up; eyes, brows and all else are as before. */
  @Test
  void framesOfGlassesAreNoFace() {
    byte[] truth = SyntheticPhoto.labels(1, SIDE);
    Rectangle right = bounds(truth, Set.of(5), 0);
    Rectangle left = bounds(truth, Set.of(4), 0);
    double between = Math.abs(right.getCenterX() - left.getCenterX());
    boolean[] frames = new boolean[SIDE * SIDE];
    for (int i = 0; i < frames.length; i++) {
      double x = i % SIDE + 0.5;
      double y = i / SIDE + 0.5;
      double toRight = Math.hypot(x - right.getCenterX(), y - right.getCenterY()) / between;
      double toLeft = Math.hypot(x - left.getCenterX(), y - left.getCenterY()) / between;
      double up = (y - left.getCenterY()) / between;
      boolean bridge = Math.min(toRight, toLeft) > 0.4 && toRight + toLeft < 1.02;
      frames[i] =
          Math.abs(Math.min(toRight, toLeft) - 0.4) < 0.025 || bridge && Math.abs(up) < 0.025;
    }
    try (FaceParser parser = FaceParsers.shipped()) {
      RgbImage bare = SyntheticPhoto.face(1, SIDE);
      byte[] seen = parser.parse(bare).values();
      byte[] rgb = bare.rgb().clone();
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = frames[i / 3] ? 30 : rgb[i];
      }
      byte[] found = parser.parse(new RgbImage(SIDE, SIDE, rgb)).values();
      int before = 0;
      int madeUp = 0;
      int lost = 0;
      for (int i = 0; i < frames.length; i++) {
        before += frames[i] && SKIN.contains((int) seen[i]) ? 1 : 0;
        madeUp += frames[i] && SKIN.contains((int) found[i]) ? 1 : 0;
        lost += !frames[i] && MAKEUP.contains((int) seen[i]) && found[i] == 0 ? 1 : 0;
      }
      assertTrue(before > 300, "frames lie before the face: " + before);
      assertTrue(madeUp < 0.2 * before, madeUp + " of " + before);
      assertTrue(lost < 2 * before, lost + " beside " + before);
      assertEquals(share(seen, EYES), share(found, EYES), 0.2 * share(seen, EYES));
    }
  }

  private static final Set<Integer> SKIN = Set.of(1, 6);
  private static final int SIDE = 256;
  private static final Set<Integer> LIPS = Set.of(7, 9);
  private static final Set<Integer> EYES = Set.of(4, 5);
  private static final Set<Integer> MAKEUP = Set.of(1, 2, 3, 6, 7, 9);

  /** Around all pixels of some parts, so many pixels wider. */
  private static Rectangle bounds(byte[] map, Set<Integer> parts, int wider) {
    Rectangle bounds = new Rectangle(-1, -1);
    for (int i = 0; i < map.length; i++) {
      if (parts.contains((int) map[i])) {
        bounds.add(new Rectangle(i % SIDE, i / SIDE, 1, 1));
      }
    }
    bounds.grow(wider, wider);
    return bounds;
  }

  private static RgbImage with(RgbImage picture, Rectangle before, Color colour) {
    byte[] rgb = picture.rgb().clone();
    for (int y = before.y; y < before.y + before.height; y++) {
      for (int x = before.x; x < before.x + before.width; x++) {
        int at = 3 * (y * SIDE + x);
        rgb[at] = (byte) colour.getRed();
        rgb[at + 1] = (byte) colour.getGreen();
        rgb[at + 2] = (byte) colour.getBlue();
      }
    }
    return new RgbImage(SIDE, SIDE, rgb);
  }

  private static double share(byte[] map, Set<Integer> parts) {
    return share(map, parts, new Rectangle(SIDE, SIDE));
  }

  private static double share(byte[] map, Set<Integer> parts, Rectangle within) {
    int count = 0;
    for (int y = within.y; y < within.y + within.height; y++) {
      for (int x = within.x; x < within.x + within.width; x++) {
        count += parts.contains((int) map[y * SIDE + x]) ? 1 : 0;
      }
    }
    return (double) count / (within.width * within.height);
  }

  @Test
  void withoutAFaceAllIsBackground() {
    try (FaceParser parser = FaceParsers.shipped()) {
      GrayImage map = parser.parse(SyntheticPhoto.row(90, 60));
      assertEquals(90, map.width());
      for (byte value : map.values()) {
        assertEquals(0, value);
      }
    }
  }

  @Test
  void realPhotos() {
    Path sample = OutsideFolder.PHOTOS.resolve("mt-sample");
    try (FaceParser parser = FaceParsers.shipped()) {
      Map<String, Double> scores =
          ParserEvaluation.of(
              parser, ParsedPhotos.list(sample), LabelScheme.MT, (photo, found) -> {});
      LEAST_ON_PHOTOS.forEach(
          (name, least) ->
              assertTrue(scores.get(name) > least, name + " " + scores.get(name) + " " + scores));
    }
  }

  /** A little below what docs/RESULTS.md says: floating point differs between machines. */
  private static final Map<String, Double> LEAST_ON_PHOTOS =
      Map.of("makeupArea", 0.92, "skin", 0.88, "hair", 0.75, "nose", 0.81);
}
