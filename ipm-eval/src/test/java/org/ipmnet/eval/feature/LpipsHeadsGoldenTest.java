// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.SortedMap;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.perceptual.Lpips;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.weights.WeightsConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The heads that come with the program are those of the lpips package, which made the cases. */
class LpipsHeadsGoldenTest {
  private static final double TOLERANCE = 1e-4; // relative, manifest: "tolerance"

  @ParameterizedTest
  @EnumSource(LpipsBackbone.class)
  void distancesOfTheLpipsPackage(LpipsBackbone backbone) {
    GoldenCase golden = GoldenCase.open("lpips-" + backbone.name().toLowerCase(Locale.ROOT));
    WeightsConfig none = ConfigTree.parse("test", "{}").read(WeightsConfig.class);
    SortedMap<String, INDArray> heads = LpipsHeads.of(backbone, none);
    heads.forEach(
        (name, head) ->
            assertArrayEquals(
                golden.array(name.substring(0, "lin0".length()), DataType.FLOAT).data().asFloat(),
                head.data().asFloat(),
                name));
    FormulaWeights weights = FormulaWeights.of(golden, "published_file");
    try (Lpips lpips = Lpips.of(backbone, weights::tensor, heads::get, DataType.FLOAT)) {
      double expected = golden.manifest("scalars", "lpips.pair1", "value").asDouble();
      double found = lpips.distances(photo(golden, "pair1.a"), photo(golden, "pair1.b"))[0];
      assertEquals(expected, found, TOLERANCE * expected);
    }
  }

  /** Uint8 [h, w, 3] to [-1, 1], [1, 3, h, w]. */
  private static INDArray photo(GoldenCase golden, String array) {
    INDArray bytes = golden.array(array, DataType.FLOAT);
    return bytes
        .permute(2, 0, 1)
        .dup('c')
        .reshape(1, 3, bytes.size(0), bytes.size(1))
        .divi(127.5)
        .subi(1);
  }
}
