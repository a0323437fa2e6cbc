// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig.Pooling;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Flatten;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * E_S of the paper: photo [batch, 3, h, w] to the style code S [batch, style, 1, 1].
 *
 * <p>With {@link Pooling#REGIONS} it reads second which pixels of its features tell of which {@link
 * FaceArea}: weights [batch, areas, h/f, w/f], f being {@link #reduction}. The skin's add up to 1,
 * those of the others are differences from it. Each area's sum goes through the same last
 * convolution and becomes a part of S, see {@link StyleParts}.
 *
 * <p>With {@link Pooling#REGIONS_AND_SKIN} there are as many weights again, the skin's for each
 * area, and it reads third which pixels of the photo an area's mean colour is of: [batch, areas, h,
 * w]. The last convolution sees the skin's features and that colour beside the area's features.
 */
public final class StyleEncoder {
  private StyleEncoder() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(IpmNetNetworkConfig sizes, DataType type) {
    IpmNetNetworkConfig.Style style = sizes.styleEncoder();
    int dim = sizes.dim();
    boolean regions = style.pooling().readsAreas();
    GraphBuilder graph = graph(style.pooling(), type);
    Flow code =
        Flow.from(graph, "x", 3, sizes.padding())
            .in(Layout.FASTEST, "layout")
            .convBlock("blocks.0", dim, 7, 1, style.norm(), Activation.RELU);
    for (int i = 1; i <= style.downsamplings(); i++) {
      int out = i == 1 ? 2 * dim : 4 * dim; // paper: 2 halvings; authors' program: 4
      code = code.convBlock("blocks." + i, out, 4, 2, style.norm(), Activation.RELU);
    }
    for (int i = 0; i < style.resBlocks(); i++) {
      code = code.resBlock("res." + i, style.norm());
    }
    if (!regions) {
      return Flow.end(code.globalAveragePool("pool").conv("out", sizes.style(), 1, 1));
    }
    int maps = style.pooling().areaMaps();
    Flow areas = Flow.from(graph, "areas", maps, sizes.padding());
    Flow means = code.weightedSums("pool", areas); //          [batch, 4 dim, maps, 1]
    if (style.pooling() == Pooling.REGIONS_AND_SKIN) {
      Flow places = Flow.from(graph, "places", FaceArea.COUNT, sizes.padding());
      Flow colours = Flow.from(graph, "x", 3, sizes.padding()).weightedSums("colours", places);
      means =
          means
              .rowsBeside("skin", maps / FaceArea.COUNT) //    [batch, 8 dim, areas, 1]
              .beside("beside", colours); //                   [batch, 8 dim + 3, areas, 1]
    }
    return Flow.end(
        means
            .conv("out", sizes.style() / FaceArea.COUNT, 1, 1)
            .then("code", new Flatten(), sizes.style()));
  }

  private static GraphBuilder graph(Pooling pooling, DataType type) {
    return switch (pooling) {
      case GLOBAL -> Flow.graph(type, "x");
      case REGIONS -> Flow.graph(type, "x", "areas");
      case REGIONS_AND_SKIN -> Flow.graph(type, "x", "areas", "places");
    };
  }

  /** How many pixels of a photo's side are one of the features'. */
  public static int reduction(IpmNetNetworkConfig sizes) {
    return 1 << sizes.styleEncoder().downsamplings();
  }
}
