// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.core.weights.WeightsConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * R of the paper: ResNet-50 (He et al. 2016) as trained on VGGFace2 (Cao et al. 2018) up to its
 * average pool, with the strides in the first 1x1 convolution of a bottleneck. Frozen: its batch
 * norms are part of the convolutions, see {@link FoldedNorm}. Vertices have the names of the
 * published weight file's convolutions.
 */
public final class ResNet50 implements PerceptualNetwork {
  /** The least side of a photo: a 7x7 window at 1/32 of it. */
  public static final int LEAST_SIDE = 195;

  private static final double NORM_EPSILON = 1e-5;

  private final Network network;

  private ResNet50(DataType type, Layout layout) {
    this.network = Network.of(Pretrained.VGGFACE2.key(), graph(type, layout));
  }

  /**
   * From a photo [batch, 3, h, w], BGR minus the mean colour, to features.
   *
   * @param layout of what lies between
   */
  static ComputationGraphConfiguration graph(DataType type, Layout layout) {
    GraphBuilder graph = Flow.graph(type, "image");
    // spotless:off
    Flow x = relu(
        Flow.from(graph, "image", 3, Padding.ZERO) // [batch,    3, h,        w       ]
        .in(layout, "layout")
        .conv("conv1", 64, 7, 2), "relu");         // [batch,   64, h/2,      w/2     ]
    x = x.pool("maxpool", Pool.Kind.MAXIMUM_CEIL); // [batch,   64, h/4,      w/4     ]
    x = bottlenecks(x, "layer1", 3, 64, 1);        // [batch,  256, h/4,      w/4     ]
    x = bottlenecks(x, "layer2", 4, 128, 2);       // [batch,  512, h/8,      w/8     ]
    x = bottlenecks(x, "layer3", 6, 256, 2);       // [batch, 1024, h/16,     w/16    ]
    x = bottlenecks(x, "layer4", 3, 512, 2);       // [batch, 2048, h/32,     w/32    ]
    x = x.pool("avgpool", Pool.Kind.AVERAGE_7X7)
        .in(Layout.CHANNELS_FIRST, "features");    // [batch, 2048, h/32 - 6, w/32 - 6]
    // spotless:on
    return Flow.end(x);
  }

  private static Flow bottlenecks(Flow x, String name, int blocks, int width, int stride) {
    Flow first = x.conv(name + ".0.downsample.0", 4 * width, 1, stride);
    Flow y = bottleneck(x, name + ".0", width, stride, first);
    for (int block = 1; block < blocks; block++) {
      y = bottleneck(y, name + "." + block, width, 1, y);
    }
    return y;
  }

  private static Flow bottleneck(Flow x, String name, int width, int stride, Flow skipping) {
    Flow narrow = relu(x.conv(name + ".conv1", width, 1, stride), name + ".relu1");
    Flow seen = relu(narrow.conv(name + ".conv2", width, 3, 1), name + ".relu2");
    Flow wide = seen.conv(name + ".conv3", 4 * width, 1, 1);
    return relu(wide.plus(name + ".sum", skipping), name + ".relu");
  }

  private static Flow relu(Flow x, String name) {
    return x.then(name, new Activate(Activation.RELU));
  }

  /** The tensors of the published file that are used. */
  public static TensorShapes shapes() {
    return FoldedNorm.shapes(graph(DataType.FLOAT, Layout.CHANNELS_FIRST));
  }

  /**
   * The network that a configuration asks for: random, or from its file.
   *
   * @param streams of the run's seed, for the random one
   * @throws org.ipmnet.core.UserError if the file is not there, or lacks tensors
   */
  public static ResNet50 of(WeightsConfig weights, RandomStreams streams, DataType type) {
    return weights.random(Pretrained.VGGFACE2)
        ? random(streams, type)
        : of(weights.load(Pretrained.VGGFACE2, shapes())::get, type, Layout.CHANNELS_FIRST);
  }

  /**
   * The network from its file for those who ask for features and no gradients: its images have
   * their channels last, which is faster forwards.
   *
   * @throws org.ipmnet.core.UserError if the file is not there, or lacks tensors
   */
  public static ResNet50 measuring(WeightsConfig weights, DataType type) {
    return of(weights.load(Pretrained.VGGFACE2, shapes())::get, type, Layout.CHANNELS_LAST);
  }

  /** From the tensors of the published file by name, batch norms by themselves. */
  static ResNet50 of(Function<String, INDArray> tensors, DataType type, Layout layout) {
    ResNet50 r = new ResNet50(type, layout);
    new FoldedNorm(tensors, NORM_EPSILON).fill(r.network);
    return r;
  }

  /**
   * A network that was never trained: Kaiming normal, each norm the identity. The authors' program
   * has such a one, since it reads VGGFace2's weights but never assigns them.
   */
  public static ResNet50 random(RandomStreams streams, DataType type) {
    ResNet50 r = new ResNet50(type, Layout.CHANNELS_FIRST);
    r.network.initialise(streams);
    return r;
  }

  /** A number that tells two sets of weights apart: the CRC-32C of all parameters. */
  public long checksum() {
    return network.checksum();
  }

  /** Its graph, for measurements. */
  public Network network() {
    return network;
  }

  /**
   * R(x), [batch, 2048, h/32 - 6, w/32 - 6] with quotients rounded up: 2048x2x2 at 256x256.
   *
   * @param photos RGB in [-1, 1], [batch, 3, h, w] with sides of {@value #LEAST_SIDE} or more
   */
  @Override
  public Variable features(Tape tape, Variable photos) {
    INDArray x = photos.value();
    if (Math.min(x.size(2), x.size(3)) < LEAST_SIDE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a side of at least %d is needed, found %s",
              LEAST_SIDE,
              Arrays.toString(x.shape())));
    }
    return tape.apply(network, Tape.Parameters.FROZEN, CaffeInput.of(tape, photos));
  }
}
