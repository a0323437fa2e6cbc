// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.vertex.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network's gradient, or the part of it that one thread has added up so far. */
final class ShardGradient {
  private final INDArray flat;
  private final Map<String, Map<String, INDArray>> views = new LinkedHashMap<>();
  private boolean used;

  /** Zeros in the same order as in {@code whole}. */
  ShardGradient(INDArray whole, List<LayerVertex> vertices) {
    this.flat = Nd4j.zeros(whole.dataType(), whole.length());
    for (LayerVertex vertex : vertices) {
      Map<String, INDArray> own = new LinkedHashMap<>();
      vertex
          .gradients()
          .forEach(
              (name, view) -> {
                long at = view.offset() - whole.offset();
                own.put(name, Slice.of(flat, 0, at, at + view.length()).reshape('c', view.shape()));
              });
      views.put(vertex.getVertexName(), own);
    }
  }

  /** The views of one vertex's parameters, to be added to. */
  Map<String, INDArray> of(LayerVertex vertex) {
    used = true;
    return views.get(vertex.getVertexName());
  }

  /** Adds all to another gradient and is zero again. */
  void moveTo(INDArray whole) {
    if (used) {
      Elementwise.add(flat, whole);
      flat.assign(0);
      used = false;
    }
  }
}
