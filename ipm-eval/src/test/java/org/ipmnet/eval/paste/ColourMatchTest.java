// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ipmnet.data.label.ColourZone;
import org.ipmnet.data.label.ColourZones;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.label.FaceGrid;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.face.PreparedFace;
import org.ipmnet.eval.face.ZoneColours;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.junit.jupiter.api.Test;

class ColourMatchTest {
  private static final int SIDE = 64;
  private static final PreparedFace FACE =
      PreparedFace.of(DrawnFace.mtLike(200).raw(), FakeModel.config(SIDE));
  private static final ColourZones ZONES = FACE.colourZones(FACE.areas()).orElseThrow();
  private static final ColourMatch MATCH = new ColourMatch(ZONES, own());
  private static final Set<ColourZone> MATCHED = EnumSet.complementOf(EnumSet.of(ColourZone.SKIN));

  private static MakeupChange painting(long seed, float most) {
    Random random = new Random(seed);
    float[] change = new float[3 * SIDE * SIDE];
    for (int i = 0; i < change.length; i++) {
      change[i] = most * (random.nextFloat() - 0.5f);
    }
    return new MakeupChange(change);
  }

  /** The face with other lips and another skin. */
  private static ZoneColours look(double red, double green, double blue, double skin) {
    Sample sample = Sample.ofSize(SIDE);
    double[] lips = {red, green, blue};
    float[] areas = ZONES.planes()[ColourZone.LIPS.ordinal()];
    for (int i = 0; i < sample.image().length; i++) {
      boolean lip = areas[i % areas.length] > 0;
      sample.image()[i] = (float) (2 * (lip ? lips[i / areas.length] : skin) - 1);
    }
    return ZoneColours.of(sample, ZONES);
  }

  private static ZoneColours own() {
    return FACE.colours().orElseThrow().zones();
  }

  private static double level(ZoneColours colours, ColourZone zone, int channel) {
    return (1 + colours.of(zone).orElseThrow()[channel]) / 2;
  }

  /** w = c_y (s_x / s_y)^(1/2), whatever the networks painted; half the strength goes half way. */
  @Property(tries = 20)
  void lipsGetTheColourThatWasMeasured(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double strength) {
    ZoneColours look = look(0.55, 0.3, 0.35, 0.8);
    MakeupChange painted = painting(seed, 0.2f);
    MakeupChange matched = MATCH.of(painted, look, strength);
    float[] lips = ZONES.planes()[ColourZone.LIPS.ordinal()];
    double[] mean = ZoneColours.mean(matched.planes(), lips).orElseThrow();
    double[] wanted = {0.55, 0.3, 0.35};
    for (int c = 0; c < 3; c++) {
      double from = level(own(), ColourZone.LIPS, c);
      double to = wanted[c] * Math.sqrt(level(own(), ColourZone.SKIN, c) / 0.8);
      double change = strength * 2 * (to - from);
      assertEquals(change, mean[c], 1e-4, () -> "of " + from + " to " + to);
    }
  }

  @Property(tries = 20)
  void otherAreasStayAsTheNetworksPaintThem(@ForAll long seed) {
    MakeupChange painted = painting(seed, 1);
    float[] matched = MATCH.of(painted, look(0.9, 0.1, 0.2, 0.6), 1).planes();
    float[] tinted = new float[matched.length]; // by TintMatch, place by place
    double[][] everywhere = new double[FaceGrid.KNOTS][];
    Arrays.fill(everywhere, new double[] {1, 1, 1});
    ZONES.grid().add(tinted, everywhere);
    for (int i = 0; i < matched.length; i++) {
      int pixel = i % (SIDE * SIDE);
      boolean other = MATCHED.stream().allMatch(zone -> ZONES.planes()[zone.ordinal()][pixel] == 0);
      if (other && tinted[i] == 0) {
        assertEquals(painted.planes()[i], matched[i], 0.0);
      }
    }
  }

  /** A face that looks at itself wears what it wears. */
  @Test
  void onesOwnColoursChangeNothing() {
    float[] nothing = new float[3 * SIDE * SIDE];
    float[] matched = MATCH.of(new MakeupChange(nothing), own(), 1).planes();
    assertArrayEquals(nothing, matched, 1e-6f);
  }

  @Test
  void whatIsNotSeenIsNotMatched() {
    RegionMap empty = new RegionMap(SIDE, SIDE, new byte[SIDE * SIDE]);
    ZoneColours nobody =
        ZoneColours.of(Sample.ofSize(SIDE), ColourZones.of(empty, FaceAreas.of(empty)));
    MakeupChange painted = painting(3, 1);
    float[] matched = MATCH.of(painted, nobody, 1).planes();
    for (int i = 0; i < matched.length; i++) {
      float left = ZONES.fade()[i % (SIDE * SIDE)];
      assertEquals(left * painted.planes()[i], matched[i], 0.0);
      assertTrue(left >= 0 && left <= 1);
    }
  }
}
