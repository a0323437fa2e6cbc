// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GoldenCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Distances by layer and in all, against the lpips package. */
class LpipsGoldenTest {
  private static final double TOLERANCE = 1e-4; // relative, manifest: "tolerance"

  @ParameterizedTest
  @EnumSource(LpipsBackbone.class)
  void distances(LpipsBackbone backbone) {
    GoldenCase golden = GoldenCase.open("lpips-" + backbone.name().toLowerCase(Locale.ROOT));
    FormulaWeights weights = FormulaWeights.of(golden, "published_file");
    try (Lpips lpips =
        Lpips.of(
            backbone,
            weights::tensor,
            name -> golden.array(name.substring(0, "lin0".length()), DataType.FLOAT),
            DataType.FLOAT)) {
      assertTrue(golden.has("pair0.a"), "the case has no pair");
      for (int pair = 0; golden.has(String.format(Locale.ROOT, "pair%d.a", pair)); pair++) {
        INDArray a = TestPhoto.of(golden, String.format(Locale.ROOT, "pair%d.a", pair));
        INDArray b = TestPhoto.of(golden, String.format(Locale.ROOT, "pair%d.b", pair));
        double[][] layers = lpips.layers(a, b);
        for (int layer = 0; layer < layers.length; layer++) {
          assertScalar(
              golden,
              String.format(Locale.ROOT, "lpips.pair%d.layer%d", pair, layer),
              layers[layer][0]);
        }
        double[] both = lpips.distances(Nd4j.concat(0, a, b), Nd4j.concat(0, b, b));
        assertScalar(golden, String.format(Locale.ROOT, "lpips.pair%d", pair), both[0]);
        assertEquals(0, both[1], "equal pictures");
        assertArrayEquals(lpips.distances(a, b), lpips.distances(b, a), 1e-12);
      }
    }
  }

  private static void assertScalar(GoldenCase golden, String name, double found) {
    double expected = golden.manifest("scalars", name, "value").asDouble();
    assertEquals(expected, found, TOLERANCE * expected, name);
  }
}
