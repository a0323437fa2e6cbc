// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;

/**
 * The heads of a single-shot detector (Liu et al., "SSD", 2016): of each grid's cells they tell how
 * likely something is there, and its box and points relative to the cell's middle, in pixels.
 *
 * @param side of the detector's picture in pixels
 * @param points of each box
 * @param grids the finer first
 */
record AnchorBoxes(int side, int points, List<AnchorGrid> grids) {
  /** Centre, width, height, and the points. */
  int values() {
    return 4 + 2 * points;
  }

  /** How many boxes all grids tell. */
  int candidates() {
    return grids.stream().mapToInt(AnchorGrid::candidates).sum();
  }

  /** The graph that ends in logits and places of each grid, planes of cells. */
  Flow[] heads(Flow... ofGrids) {
    Flow[] heads = new Flow[2 * ofGrids.length];
    for (int i = 0; i < ofGrids.length; i++) {
      AnchorGrid grid = grids.get(i);
      heads[2 * i] = head(ofGrids[i], grid.scores(), grid.anchors());
      heads[2 * i + 1] = head(ofGrids[i], grid.places(), grid.anchors() * values());
    }
    return heads;
  }

  private static Flow head(Flow x, String name, int out) {
    return x.conv(name, out, Window.square(1, 1, 0)).in(Layout.CHANNELS_FIRST, name + ".planes");
  }

  /**
   * Boxes of a positive size, one thing many times.
   *
   * @param outputs of the heads
   * @param leastScore in (0, 1); others are left out
   */
  List<BoxCandidate> candidates(float[][] outputs, double leastScore) {
    List<BoxCandidate> candidates = new ArrayList<>();
    for (int g = 0; g < grids.size(); g++) {
      AnchorGrid grid = grids.get(g);
      float[] logits = outputs[2 * g];
      float[] places = outputs[2 * g + 1];
      int cells = grid.cells() * grid.cells();
      for (int cell = 0; cell < cells; cell++) {
        for (int anchor = 0; anchor < grid.anchors(); anchor++) {
          double score = 1 / (1 + Math.exp(-logits[anchor * cells + cell]));
          if (score >= leastScore) {
            int first = anchor * values() * cells + cell;
            candidates.add(candidate(score, grid, cell, value -> places[first + value * cells]));
          }
        }
      }
    }
    candidates.removeIf(box -> box.width() < 0 || box.height() < 0);
    return candidates;
  }

  @FunctionalInterface
  private interface Values {
    double at(int index);
  }

  private BoxCandidate candidate(double score, AnchorGrid grid, int cell, Values values) {
    double x = (cell % grid.cells() + 0.5) / grid.cells();
    double y = (cell / grid.cells() + 0.5) / grid.cells();
    double[] at = new double[2 * points];
    for (int i = 0; i < at.length; i += 2) {
      at[i] = x + values.at(4 + i) / side;
      at[i + 1] = y + values.at(5 + i) / side;
    }
    return new BoxCandidate(
        score,
        x + values.at(0) / side,
        y + values.at(1) / side,
        values.at(2) / side,
        values.at(3) / side,
        at);
  }

  /**
   * Adds what is behind the heads to an ONNX graph: outputs {@code scores} and {@code places} of
   * all candidates, the places as {@link BoxCandidate} has them.
   *
   * @param heads their outputs
   * @param what is found, with an article
   * @param pointNames what the points are
   */
  void addTo(OnnxGraph graph, OnnxValue[] heads, String what, String pointNames) {
    OnnxValue[] scores = new OnnxValue[grids.size()];
    OnnxValue[] places = new OnnxValue[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scores(graph, grids.get(i), heads[2 * i]);
      places[i] = places(graph, grids.get(i), heads[2 * i + 1]);
    }
    OnnxArithmetic all = new OnnxArithmetic(graph, "candidates");
    graph.output(
        "scores",
        "how likely " + what + " is there, in (0, 1)",
        all.joined(1, scores),
        "batch",
        candidates());
    graph.output(
        "places",
        "centre x and y, width, height, then x and y of "
            + points
            + " points ("
            + pointNames
            + "), in parts of the picture's side",
        all.joined(1, places),
        "batch",
        candidates(),
        values());
  }

  /** [batch, cells anchors]. */
  private static OnnxValue scores(OnnxGraph graph, AnchorGrid grid, OnnxValue logits) {
    OnnxArithmetic at = new OnnxArithmetic(graph, "scores" + grid.cells());
    OnnxValue byCell = at.transposed(logits, 0, 2, 3, 1);
    return at.apply("Sigmoid", at.reshaped(byCell, 0, grid.candidates()));
  }

  /** [batch, cells anchors, values]. */
  private OnnxValue places(OnnxGraph graph, AnchorGrid grid, OnnxValue values) {
    OnnxArithmetic at = new OnnxArithmetic(graph, "places" + grid.cells());
    int cells = grid.cells() * grid.cells();
    OnnxValue byAnchor = at.reshaped(values, 0, grid.anchors(), values(), cells);
    OnnxValue byCell =
        at.reshaped(at.transposed(byAnchor, 0, 3, 1, 2), 0, grid.candidates(), values());
    float[] centres = new float[grid.candidates() * values()];
    for (int i = 0; i < centres.length; i++) {
      int value = i % values();
      int cell = i / values() / grid.anchors();
      int along = value % 2 == 0 ? cell % grid.cells() : cell / grid.cells();
      centres[i] = value == 2 || value == 3 ? 0 : (along + 0.5f) / grid.cells();
    }
    OnnxValue centre = at.numbers(new long[] {1, grid.candidates(), values()}, centres);
    return at.sum(at.product(byCell, 1.0 / side), centre);
  }
}
