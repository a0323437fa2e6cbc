// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The networks whose activations LPIPS compares; vertices have the names of torchvision's files.
 */
public enum LpipsBackbone {
  /** AlexNet (Krizhevsky 2014), after each of its five convolutions: LPIPS's own choice. */
  ALEX(Pretrained.LPIPS_ALEX, Pretrained.LPIPS_ALEX_HEADS, 31) {
    @Override
    List<Flow> taps(Flow image) {
      // spotless:off
      Flow x1 = relu(image
          .conv("features.0", 64, Window.square(11, 4, 2)), 0); // [batch,  64, h/4,  w/4 ]
      Flow x2 = conv(pool(x1, 2, Pool.Kind.MAXIMUM_3X3), 3, 192, 5);           // [batch, 192, h/8,  w/8 ]
      Flow x3 = conv(pool(x2, 5, Pool.Kind.MAXIMUM_3X3), 6, 384, 3);           // [batch, 384, h/16, w/16]
      Flow x4 = conv(x3, 8, 256, 3);                                           // [batch, 256, h/16, w/16]
      Flow x5 = conv(x4, 10, 256, 3);                                          // [batch, 256, h/16, w/16]
      // spotless:on
      return List.of(x1, x2, x3, x4, x5);
    }
  },
  /** VGG-16 (Simonyan and Zisserman 2015), before each of its five pools. */
  VGG(VggForm.VGG_16.weights(), Pretrained.LPIPS_VGG_HEADS, 16) {
    @Override
    List<Flow> taps(Flow image) {
      return VggForm.VGG_16.groups(image);
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

  /** The five activations that are compared, behind a photo [batch, 3, h, w]. */
  abstract List<Flow> taps(Flow image);

  /** From a photo [batch, 3, h, w] to five activations [batch, h', w', c]. */
  ComputationGraphConfiguration graph(DataType type) {
    return Flow.end(tapsOf(type).toArray(Flow[]::new));
  }

  /** Channels last, since nobody asks for gradients. */
  private List<Flow> tapsOf(DataType type) {
    Flow image = Flow.from(Flow.graph(type, "image"), "image", 3, Padding.ZERO);
    return taps(image.in(Layout.CHANNELS_LAST, "last"));
  }

  /** The tensors of the network's file that are used. */
  public TensorShapes shapes() {
    return GraphShapes.of(graph(DataType.FLOAT));
  }

  /** The tensors of the heads' file: a 1x1 convolution without bias behind each of the layers. */
  public TensorShapes headShapes() {
    TensorShapes shapes = new TensorShapes();
    List<Flow> taps = tapsOf(DataType.FLOAT);
    for (int layer = 0; layer < LAYERS; layer++) {
      shapes.add(head(layer), 1, taps.get(layer).channels(), 1, 1);
    }
    return shapes;
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
