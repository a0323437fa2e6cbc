// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.Map;
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
import org.ipmnet.core.vertex.ClippedRelu;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * MediaPipe's landmarks of a hand ({@code hand_landmark_lite}, a MobileNetV2): a picture of 224 x
 * 224 pixels that a hand fills, its fingers up, to 21 points. What its file tells beside, which
 * hand it is and where it is in metres, is left out. For one thread.
 */
public final class HandLandmarkNetwork implements AutoCloseable {
  /** Pixels of the picture's sides. */
  public static final int SIDE = 224;

  /** The wrist, then four of each finger from the palm to its tip, the thumb first. */
  public static final int POINTS = 21;

  private final Network network;
  private final Inference inference = new Inference(DataType.FLOAT);

  /**
   * A network with these weights.
   *
   * @param tensors of {@link #shapes}, by name; copied
   */
  public HandLandmarkNetwork(Map<String, INDArray> tensors) {
    this.network = Network.of(Pretrained.HAND_LANDMARKS.key(), new Graph().configuration());
    network.parameterViews().forEach((name, view) -> view.assign(tensors.get(name)));
  }

  /** The tensors of its file. */
  public static TensorShapes shapes() {
    return GraphShapes.of(new Graph().configuration());
  }

  /**
   * Finds the points.
   *
   * @param picture red, green and blue planes, 224 x 224 each, in [0, 1]
   */
  public HandMesh mesh(float[] picture) {
    INDArray[] outputs =
        inference.apply(network, Nd4j.createFromArray(picture).reshape('c', 1, 3, SIDE, SIDE));
    float[][] found = NetworkValues.of(outputs);
    return new HandMesh(1 / (1 + Math.exp(-found[1][0])), found[0]);
  }

  /** The network as an ONNX graph: a picture to a hand's points and its presence. */
  public OnnxGraph toOnnx(WeightType weightType) {
    OnnxGraph graph = new OnnxGraph(network.name(), "MediaPipe's landmarks of a hand.", weightType);
    OnnxValue picture =
        graph.input(
            "picture",
            "red, green and blue of a square that a hand fills, its fingers up, in [0, 1]",
            "batch",
            3,
            SIDE,
            SIDE);
    OnnxValue[] found = new OnnxTranslation(network, "", network.name()).addTo(graph, picture);
    OnnxArithmetic at = new OnnxArithmetic(graph, "hand");
    graph.output(
        "points",
        "x, y and depth of each point, in pixels of the picture: wrist, then four of each finger",
        at.reshaped(found[0], 0, POINTS, 3),
        "batch",
        POINTS,
        3);
    graph.output(
        "presence",
        "how likely there is a hand, in (0, 1)",
        at.apply("Sigmoid", found[1]),
        "batch",
        1);
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

    /** From a picture [batch, 3, 224, 224] to points [batch, 63] and a logit [batch, 1]. */
    ComputationGraphConfiguration configuration() {
      Flow image =
          Flow.from(Flow.graph(DataType.FLOAT, "image"), "image", 3, Padding.ZERO)
              .in(Layout.FASTEST, "fastest");
      String stem = "conv2d" + BlazeBlocks.number(convolution++);
      Flow x =
          clipped(image.zeroBorder(stem + ".border", 0, 1).conv(stem, 24, Window.square(3, 2, 0)));
      x = pointwise(seen(x, 3, 1), 16); //                                   [batch, 16, 112, 112]
      Flow halved = x.pool("around", Pool.Kind.MAXIMUM_2X2);
      x = sum(bottleneck(x, 64, 3, 2, 16), halved); //                       [batch, 16, 56, 56]
      x = sum(bottleneck(x, 96, 3, 1, 16), x);
      x = bottleneck(x, 96, 5, 2, 24); //                                    [batch, 24, 28, 28]
      x = sum(bottleneck(x, 144, 5, 1, 24), x);
      x = bottleneck(x, 144, 3, 2, 48); //                                   [batch, 48, 14, 14]
      x = sum(bottleneck(x, 288, 3, 1, 48), x);
      x = sum(bottleneck(x, 288, 3, 1, 48), x);
      x = bottleneck(x, 288, 5, 1, 64);
      x = sum(bottleneck(x, 384, 5, 1, 64), x);
      x = sum(bottleneck(x, 384, 5, 1, 64), x);
      x = bottleneck(x, 384, 5, 2, 112); //                                  [batch, 112, 7, 7]
      for (int i = 0; i < 3; i++) {
        x = sum(bottleneck(x, 672, 5, 1, 112), x);
      }
      Flow mean = seen(clipped(pointwise(x, 672)), 3, 1).globalAveragePool("mean");
      return Flow.end(mean.linear("conv_landmarks", 3 * POINTS), mean.linear("conv_handflag", 1));
    }

    private Flow bottleneck(Flow x, int wide, int kernel, int stride, int out) {
      return pointwise(seen(clipped(pointwise(x, wide)), kernel, stride), out);
    }

    private Flow pointwise(Flow x, int out) {
      return x.conv("conv2d" + BlazeBlocks.number(convolution++), out, Window.square(1, 1, 0));
    }

    /** A convolution of each channel by itself, of even images as TensorFlow pads them. */
    private Flow seen(Flow x, int kernel, int stride) {
      String name = "depthwise_conv2d" + BlazeBlocks.number(depthwise++);
      if (stride == 1) {
        return clipped(x.depthwiseConv(name, Window.square(kernel, 1, kernel / 2)));
      }
      int before = (kernel - 2) / 2;
      return clipped(
          x.zeroBorder(name + ".border", before, kernel - 2 - before)
              .depthwiseConv(name, Window.square(kernel, stride, 0)));
    }

    private static Flow clipped(Flow x) {
      return x.then(x.at() + ".activation", new ClippedRelu());
    }

    private static Flow sum(Flow x, Flow other) {
      return x.plus(x.at() + ".sum", other);
    }
  }
}
