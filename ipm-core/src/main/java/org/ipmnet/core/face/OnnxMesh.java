// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;

/**
 * {@link FaceLandmarkNetwork#mesh} as nodes of an ONNX graph.
 *
 * @param graph in the making
 * @param whole tells all points roughly
 * @param parts tell some of them again
 */
record OnnxMesh(OnnxGraph graph, Network whole, Map<RefinedPart, Network> parts) {
  private static final int MESH_POINTS = FaceLandmarkNetwork.MESH_POINTS;

  /** Adds all between the picture and the outputs. */
  void addTo(OnnxValue picture) {
    OnnxArithmetic at = new OnnxArithmetic(graph, "points");
    OnnxValue[] found = new OnnxTranslation(whole, "", "whole").addTo(graph, picture);
    OnnxValue mesh = at.reshaped(found[1], 0, MESH_POINTS, 3);
    OnnxValue places = at.chosen(mesh, 2, 0, 1);
    OnnxValue depths = at.chosen(mesh, 2, 2);
    long[] place = LongStream.range(0, FaceLandmarkNetwork.POINTS).toArray();
    long[] depth = place.clone();
    long next = MESH_POINTS; // behind the mesh in the list of all places
    long nextDepth = MESH_POINTS;
    for (RefinedPart part : RefinedPart.values()) {
      OnnxAttentionCrop crop = new OnnxAttentionCrop(graph, mesh, part);
      OnnxValue[] seen =
          new OnnxTranslation(parts.get(part), "", part.layer())
              .addTo(graph, crop.of(found[0], FaceLandmarkNetwork.MAP_SIDE));
      int[] points = part.points();
      for (int point : points) {
        place[point] = next++;
      }
      places = at.joined(1, places, crop.back(seen[0], points.length));
      if (part.irisLayer() != null) {
        for (int i = 0; i < RefinedPart.IRIS_POINTS; i++) {
          place[part.firstIrisPoint() + i] = next++;
          depth[part.firstIrisPoint() + i] = nextDepth;
        }
        nextDepth++;
        places = at.joined(1, places, crop.back(seen[1], RefinedPart.IRIS_POINTS));
        depths = at.joined(1, depths, lidDepth(at, mesh, points));
      }
    }
    OnnxValue all = at.joined(2, at.chosen(places, 1, place), at.chosen(depths, 1, depth));
    graph.output(
        "points",
        "x, y and depth of each point, in pixels of the picture: the mesh, then five of each iris, the right one first",
        all,
        "batch",
        FaceLandmarkNetwork.POINTS,
        3);
    graph.output(
        "presence",
        "how likely there is a face, in (0, 1)",
        at.apply("Sigmoid", at.reshaped(found[2], 0, 1)),
        "batch",
        1);
  }

  /** The mean of an eye's lids, [batch, 1, 1]. */
  private static OnnxValue lidDepth(OnnxArithmetic at, OnnxValue mesh, int... points) {
    long[] lids = Arrays.stream(points).limit(RefinedPart.LID_POINTS).asLongStream().toArray();
    return at.over("ReduceMean", at.chosen(at.chosen(mesh, 1, lids), 2, 2), 1);
  }
}
