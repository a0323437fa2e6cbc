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
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * MediaPipe's detector of near faces ({@code face_detection_short_range}): a picture of 128 x 128
 * pixels to faces that take a tenth of its side or more. Places are parts of the picture's side.
 * For one thread.
 */
public final class FaceDetectorNetwork implements AutoCloseable {
  /** Pixels of the picture's sides. */
  public static final int SIDE = 128;

  /**
   * Points of a candidate: the person's right eye and left eye, the tip of the nose, the mouth, the
   * right ear and the left ear.
   */
  public static final int POINTS = 6;

  private static final AnchorBoxes BOXES =
      new AnchorBoxes(
          SIDE,
          POINTS,
          List.of(
              new AnchorGrid(16, 2, "classificator_8", "regressor_8"),
              new AnchorGrid(8, 6, "classificator_16", "regressor_16")));

  private final Network network;
  private final Inference inference = new Inference(DataType.FLOAT);

  /**
   * A detector with these weights.
   *
   * @param tensors of {@link #shapes}, by name; copied
   */
  public FaceDetectorNetwork(Map<String, INDArray> tensors) {
    this.network = Network.of(Pretrained.FACE_DETECTOR.key(), graph(DataType.FLOAT));
    network.parameterViews().forEach((name, view) -> view.assign(tensors.get(name)));
  }

  /** The tensors of its file. */
  public static TensorShapes shapes() {
    return GraphShapes.of(graph(DataType.FLOAT));
  }

  /** From a picture [batch, 3, 128, 128] to logits and places of each grid. */
  private static ComputationGraphConfiguration graph(DataType type) {
    Flow image = Flow.from(Flow.graph(type, "image"), "image", 3, Padding.ZERO);
    BlazeBlocks blocks = new BlazeBlocks(false, 0, 0, 0);
    Flow x = blocks.stem(image.in(Layout.FASTEST, "fastest"), 24, 5); // [batch, 24, 64, 64]
    x = blocks.block(x, 24, 1);
    x = blocks.block(x, 28, 1);
    x = blocks.block(x, 32, 2); //                                       [batch, 32, 32, 32]
    x = blocks.block(x, 36, 1);
    x = blocks.block(x, 42, 1);
    x = blocks.block(x, 48, 2); //                                       [batch, 48, 16, 16]
    for (int out = 56; out <= 88; out += 8) {
      x = blocks.block(x, out, 1); //                                    [batch, 88, 16, 16]
    }
    Flow coarse = blocks.block(x, 96, 2); //                             [batch, 96,  8,  8]
    for (int i = 0; i < 4; i++) {
      coarse = blocks.block(coarse, 96, 1);
    }
    return Flow.end(BOXES.heads(x, coarse));
  }

  /**
   * Finds faces, one many times.
   *
   * @param picture red, green and blue planes, 128 x 128 each, in [-1, 1]
   * @param leastScore in (0, 1); others are left out
   */
  public List<BoxCandidate> candidates(float[] picture, double leastScore) {
    return BOXES.candidates(outputs(picture), leastScore);
  }

  /** Logits and places of the fine grid and of the coarse one, planes of cells. */
  float[][] outputs(float[] picture) {
    INDArray[] outputs =
        inference.apply(network, Nd4j.createFromArray(picture).reshape('c', 1, 3, SIDE, SIDE));
    return NetworkValues.of(outputs);
  }

  /**
   * The network as an ONNX graph: a picture to 896 candidates, as many as there are places to look
   * at, with their places as {@link BoxCandidate} has them. One face is found many times; who runs
   * it chooses among those that overlap.
   */
  public OnnxGraph toOnnx(WeightType weightType) {
    OnnxGraph graph =
        new OnnxGraph(
            network.name(), "MediaPipe's detector of near faces: finds faces.", weightType);
    OnnxValue picture =
        graph.input(
            "picture",
            "red, green and blue of a square picture, in [-1, 1]; the longer side of a photo fills it",
            "batch",
            3,
            SIDE,
            SIDE);
    BOXES.addTo(
        graph,
        new OnnxTranslation(network, "", network.name()).addTo(graph, picture),
        "a face",
        "right eye, left eye, nose, mouth, right ear, left ear");
    return graph;
  }

  @Override
  public void close() {
    inference.close();
  }
}
