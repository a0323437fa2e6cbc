// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** Cells of a side, and how many faces are looked for in each. */
  private enum Grid {
    FINE(16, 2, "8"),
    COARSE(8, 6, "16");

    private final int cells;
    private final int anchors;
    private final String name; // pixels of a cell

    Grid(int cells, int anchors, String name) {
      this.cells = cells;
      this.anchors = anchors;
      this.name = name;
    }

    /** How many places there are to look at. */
    private int candidates() {
      return cells * cells * anchors;
    }
  }

  /** All places to look at. */
  private static final int ANCHORS = Arrays.stream(Grid.values()).mapToInt(Grid::candidates).sum();

  /** Centre, width, height, and the points. */
  private static final int VALUES = 4 + 2 * FaceCandidate.POINTS;

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
    Flow fine = x;
    Flow coarse = blocks.block(x, 96, 2); //                             [batch, 96,  8,  8]
    for (int i = 0; i < 4; i++) {
      coarse = blocks.block(coarse, 96, 1);
    }
    return Flow.end(
        head(fine, "classificator_", Grid.FINE, 1),
        head(fine, "regressor_", Grid.FINE, VALUES),
        head(coarse, "classificator_", Grid.COARSE, 1),
        head(coarse, "regressor_", Grid.COARSE, VALUES));
  }

  private static Flow head(Flow x, String name, Grid grid, int values) {
    return x.conv(name + grid.name, grid.anchors * values, Window.square(1, 1, 0))
        .in(Layout.CHANNELS_FIRST, name + grid.name + ".planes");
  }

  /**
   * Finds faces, one many times.
   *
   * @param picture red, green and blue planes, 128 x 128 each, in [-1, 1]
   * @param leastScore in (0, 1); others are left out
   */
  public List<FaceCandidate> candidates(float[] picture, double leastScore) {
    float[][] outputs = outputs(picture);
    List<FaceCandidate> candidates = new ArrayList<>();
    for (Grid grid : Grid.values()) {
      float[] logits = outputs[2 * grid.ordinal()];
      float[] values = outputs[2 * grid.ordinal() + 1];
      int cells = grid.cells * grid.cells;
      for (int cell = 0; cell < cells; cell++) {
        for (int anchor = 0; anchor < grid.anchors; anchor++) {
          double score = 1 / (1 + Math.exp(-logits[anchor * cells + cell]));
          if (score >= leastScore) {
            int first = anchor * VALUES * cells + cell;
            candidates.add(candidate(score, grid, cell, value -> values[first + value * cells]));
          }
        }
      }
    }
    candidates.removeIf(face -> face.width() < 0 || face.height() < 0);
    return candidates;
  }

  /**
   * The network as an ONNX graph: a picture to 896 candidates, as many as there are places to look
   * at, with their places as {@link FaceCandidate} has them. One face is found many times; who runs
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
    OnnxValue[] raw = new OnnxTranslation(network, "", network.name()).addTo(graph, picture);
    OnnxValue[] scores = new OnnxValue[Grid.values().length];
    OnnxValue[] places = new OnnxValue[scores.length];
    for (Grid grid : Grid.values()) {
      int i = grid.ordinal();
      scores[i] = scores(graph, grid, raw[2 * i]);
      places[i] = places(graph, grid, raw[2 * i + 1]);
    }
    OnnxArithmetic all = new OnnxArithmetic(graph, "candidates");
    graph.output(
        "scores", "how likely a face is there, in (0, 1)", all.joined(1, scores), "batch", ANCHORS);
    graph.output(
        "places",
        "centre x and y, width, height, then x and y of "
            + FaceCandidate.POINTS
            + " points (right eye, left eye, nose, mouth, right ear, left ear), in parts of the picture's side",
        all.joined(1, places),
        "batch",
        ANCHORS,
        VALUES);
    return graph;
  }

  /** [batch, cells anchors]. */
  private static OnnxValue scores(OnnxGraph graph, Grid grid, OnnxValue logits) {
    OnnxArithmetic at = new OnnxArithmetic(graph, "scores" + grid.name);
    OnnxValue byCell = at.transposed(logits, 0, 2, 3, 1);
    return at.apply("Sigmoid", at.reshaped(byCell, 0, grid.candidates()));
  }

  /** [batch, cells anchors, values]. */
  private static OnnxValue places(OnnxGraph graph, Grid grid, OnnxValue values) {
    OnnxArithmetic at = new OnnxArithmetic(graph, "places" + grid.name);
    int cells = grid.cells * grid.cells;
    OnnxValue byAnchor = at.reshaped(values, 0, grid.anchors, VALUES, cells);
    OnnxValue byCell =
        at.reshaped(at.transposed(byAnchor, 0, 3, 1, 2), 0, grid.candidates(), VALUES);
    float[] centres = new float[grid.candidates() * VALUES];
    for (int i = 0; i < centres.length; i++) {
      int value = i % VALUES;
      int cell = i / VALUES / grid.anchors;
      int along = value % 2 == 0 ? cell % grid.cells : cell / grid.cells;
      centres[i] = value == 2 || value == 3 ? 0 : (along + 0.5f) / grid.cells;
    }
    OnnxValue centre = at.numbers(new long[] {1, grid.candidates(), VALUES}, centres);
    return at.sum(at.product(byCell, 1.0 / SIDE), centre);
  }

  /** Logits and places of the fine grid and of the coarse one, planes of cells. */
  float[][] outputs(float[] picture) {
    INDArray[] outputs =
        inference.apply(network, Nd4j.createFromArray(picture).reshape('c', 1, 3, SIDE, SIDE));
    return NetworkValues.of(outputs);
  }

  @FunctionalInterface
  private interface Values {
    double at(int index);
  }

  /** The network tells places relative to the cell's centre, in pixels. */
  private static FaceCandidate candidate(double score, Grid grid, int cell, Values values) {
    double x = (cell % grid.cells + 0.5) / grid.cells;
    double y = (cell / grid.cells + 0.5) / grid.cells;
    double[] points = new double[2 * FaceCandidate.POINTS];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = x + values.at(4 + i) / SIDE;
      points[i + 1] = y + values.at(5 + i) / SIDE;
    }
    return new FaceCandidate(
        score,
        x + values.at(0) / SIDE,
        y + values.at(1) / SIDE,
        values.at(2) / SIDE,
        values.at(3) / SIDE,
        points);
  }

  @Override
  public void close() {
    inference.close();
  }
}
