// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Layout;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.vertex.RectangularConvolution.Extent;
import org.ipmnet.core.weights.Pretrained;
import org.nd4j.linalg.api.buffer.DataType;

/** The networks that LPIPS looks through; vertices have the names of torchvision's files. */
public enum LpipsBackbone {
  /** AlexNet (Krizhevsky 2014), after each of its five convolutions: LPIPS's own choice. */
  ALEX(Pretrained.LPIPS_ALEX, Pretrained.LPIPS_ALEX_HEADS, 31) {
    @Override
    ComputationGraphConfiguration figure(DataType type) {
      GraphBuilder graph = Flow.graph(type, "image");
      // spotless:off
      Flow x1 = relu(image(graph)
          .conv("features.0", 64, Extent.square(11), 4, Extent.square(2)), 0); // [batch,  64, h/4,  w/4 ]
      Flow x2 = conv(pool(x1, 2, Pool.Kind.MAXIMUM_3X3), 3, 192, 5);           // [batch, 192, h/8,  w/8 ]
      Flow x3 = conv(pool(x2, 5, Pool.Kind.MAXIMUM_3X3), 6, 384, 3);           // [batch, 384, h/16, w/16]
      Flow x4 = conv(x3, 8, 256, 3);                                           // [batch, 256, h/16, w/16]
      Flow x5 = conv(x4, 10, 256, 3);                                          // [batch, 256, h/16, w/16]
      // spotless:on
      return end(List.of(x1, x2, x3, x4, x5));
    }
  },
  /** VGG-16 (Simonyan and Zisserman 2015), before each of its five pools. */
  VGG(Pretrained.LPIPS_VGG, Pretrained.LPIPS_VGG_HEADS, 16) {
    @Override
    ComputationGraphConfiguration figure(DataType type) {
      int[][] groups = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
      Flow x = image(Flow.graph(type, "image"));
      List<Flow> taps = new ArrayList<>();
      int layer = 0;
      for (int[] group : groups) {
        if (!taps.isEmpty()) {
          x = pool(x, layer++, Pool.Kind.MAXIMUM_2X2); // half the side
        }
        for (int i = 0; i < group[1]; i++) {
          x = conv(x, layer, group[0], 3);
          layer += 2; // the ReLU behind it
        }
        taps.add(x);
      }
      return end(taps);
    }
  };

  /** How many layers are compared. */
  static final int LAYERS = 5;

  private final Pretrained weights;
  private final Pretrained heads;
  private final int leastSide;

  LpipsBackbone(Pretrained weights, Pretrained heads, int leastSide) {
    this.weights = weights;
    this.heads = heads;
    this.leastSide = leastSide;
  }

  /** The file of the network itself. */
  public Pretrained weights() {
    return weights;
  }

  /** The file of the linear heads. */
  public Pretrained heads() {
    return heads;
  }

  /** The least side of a photo in pixels. */
  public int leastSide() {
    return leastSide;
  }

  /** From a photo [batch, 3, h, w] to five activations. */
  abstract ComputationGraphConfiguration figure(DataType type);

  /** Channels last, since nobody asks for gradients. */
  private static Flow image(GraphBuilder graph) {
    return Flow.from(graph, "image", 3, Padding.ZERO).in(Layout.CHANNELS_LAST, "last");
  }

  private static ComputationGraphConfiguration end(List<Flow> taps) {
    Flow[] planes = new Flow[taps.size()];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = taps.get(i).in(Layout.CHANNELS_FIRST, "tap" + i);
    }
    return Flow.end(planes);
  }

  /** The name of a head's tensor. */
  static String head(int layer) {
    return "lin" + layer + ".model.1.weight";
  }

  private static Flow conv(Flow x, int layer, int out, int kernel) {
    return relu(x.conv("features." + layer, out, kernel, 1), layer);
  }

  private static Flow relu(Flow x, int layer) {
    return x.then("features." + (layer + 1), new Activate(Activation.RELU));
  }

  private static Flow pool(Flow x, int layer, Pool.Kind kind) {
    return x.pool("features." + layer, kind);
  }
}
