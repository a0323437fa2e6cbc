// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * D of the paper: a picture [batch, 3, h, w] to one map of logits a scale, [batch, 1, h / 2^(s +
 * layers), w / 2^(s + layers)] for s = 0, 1, ...
 */
public final class MultiScaleDiscriminator {
  private MultiScaleDiscriminator() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(IpmNetNetworkConfig sizes, DataType type) {
    IpmNetNetworkConfig.Discriminator d = sizes.discriminator();
    GraphBuilder graph = Flow.graph(type, "image");
    Flow image = Flow.from(graph, "image", 3, sizes.padding()).in(Layout.FASTEST, "layout");
    Flow[] logits = new Flow[d.scales()];
    for (int scale = 0; scale < d.scales(); scale++) {
      if (scale > 0) {
        image = image.averagePool("scale" + scale + ".pool");
      }
      Flow judged = image;
      int channels = d.dim();
      for (int layer = 0; layer < d.layers(); layer++) {
        String name = "scale" + scale + ".conv." + layer;
        judged = judged.flatConvBlock(name, channels, 4, 2, d.norm(), Activation.LEAKY_RELU);
        channels *= 2;
      }
      logits[scale] =
          judged
              .conv("scale" + scale + ".out", 1, 1, 1)
              .in(Layout.CHANNELS_FIRST, "scale" + scale + ".logits");
    }
    return Flow.end(logits);
  }
}
