// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.BilinearUpsample;
import org.ipmnet.core.vertex.ChannelAttention;
import org.ipmnet.core.vertex.HardSwish;
import org.ipmnet.core.vertex.Layer;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * MediaPipe's segmentation of people ({@code selfie_segmentation}, a small MobileNetV3): a picture
 * of 256 x 256 pixels to how likely each of them shows a person, with hair, clothes and what is
 * worn. For one thread.
 */
public final class PersonNetwork implements AutoCloseable {
  /** Pixels of the picture's sides. */
  public static final int SIDE = 256;

  private final Network network;
  private final Inference inference = new Inference(DataType.FLOAT);

  /**
   * A network with these weights.
   *
   * @param tensors of {@link #shapes}, by name; copied
   */
  public PersonNetwork(Map<String, INDArray> tensors) {
    this.network = Network.of(Pretrained.PERSON.key(), new Graph().configuration());
    network.parameterViews().forEach((name, view) -> view.assign(tensors.get(name)));
  }

  /** The tensors of its file. */
  public static TensorShapes shapes() {
    return GraphShapes.of(new Graph().configuration());
  }

  /**
   * How likely each pixel shows a person, row by row, in (0, 1).
   *
   * @param picture red, green and blue planes, 256 x 256 each, in [0, 1]
   */
  public float[] probabilities(float[] picture) {
    INDArray image = Nd4j.createFromArray(picture).reshape('c', 1, 3, SIDE, SIDE);
    float[] probabilities = NetworkValues.of(inference.apply(network, image))[0];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = (float) (1 / (1 + Math.exp(-probabilities[i])));
    }
    return probabilities;
  }

  /** The network as an ONNX graph: a picture to how likely each pixel shows a person. */
  public OnnxGraph toOnnx(WeightType weightType) {
    OnnxGraph graph =
        new OnnxGraph(
            network.name(),
            "MediaPipe's segmentation of people: tells a person from the background.",
            weightType);
    OnnxValue picture =
        graph.input(
            "picture",
            "red, green and blue of a square picture, in [0, 1]",
            "batch",
            3,
            SIDE,
            SIDE);
    OnnxValue logits = new OnnxTranslation(network, "", network.name()).addTo(graph, picture)[0];
    graph.output(
        "person",
        "how likely a pixel shows a person, in (0, 1)",
        new OnnxArithmetic(graph, "person").apply("Sigmoid", logits),
        "batch",
        1,
        SIDE,
        SIDE);
    return graph;
  }

  @Override
  public void close() {
    inference.close();
  }

  /** Builds the graph; layers are numbered as they follow each other in the file. */
  private static final class Graph {
    private int convolution;
    private int depthwise;

    /** From a picture [batch, 3, 256, 256] to logits [batch, 1, 256, 256]. */
    ComputationGraphConfiguration configuration() {
      Flow image =
          Flow.from(Flow.graph(DataType.FLOAT, "image"), "image", 3, Padding.ZERO)
              .in(Layout.FASTEST, "fastest");
      Supplier<Layer> relu = Graph::relu;
      Supplier<Layer> swish = HardSwish::new;
      String stem = "conv2d" + BlazeBlocks.number(convolution++);
      Flow halves = // [batch, 16, 128, 128]
          activated(
              image.zeroBorder(stem + ".border", 0, 1).conv(stem, 16, Window.square(3, 2, 0)),
              swish);
      Flow x = attention(seen(pointwise(halves, 16, relu), 3, 2, relu), 8);
      Flow quarters = pointwise(x, 16); // [batch, 16, 64, 64]
      x = pointwise(seen(pointwise(quarters, 72, relu), 3, 2, relu), 24);
      Flow eighths = // [batch, 24, 32, 32]
          sum(pointwise(seen(pointwise(x, 88, relu), 3, 1, relu), 24), x);
      x = seen(pointwise(eighths, 96, swish), 5, 2, swish);
      x = pointwise(attention(x, 24), 32); // [batch, 32, 16, 16]
      for (int wide : new int[] {128, 128, 96, 96}) {
        Flow y = attention(seen(pointwise(x, wide, swish), 5, 1, swish), wide / 4);
        x = sum(pointwise(y, 32), x);
      }
      Flow context = pointwise(x, 128, relu);
      x = gated(context, linear(mean(x), 128));
      x = joined(doubled(x), eighths);
      x = joined(doubled(x), quarters);
      x = joined(doubled(x), halves); // [batch, 16, 128, 128]
      return Flow.end(planes(x).transposedConv("segment", 1, 2, 2, 0, true));
    }

    /** What comes from deeper, and of the encoder's images as much as both together ask for. */
    private Flow joined(Flow deeper, Flow encoded) {
      Flow x = pointwise(deeper, encoded.channels());
      Flow both = sum(x, encoded);
      Flow excited = linear(activated(linear(mean(both), x.channels()), Graph::relu), x.channels());
      x = pointwise(sum(gated(encoded, excited), x), x.channels(), Graph::relu);
      return sum(seen(x, 3, 1, Graph::relu), x);
    }

    private static Layer relu() {
      return new Activate(Activation.RELU);
    }

    /** Squeeze and excitation. */
    private Flow attention(Flow x, int squeezed) {
      return gated(x, linear(activated(linear(mean(x), squeezed), Graph::relu), x.channels()));
    }

    private static Flow gated(Flow x, Flow gate) {
      return x.with(
          gate.at() + ".product",
          new ChannelAttention(ChannelAttention.Form.PRODUCT, Layout.FASTEST),
          gate,
          x.channels());
    }

    private static Flow mean(Flow x) {
      return x.globalAveragePool(x.at() + ".mean");
    }

    /** A 1x1 convolution of a mean. */
    private Flow linear(Flow mean, int out) {
      return mean.conv("conv2d" + BlazeBlocks.number(convolution++), out, Window.square(1, 1, 0));
    }

    private Flow pointwise(Flow x, int out) {
      return x.conv("conv2d" + BlazeBlocks.number(convolution++), out, Window.square(1, 1, 0));
    }

    private Flow pointwise(Flow x, int out, Supplier<Layer> activation) {
      return activated(pointwise(x, out), activation);
    }

    /** A convolution of each channel by itself, of even images as TensorFlow pads them. */
    private Flow seen(Flow x, int kernel, int stride, Supplier<Layer> activation) {
      String name = "depthwise_conv2d" + BlazeBlocks.number(depthwise++);
      if (stride == 1) {
        return activated(x.depthwiseConv(name, Window.square(kernel, 1, kernel / 2)), activation);
      }
      int before = (kernel - 2) / 2;
      return activated(
          x.zeroBorder(name + ".border", before, kernel - 2 - before)
              .depthwiseConv(name, Window.square(kernel, stride, 0)),
          activation);
    }

    private static Flow activated(Flow x, Supplier<Layer> activation) {
      return x.then(x.at() + ".activation", activation.get());
    }

    private static Flow sum(Flow x, Flow other) {
      return x.plus(x.at() + ".sum", other);
    }

    private static Flow planes(Flow x) {
      return x.in(Layout.CHANNELS_FIRST, x.at() + ".planes");
    }

    private static Flow doubled(Flow x) {
      Flow planes = planes(x);
      String name = x.at() + ".doubled";
      return planes
          .then(name, new BilinearUpsample(2, BilinearUpsample.Alignment.BORDERS))
          .in(Layout.FASTEST, name + ".fastest");
    }
  }
}
