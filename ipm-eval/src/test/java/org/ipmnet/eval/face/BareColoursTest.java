// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ipmnet.data.image.Luma;
import org.ipmnet.data.label.ColourZone;
import org.ipmnet.data.label.FaceGrid;
import org.junit.jupiter.api.Test;

class BareColoursTest {
  private static final double[] SKIN = {0.5, 0.1, -0.1};
  private static final double[] RED = {0.3, -0.9, -0.8};

  private static ZoneColours worn(double[] lips, double[] lid, double[] cheek) {
    double[][] means = new double[ColourZone.COUNT][];
    means[ColourZone.SKIN.ordinal()] = SKIN;
    means[ColourZone.LIPS.ordinal()] = lips;
    means[ColourZone.OUTER_LID.ordinal()] = lid;
    means[ColourZone.CHEEKS.ordinal()] = cheek;
    double[][] knots = new double[FaceGrid.KNOTS][];
    knots[7] = cheek;
    return new ZoneColours(means, knots);
  }

  private static double[] bare(ColourZone zone, ZoneColours worn) {
    return worn.bare().orElseThrow().of(zone).orElseThrow();
  }

  private static double luma(double... colour) {
    return Luma.of(colour[0], colour[1], colour[2]);
  }

  @Test
  void lipsAreTheSkinsWhateverTheyWear() {
    double[] under = bare(ColourZone.LIPS, worn(RED, SKIN, SKIN));
    assertArrayEquals(under, bare(ColourZone.LIPS, worn(new double[] {-1, -1, -1}, RED, RED)));
    assertTrue(luma(under) < luma(SKIN), "darker than skin");
    assertTrue((under[0] + 1) / (under[1] + 1) > (SKIN[0] + 1) / (SKIN[1] + 1), "redder");
    assertArrayEquals(under, bare(ColourZone.LIPS, worn(under, SKIN, SKIN)), 1e-12);
  }

  /** Blush is a tint: the skin's comes back, as light as the cheek is in this light. */
  @Property(tries = 50)
  void cheeksKeepTheirLightness(
      @ForAll @DoubleRange(min = -0.6, max = 0.2) double red,
      @ForAll @DoubleRange(min = -0.6, max = 0.2) double green) {
    double[] cheek = {red, green, -0.2};
    ZoneColours worn = worn(SKIN, SKIN, cheek);
    double[] under = bare(ColourZone.CHEEKS, worn);
    assertEquals(luma(cheek), luma(under), 1e-9);
    assertEquals((SKIN[0] + 1) / (SKIN[2] + 1), (under[0] + 1) / (under[2] + 1), 1e-9);
    assertArrayEquals(under, worn.bare().orElseThrow().at(7).orElseThrow(), 1e-12);
  }

  @Test
  void darkLidsBecomeAsLightAsBareOnesAre() {
    double[] black = {-0.95, -0.95, -0.95};
    double relative =
        (1 + luma(bare(ColourZone.OUTER_LID, worn(RED, black, SKIN)))) / (1 + luma(SKIN));
    assertEquals(0.78, relative, 0.02);
    double[] shaded = {0.3, -0.07, -0.22}; // as the skin is, a little darker
    assertArrayEquals(shaded, bare(ColourZone.OUTER_LID, worn(RED, shaded, SKIN)), 0.05);
  }

  @Test
  void whatIsNotSeenHasNoColour() {
    ZoneColours none =
        new ZoneColours(new double[ColourZone.COUNT][], new double[FaceGrid.KNOTS][]);
    assertTrue(none.bare().isEmpty());
    ZoneColours bare = worn(RED, SKIN, SKIN).bare().orElseThrow();
    assertTrue(bare.of(ColourZone.BROWS).isEmpty() && bare.at(8).isEmpty());
  }
}
