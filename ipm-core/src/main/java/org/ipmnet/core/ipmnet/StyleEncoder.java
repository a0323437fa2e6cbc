// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/** E_S of the paper: photo [batch, 3, h, w] to the style code S [batch, style, 1, 1]. */
public final class StyleEncoder {
  private StyleEncoder() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(IpmNetNetworkConfig sizes, DataType type) {
    IpmNetNetworkConfig.Style style = sizes.styleEncoder();
    int dim = sizes.dim();
    Flow code =
        Flow.from(Flow.graph(type, "x"), "x", 3, sizes.padding())
            .in(Layout.FASTEST, "layout")
            .convBlock("blocks.0", dim, 7, 1, style.norm(), Activation.RELU);
    for (int i = 1; i <= style.downsamplings(); i++) {
      int out = i == 1 ? 2 * dim : 4 * dim; // paper: 2 halvings; authors' program: 4
      code = code.convBlock("blocks." + i, out, 4, 2, style.norm(), Activation.RELU);
    }
    for (int i = 0; i < style.resBlocks(); i++) {
      code = code.resBlock("res." + i, style.norm());
    }
    return Flow.end(code.globalAveragePool("pool").conv("out", sizes.style(), 1, 1));
  }
}
