// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.ipmnet.core.vertex.LayerConfig;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network's file must hold, told from its figure alone: nothing is allocated before a file
 * from elsewhere has been compared with it.
 */
public final class GraphShapes {
  private GraphShapes() {}

  /** Names and shapes of all parameters and statistics, vertex by vertex. */
  public static TensorShapes of(ComputationGraphConfiguration figure) {
    TensorShapes shapes = new TensorShapes();
    for (Map.Entry<String, GraphVertex> vertex : figure.getVertices().entrySet()) {
      if (vertex.getValue() instanceof LayerConfig block) {
        block
            .parameterShapes()
            .forEach((name, shape) -> shapes.add(vertex.getKey() + "." + name, shape));
        block
            .statisticShapes()
            .forEach((name, shape) -> shapes.add(vertex.getKey() + "." + name, shape));
      }
    }
    return shapes;
  }

  /**
   * What a file of one network holds: its tensors by their names in it.
   *
   * @param network our name of it
   * @param tensors by our names, which begin with the network's
   */
  public static Map<String, INDArray> state(
      ComputationGraphConfiguration figure, String network, Function<String, INDArray> tensors) {
    Map<String, INDArray> state = new LinkedHashMap<>();
    for (String name : of(figure).shapes().keySet()) {
      state.put(name, tensors.apply(network + "." + name));
    }
    return state;
  }
}
