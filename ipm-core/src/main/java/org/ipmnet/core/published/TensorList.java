// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.ipmnet.core.vertex.Layer;

/**
 * The tensors of a state dictionary, put down in the order of the program's modules. Shapes come
 * from our networks' graphs: nothing is allocated before a file has been compared with them.
 */
final class TensorList {
  private final List<PublishedTensor> tensors = new ArrayList<>();
  private String network;
  private Map<String, GraphVertex> vertices;

  /** A network whose vertices have the names of the program's modules. */
  static List<PublishedTensor> sameNames(String network, ComputationGraphConfiguration graph) {
    TensorList list = new TensorList().of(network, graph);
    list.vertices.keySet().forEach(vertex -> list.vertex(vertex, vertex));
    return list.tensors();
  }

  /** From here on vertices of this network are meant. */
  TensorList of(String network, ComputationGraphConfiguration graph) {
    this.network = network;
    this.vertices = graph.getVertices();
    return this;
  }

  /** All tensors of a vertex, which have the same names behind the module's. */
  TensorList vertex(String theirs, String ours) {
    GraphVertex vertex = Objects.requireNonNull(vertices.get(ours), ours);
    if (vertex instanceof Layer layer) {
      layer.parameterShapes().forEach((name, shape) -> add(theirs, ours, name, true, shape));
      layer.statisticShapes().forEach((name, shape) -> add(theirs, ours, name, false, shape));
    }
    return this;
  }

  private void add(String theirs, String ours, String name, boolean parameter, long... shape) {
    add(theirs + "." + name, network + "." + ours + "." + name, parameter, shape);
  }

  /** A tensor that is never used. */
  TensorList unused(String theirs, boolean parameter, long... shape) {
    add(theirs, null, parameter, shape);
    return this;
  }

  private void add(String theirs, String ours, boolean parameter, long... shape) {
    List<Long> sides = LongStream.of(shape).boxed().toList();
    tensors.add(new PublishedTensor(theirs, ours, sides, parameter));
  }

  List<PublishedTensor> tensors() {
    return List.copyOf(tensors);
  }
}
