// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.vertex.BilinearUpsample;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * MediaPipe's detector of palms ({@code palm_detection_lite}; Zhang et al., "MediaPipe Hands",
 * 2020): a picture of 192 x 192 pixels, or of any sides that are multiples of 32, to palms in it.
 * Places are parts of the picture's side. For one thread.
 */
public final class PalmDetectorNetwork implements AutoCloseable {
  /** Pixels of the sides of pictures that it was trained on. */
  public static final int SIDE = 192;

  /** Points of a candidate. */
  public static final int POINTS = 7;

  /** Number of the point at the wrist. */
  public static final int WRIST = 0;

  /** Number of the point where the middle finger begins. */
  public static final int MIDDLE_FINGER = 2;

  private static final int CELL = 8; // the finer ones, in pixels

  private final Network network;
  private final Inference inference = new Inference(DataType.FLOAT);

  /**
   * A detector with these weights.
   *
   * @param tensors of {@link #shapes}, by name; copied
   */
  public PalmDetectorNetwork(Map<String, INDArray> tensors) {
    this.network = Network.of(Pretrained.PALM_DETECTOR.key(), graph());
    network.parameterViews().forEach((name, view) -> view.assign(tensors.get(name)));
  }

  /** The tensors of its file. */
  public static TensorShapes shapes() {
    return GraphShapes.of(graph());
  }

  /** From a picture [batch, 3, 192, 192] to logits and places of each grid. */
  private static ComputationGraphConfiguration graph() {
    Flow image = Flow.from(Flow.graph(DataType.FLOAT, "image"), "image", 3, Padding.ZERO);
    BlazeBlocks blocks = BlazeBlocks.wide();
    Flow x = three(blocks, blocks.stem(image.in(Layout.FASTEST, "fastest"), 32, 5));
    Flow eighths = halved(blocks, halved(blocks, x, 64), 128); //   [batch, 128, 24, 24]
    Flow sixteenths = halved(blocks, eighths, 256); //              [batch, 256, 12, 12]
    x = halved(blocks, sixteenths, 256); //                         [batch, 256,  6,  6]
    Flow coarse = joined(blocks, x, sixteenths);
    Flow fine = joined(blocks, coarse, eighths);
    return Flow.end(boxes(SIDE).heads(fine, coarse));
  }

  private static AnchorBoxes boxes(int side) {
    int cells = side / CELL;
    return new AnchorBoxes(
        side,
        POINTS,
        List.of(
            new AnchorGrid(cells, 2, "classifier_palm_8_NO_PRUNING", "regressor_palm_8_NO_PRUNING"),
            new AnchorGrid(
                cells / 2, 6, "classifier_palm_16_NO_PRUNING", "regressor_palm_16_NO_PRUNING")));
  }

  private static Flow halved(BlazeBlocks blocks, Flow x, int out) {
    return three(blocks, blocks.block(x, out, 2));
  }

  private static Flow three(BlazeBlocks blocks, Flow x) {
    Flow y = x;
    for (int i = 0; i < 3; i++) {
      y = blocks.block(y, x.channels(), 1);
    }
    return y;
  }

  /** What comes from deeper, twice as large, and what went there; two blocks see both. */
  private static Flow joined(BlazeBlocks blocks, Flow deeper, Flow encoded) {
    String name = deeper.at() + ".doubled";
    Flow doubled =
        deeper
            .in(Layout.CHANNELS_FIRST, deeper.at() + ".planes")
            .then(name, new BilinearUpsample(2, BilinearUpsample.Alignment.BORDERS))
            .in(Layout.FASTEST, name + ".fastest");
    Flow x = blocks.pointwise(doubled, encoded.channels()).plus(name + ".sum", encoded);
    return blocks.block(blocks.block(x, encoded.channels(), 1), encoded.channels(), 1);
  }

  /**
   * Finds palms, one many times.
   *
   * @param picture red, green and blue planes of a square, in [0, 1]
   * @param leastScore in (0, 1); others are left out
   */
  public List<BoxCandidate> candidates(float[] picture, double leastScore) {
    int side = (int) Math.round(Math.sqrt(picture.length / 3.0));
    INDArray[] outputs =
        inference.apply(network, Nd4j.createFromArray(picture).reshape('c', 1, 3, side, side));
    return boxes(side).candidates(NetworkValues.of(outputs), leastScore);
  }

  /**
   * The network as an ONNX graph: a picture to 2,016 candidates, as many as there are places to
   * look at, with their places as {@link BoxCandidate} has them.
   */
  public OnnxGraph toOnnx(WeightType weightType) {
    OnnxGraph graph =
        new OnnxGraph(network.name(), "MediaPipe's detector of palms: finds hands.", weightType);
    OnnxValue picture =
        graph.input(
            "picture",
            "red, green and blue of a square picture, in [0, 1]; the longer side of a photo fills it",
            "batch",
            3,
            SIDE,
            SIDE);
    boxes(SIDE)
        .addTo(
            graph,
            new OnnxTranslation(network, "", network.name()).addTo(graph, picture),
            "a palm",
            "wrist, where the index, middle, ring and little finger begin, two of the thumb");
    return graph;
  }

  @Override
  public void close() {
    inference.close();
  }
}
