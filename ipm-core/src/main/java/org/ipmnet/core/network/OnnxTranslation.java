// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.vertex.LayerVertex;

/**
 * One application of a network in an ONNX graph, as {@link Inference} computes it. Several
 * applications in one graph have the same weights.
 *
 * @param network its weights are copied
 * @param prefix what the names of its tensors begin with in weight files; empty, or with a dot
 * @param application what names of nodes begin with; another one for each application
 */
public record OnnxTranslation(Network network, String prefix, String application) {

  /** The only application of a network whose tensors have its name before theirs. */
  public static OnnxTranslation of(Network network) {
    return new OnnxTranslation(network, network.name() + ".", network.name());
  }

  /** The same under another name. */
  public OnnxTranslation named(String other) {
    return new OnnxTranslation(network, prefix, other);
  }

  /**
   * Adds it.
   *
   * @param inputs in the network's order
   * @return its outputs, in its order
   */
  public OnnxValue[] addTo(OnnxGraph onnx, OnnxValue... inputs) {
    GraphVertex[] vertices = network.graph().getVertices();
    List<String> inputNames = network.graph().getConfiguration().getNetworkInputs();
    OnnxValue[] values = new OnnxValue[vertices.length];
    for (int index : network.graph().topologicalSortOrder()) {
      GraphVertex vertex = vertices[index];
      if (vertex instanceof LayerVertex layer) {
        OnnxValue[] read =
            Arrays.stream(vertex.getInputVertices())
                .map(source -> values[source.getVertexIndex()])
                .toArray(OnnxValue[]::new);
        values[index] = layer.toOnnx(onnx, application, prefix, read);
      } else {
        values[index] = inputs[inputNames.indexOf(vertex.getVertexName())];
      }
    }
    List<OnnxValue> outputs = new ArrayList<>();
    for (String name : network.graph().getConfiguration().getNetworkOutputs()) {
      outputs.add(values[network.graph().getVertex(name).getVertexIndex()]);
    }
    return outputs.toArray(OnnxValue[]::new);
  }
}
