// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.vertex.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/** E_I of the paper: r_x [batch, 3, h, w] to the identity code I_x [batch, 4 dim, h/4, w/4]. */
public final class IdentityEncoder {
  private IdentityEncoder() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(IpmNetNetworkConfig sizes, DataType type) {
    int dim = sizes.dim();
    Norm norm = sizes.identityEncoder().norm();
    // spotless:off
    Flow code = Flow.from(Flow.graph(type, "r"), "r", 3, sizes.padding())
        .in(Layout.FASTEST, "layout")
        .convBlock("blocks.0",     dim, 7, 1, norm, Activation.RELU)   // [batch,   dim, h,   w  ]
        .convBlock("blocks.1", 2 * dim, 4, 2, norm, Activation.RELU)   // [batch, 2 dim, h/2, w/2]
        .convBlock("blocks.2", 4 * dim, 4, 2, norm, Activation.RELU);  // [batch, 4 dim, h/4, w/4]
    // spotless:on
    for (int i = 0; i < sizes.identityEncoder().resBlocks(); i++) {
      code = code.resBlock("res." + i, norm);
    }
    return Flow.end(code.in(Layout.CHANNELS_FIRST, "code"));
  }
}
