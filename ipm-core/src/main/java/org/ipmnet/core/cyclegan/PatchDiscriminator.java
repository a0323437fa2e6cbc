// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.cyclegan;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.InstanceNorm;
import org.ipmnet.core.vertex.Padding;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * CycleGAN's D, which judges patches: a picture [batch, 3, h, w] to logits [batch, 1, h/8 - 2, w/8
 * - 2] with 3 layers. Vertices have the names of the published program's modules.
 */
public final class PatchDiscriminator {
  private static final int WIDEST = 8;

  private PatchDiscriminator() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(
      CycleGanNetworkConfig.Discriminator sizes, DataType type) {
    int dim = sizes.dim();
    Flow d =
        Flow.from(Flow.graph(type, "image"), "image", 3, Padding.ZERO)
            .conv("model.0", dim, 4, 2)
            .then("model.1", new Activate(Activation.LEAKY_RELU));
    int module = 2;
    for (int i = 1; i <= sizes.layers(); i++) {
      int out = dim * Math.min(1 << i, WIDEST);
      d =
          d.conv("model." + module, out, 4, i < sizes.layers() ? 2 : 1)
              .then("model." + (module + 1), new InstanceNorm(Activation.LEAKY_RELU));
      module += 3;
    }
    return Flow.end(d.conv("model." + module, 1, 4, 1));
  }
}
