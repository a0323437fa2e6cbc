// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ipmnet.data.label.ColourZones;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.label.FaceGrid;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.face.ZoneColours;
import org.junit.jupiter.api.Test;

class TintMatchTest {
  private static final int SIDE = 64;
  private static final int PLANE = SIDE * SIDE;
  private static final ColourZones ZONES = zones();
  private static final double[] SKIN = {0.8, 0.62, 0.52};

  /** The last one that is seen beside the eyes, and on the cheeks. */
  private static final int WING = lastSeen(FaceGrid.FIRST_OF_CHEEKS);

  private static final int CHEEK = lastSeen(FaceGrid.KNOTS);

  /** Of a face that is skin with two eyes. */
  private static ColourZones zones() {
    byte[] codes = new byte[PLANE];
    for (int i = 0; i < PLANE; i++) {
      double x = i % SIDE + 0.5 - SIDE / 2.0;
      double y = i / SIDE + 0.5 - SIDE / 2.0;
      boolean eye = Math.hypot((Math.abs(x) - 11) / 5, (y + 7) / 2) <= 1;
      byte part = Math.hypot(x / 26, y / 31) <= 1 ? FacePart.SKIN.code() : FacePart.HAIR.code();
      codes[i] = eye ? x < 0 ? FacePart.EYE.secondCode() : FacePart.EYE.code() : part;
    }
    RegionMap map = new RegionMap(SIDE, SIDE, codes);
    return ColourZones.of(map, FaceAreas.of(map));
  }

  private static int lastSeen(int end) {
    double[][] means = ZONES.grid().means(new float[3 * PLANE]);
    return IntStream.range(0, end).filter(knot -> means[knot] != null).max().orElseThrow();
  }

  /** A face of one skin at some light, but for a colour around a knot; levels in [0, 1]. */
  private static ZoneColours face(double light, int knot, double... colour) {
    Sample sample = Sample.ofSize(SIDE);
    double[][] added = new double[FaceGrid.KNOTS][];
    if (colour.length > 0) {
      added[knot] = new double[3];
      for (int c = 0; c < 3; c++) {
        added[knot][c] = 2 * light * (colour[c] - SKIN[c]);
      }
    }
    for (int i = 0; i < sample.image().length; i++) {
      sample.image()[i] = (float) (2 * light * SKIN[i / PLANE] - 1);
    }
    ZONES.grid().add(sample.image(), added);
    return ZoneColours.of(sample, ZONES);
  }

  private static float[] change(ZoneColours own, ZoneColours look, double strength) {
    MakeupChange nothing = new MakeupChange(new float[3 * PLANE]);
    return new TintMatch(ZONES.grid(), own).of(nothing, look, strength).planes();
  }

  private static double[] at(int knot, float... planes) {
    return ZONES.grid().means(planes)[knot];
  }

  /** Pink beside the eyes comes as pink beside the eyes, and lightness stays. */
  @Test
  void aWingIsBrought() {
    float[] change = change(face(0.9, 0), face(1, WING, 0.8, 0.2, 0.45), 1);
    double[] wing = at(WING, change);
    assertTrue(wing[1] < -0.03 && wing[0] > 0.01 && wing[2] > wing[1] + 0.03);
    assertEquals(0, 0.299 * wing[0] + 0.587 * wing[1] + 0.114 * wing[2], 0.02);
    double[] cheek = at(CHEEK, change);
    assertArrayEquals(new double[3], cheek, 1e-6);
    double[] half = at(WING, change(face(0.9, 0), face(1, WING, 0.8, 0.2, 0.45), 0.5));
    assertTrue(half[1] > wing[1] && half[1] < 0);
  }

  /** Shadow and light on a reference are no makeup, however strong. */
  @Property(tries = 20)
  void lightIsNotBrought(
      @ForAll @DoubleRange(min = 0.3, max = 1.2) double lookLight,
      @ForAll @DoubleRange(min = 0.3, max = 1.2) double shade) {
    ZoneColours shaded = face(lookLight, WING, 0.8 * shade, 0.62 * shade, 0.52 * shade);
    assertArrayEquals(new float[3 * PLANE], change(face(0.7, 0), shaded, 1), 1e-5f);
  }

  @Property(tries = 20)
  void itIsBounded(
      @ForAll @DoubleRange(min = 0, max = 1) double red,
      @ForAll @DoubleRange(min = 0, max = 1) double green,
      @ForAll @DoubleRange(min = 0, max = 1) double blue) {
    for (float moved : change(face(1.1, 0), face(1, WING, red, green, blue), 1)) {
      assertTrue(Math.abs(moved) <= 0.8, () -> "moved by " + moved);
    }
  }

  /** White cannot become whiter: blue on white skin takes red and green away. */
  @Test
  void whiteSkinIsNotRaised() {
    Sample white = Sample.ofSize(SIDE);
    Arrays.fill(white.image(), 0.98f);
    double[] moved =
        at(WING, change(ZoneColours.of(white, ZONES), face(1, WING, 0.5, 0.6, 0.9), 1));
    assertTrue(moved[0] < -0.05 && moved[2] <= 0.02 + 1e-6);
  }

  @Test
  void onesOwnTintsChangeNothing() {
    ZoneColours own = face(0.8, WING, 0.3, 0.4, 0.9);
    assertArrayEquals(new float[3 * PLANE], change(own, own, 1), 0f);
  }
}
