// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.ipmnet.core.vertex.Layer;
import org.ipmnet.core.weights.TensorShapes;

/**
 * What a network's file must hold, told from its graph alone: nothing is allocated before a file
 * from elsewhere has been compared with it.
 */
public final class GraphShapes {
  private GraphShapes() {}

  /** Names and shapes of all parameters and statistics, layer by layer. */
  public static TensorShapes of(ComputationGraphConfiguration graph) {
    TensorShapes shapes = new TensorShapes();
    for (Map.Entry<String, GraphVertex> vertex : graph.getVertices().entrySet()) {
      if (vertex.getValue() instanceof Layer layer) {
        layer
            .parameterShapes()
            .forEach((name, shape) -> shapes.add(vertex.getKey() + "." + name, shape));
        layer
            .statisticShapes()
            .forEach((name, shape) -> shapes.add(vertex.getKey() + "." + name, shape));
      }
    }
    return shapes;
  }
}
