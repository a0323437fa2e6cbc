// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The MLP from a style code S [batch, style, 1, 1] to the parameters of all AdaIN layers [batch,
 * n]: per layer first 4 dim shifts, then 4 dim scales; last the tones of areas, if G paints such.
 */
public final class StyleMlp {
  private StyleMlp() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(IpmNetNetworkConfig sizes, DataType type) {
    int tones = sizes.generator().tones() ? 3 * FaceArea.COUNT : 0;
    // spotless:off
    return Flow.end(
        Flow.from(Flow.graph(type, "s"), "s", sizes.style(), sizes.padding())
            .linear("0", sizes.mlp())                               // [batch, mlp]
            .then("0.activation", new Activate(Activation.RELU), sizes.mlp())
            .linear("1", sizes.mlp())                               // [batch, mlp]
            .then("1.activation", new Activate(Activation.RELU), sizes.mlp())
            .linear("2", adaInParameters(sizes) + tones));          // [batch, n]
    // spotless:on
  }

  /** How many parameters all AdaIN layers have. */
  static int adaInParameters(IpmNetNetworkConfig sizes) {
    int layers = 2 * sizes.generator().resBlocks();
    return 2 * sizes.codeChannels() * layers;
  }
}
