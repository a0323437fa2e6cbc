// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.eval.face.PreparedFace;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.junit.jupiter.api.Test;

class MakeupChangeTest {
  private static final int SIDE = 64;
  private static final PreparedFace FACE =
      PreparedFace.of(DrawnFace.mtLike(200).raw(), FakeModel.config(SIDE));

  private static float[] painting(long seed) {
    Random random = new Random(seed);
    float[] painted = new float[3 * SIDE * SIDE];
    for (int i = 0; i < painted.length; i++) {
      painted[i] = 3 * random.nextFloat() - 1.5f;
    }
    return painted;
  }

  @Property(tries = 20)
  void strengthsAddUp(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 1) double lips,
      @ForAll @DoubleRange(min = 0, max = 1) double rest) {
    MakeupChange all = MakeupChange.ofStyle(painting(seed), painting(seed + 1));
    MakeupChange ofLips = all.at(AreaStrengths.parse("lips=" + lips), FACE::areas);
    MakeupChange others = all.at(AreaStrengths.parse(allButLips(rest)), FACE::areas);
    MakeupChange both =
        all.at(AreaStrengths.parse("lips=" + lips + "," + allButLips(rest)), FACE::areas);
    if (lips != rest) { // all alike, the areas' soft outer edge is not looked at
      for (int i = 0; i < both.planes().length; i++) {
        assertEquals(ofLips.planes()[i] + others.planes()[i], both.planes()[i], 1e-5);
      }
    }
  }

  /** A fine pattern goes with the strength of its area, and two of them add up. */
  @Test
  void finePatternsHaveTheStrengthsOfTheirAreas() {
    double[][] lips = new double[FeatureGrids.LIP_KNOTS][];
    double[][] lashes = new double[FeatureGrids.LASH_KNOTS][];
    lips[2] = new double[] {0.4, -0.2, 0};
    lashes[7] = new double[] {-0.6, -0.4, -0.2};
    MakeupChange all =
        MakeupChange.ofStyle(painting(1), painting(2)).with(new FinePattern(lips, lashes));
    FinePattern some = all.at(AreaStrengths.parse("lips=0.5,lids=0.25"), FACE::areas).fine();
    assertArrayEquals(new double[] {0.2, -0.1, 0}, some.lips()[2], 1e-12);
    assertArrayEquals(new double[] {-0.15, -0.1, -0.05}, some.lashes()[7], 1e-12);
    FinePattern half = all.at(AreaStrengths.parse("0.5"), FACE::areas).fine();
    assertArrayEquals(some.lips()[2], half.lips()[2], 1e-12);
    FinePattern twice = all.plus(all).fine();
    assertArrayEquals(new double[] {0.8, -0.4, 0}, twice.lips()[2], 1e-12);
    assertNull(twice.lips()[3]);
    assertArrayEquals(lashes[7], all.plus(new MakeupChange(painting(3))).fine().lashes()[7]);
  }

  private static String allButLips(double strength) {
    return Arrays.stream(FaceArea.values())
        .filter(area -> area != FaceArea.LIPS)
        .map(area -> HyphenatedName.of(area) + "=" + strength)
        .collect(Collectors.joining(","));
  }

  @Test
  void whatIsNotNamedStays() {
    MakeupChange all = MakeupChange.ofStyle(painting(1), painting(2));
    float[] ofLips = all.at(AreaStrengths.parse("lips=1"), FACE::areas).planes();
    float[] lips = FACE.areas().planes()[FaceArea.LIPS.ordinal()];
    int moved = 0;
    for (int i = 0; i < ofLips.length; i++) {
      if (lips[i % lips.length] == 0) {
        assertEquals(0, ofLips[i], 0.0);
      } else {
        moved += ofLips[i] == 0 ? 0 : 1;
      }
    }
    assertTrue(moved > 20);
    for (float value : all.at(AreaStrengths.parse("0"), FACE::areas).planes()) {
      assertEquals(0, value, 0.0);
    }
    assertArrayEquals(all.planes(), all.at(AreaStrengths.parse("1"), FACE::areas).planes());
  }

  @Test
  void onesOwnSkinToneHasNoMeanChange() {
    float[] painted = painting(3);
    for (int i = 0; i < painted.length; i++) {
      painted[i] = 0.2f * painted[i] + 0.3f;
    }
    float[] own = new float[painted.length];
    MakeupChange change = MakeupChange.ofStyle(painted, own).withoutSkinTone(FACE.areas());
    float[] skin = FACE.areas().planes()[FaceArea.SKIN.ordinal()];
    float[] lips = FACE.areas().planes()[FaceArea.LIPS.ordinal()];
    double sum = 0;
    for (int i = 0; i < skin.length; i++) {
      sum += skin[i] * change.planes()[i];
      if (lips[i] > 0.999) {
        assertEquals(painted[i], change.planes()[i], 1e-3, "lips keep all of it");
      }
    }
    assertEquals(0, sum / FACE.areas().pixels()[FaceArea.SKIN.ordinal()], 1e-3);
  }

  /** Whatever a network paints. */
  @Test
  void changesAreBounded() {
    float[] light = new float[3 * SIDE * SIDE];
    float[] dark = new float[light.length];
    Arrays.fill(light, 50);
    Arrays.fill(dark, -50);
    for (float value : MakeupChange.ofStyle(light, dark).planes()) {
      assertTrue(value > 0.9 && value <= 1, "" + value);
    }
    light[0] = 0.4f;
    dark[0] = 0.1f;
    assertEquals(0.3f, MakeupChange.ofStyle(light, dark).planes()[0], 1e-6, "small ones stay");
  }

  @Test
  void wordsForStrengths() {
    assertEquals(0.6, AreaStrengths.parse("lips=1, lids=0.6").at(FaceArea.LIDS));
    assertEquals(0, AreaStrengths.parse("under-eyes=1").at(FaceArea.LIPS));
    assertEquals(0.3, AreaStrengths.parse("0.3").at(FaceArea.SKIN));
    for (String wrong :
        new String[] {"", "2", "-1", "NaN", "lips", "lip=1", "lips=1,lips=0", "lips=1,"}) {
      assertThrows(UserError.class, () -> AreaStrengths.parse(wrong), wrong);
    }
  }
}
