// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.AreaTones;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * G of the paper, equation (1): identity code [batch, 4 dim, h/4, w/4], AdaIN parameters [batch, n]
 * and r_x [batch, 3, h, w] to the picture g = G(I, S) + r_x [batch, 3, h, w], not squashed.
 *
 * <p>With {@code network.generator.tones} it reads last how much each pixel belongs to each {@link
 * FaceArea}, [batch, areas, h, w], and adds to each area the colour that the MLP says behind its
 * AdaIN parameters.
 */
public final class Generator {
  private Generator() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(IpmNetNetworkConfig sizes, DataType type) {
    boolean tones = sizes.generator().tones();
    GraphBuilder graph =
        tones
            ? Flow.graph(type, "code", "adain", "r", "areas")
            : Flow.graph(type, "code", "adain", "r");
    Flow residual = Flow.from(graph, "r", 3, sizes.padding());
    Flow g = decoder(graph, sizes);
    if (sizes.generator().residual()) {
      g = g.plus("sum", residual);
    } else {
      graph.allowDisconnected(true); // r_x stays an input, so that all G are applied alike
    }
    if (tones) {
      Flow areas = Flow.from(graph, "areas", FaceArea.COUNT, sizes.padding());
      Flow style = Flow.from(graph, "adain", 0, sizes.padding());
      AreaTones layer = new AreaTones(StyleMlp.adaInParameters(sizes));
      g = g.plus("toned", areas.with("tones", layer, style, 3));
    }
    // paper: the sum is the picture; authors' code: one more convolution over it
    return Flow.end(sizes.generator().finalConvolution() ? g.zeroPaddedConv("final", 3, 7) : g);
  }

  /**
   * G(I, S) alone, without the shortcut from r_x: from the inputs "code" and "adain" of a graph to
   * [batch, 3, h, w].
   */
  public static Flow decoder(GraphBuilder graph, IpmNetNetworkConfig sizes) {
    int dim = sizes.dim();
    Norm norm = sizes.generator().norm();
    Flow style = Flow.from(graph, "adain", 0, sizes.padding());
    Flow g =
        Flow.from(graph, "code", sizes.codeChannels(), sizes.padding())
            .in(Layout.FASTEST, "layout");
    for (int i = 0; i < sizes.generator().resBlocks(); i++) {
      g = g.adaInResBlock("res." + i, style, i * 4 * sizes.codeChannels());
    }
    // spotless:off
    return g
        .upsampledConvBlock("up.0", 2 * dim, norm, Activation.RELU)   // [batch, 2 dim, h/2, w/2]
        .upsampledConvBlock("up.1",     dim, norm, Activation.RELU)   // [batch,   dim, h,   w  ]
        .conv("out", 3, 7, 1)                                         // [batch,     3, h,   w  ]
        .in(Layout.CHANNELS_FIRST, "picture");
    // spotless:on
  }
}
