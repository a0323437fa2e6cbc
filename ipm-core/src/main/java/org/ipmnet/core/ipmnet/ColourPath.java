// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import java.util.Map;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What networks that read areas' mean colours and paint areas' tones begin with: the tone of each
 * area is the reference's mean colour of it, and G itself paints nothing. A look's colours arrive
 * from the first iteration on, and what is learned is how a result differs from flat colours. An
 * area that the reference lacks begins gray. Not in the paper.
 *
 * <p>The colours go through the first three values of each area's part of S and through two units
 * for each of them, one for either sign, in each hidden layer of the MLP. Training is free to leave
 * this path; all other weights are drawn as always.
 */
final class ColourPath {
  private static final int COLOURS = 3;
  private static final int VALUES = COLOURS * FaceArea.COUNT;

  private ColourPath() {}

  /** Whether networks have the ends of the path and room for it between them. */
  static boolean fits(IpmNetNetworkConfig sizes) {
    return sizes.styleEncoder().pooling() == IpmNetNetworkConfig.Pooling.REGIONS_AND_SKIN
        && sizes.generator().tones()
        && !sizes.generator().finalConvolution() // which stands behind the tones
        && sizes.style() >= VALUES
        && sizes.mlp() >= 2 * VALUES;
  }

  /** Lays it through E_S and the MLP, and silences the last convolution of G. */
  static void lay(Network style, Network mlp, Network generator) {
    generator.parameterViews().get("out.weight").assign(0);

    INDArray out = style.parameterViews().get("out.weight"); // [style / areas, 8 dim + 3, 1, 1]
    long features = out.size(1) - COLOURS;
    clear(out, 0, COLOURS);
    for (int colour = 0; colour < COLOURS; colour++) {
      out.putScalar(new long[] {colour, features + colour, 0, 0}, 1);
    }

    Map<String, INDArray> weights = mlp.parameterViews();
    INDArray first = weights.get("0.weight"); // [mlp, style]
    INDArray second = weights.get("1.weight"); // [mlp, mlp]
    INDArray last = weights.get("2.weight"); // [n, mlp]
    long tones = last.size(0) - VALUES;
    clear(first, 0, 2 * VALUES);
    clear(second, 0, 2 * VALUES);
    clear(last, tones, last.size(0));
    for (int value = 0; value < VALUES; value++) {
      int positive = 2 * value;
      int negative = positive + 1;
      first.putScalar(positive, value, 1);
      first.putScalar(negative, value, -1);
      second.putScalar(positive, positive, 1);
      second.putScalar(negative, negative, 1);
      last.putScalar(tones + value, positive, 1);
      last.putScalar(tones + value, negative, -1);
    }
  }

  private static void clear(INDArray weight, long from, long to) {
    Slice.of(weight, 0, from, to).assign(0);
  }
}
