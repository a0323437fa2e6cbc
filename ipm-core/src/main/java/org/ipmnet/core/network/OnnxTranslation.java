// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
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
 * @param outputs which of the network's outputs are wanted; layers that only others need are left
 *     out
 */
public record OnnxTranslation(
    Network network, String prefix, String application, List<String> outputs) {

  /** With all outputs. */
  public OnnxTranslation(Network network, String prefix, String application) {
    this(network, prefix, application, network.graph().getConfiguration().getNetworkOutputs());
  }

  /** The only application of a network whose tensors have its name before theirs. */
  public static OnnxTranslation of(Network network) {
    return new OnnxTranslation(network, network.name() + ".", network.name());
  }

  /** The same under another name. */
  public OnnxTranslation named(String other) {
    return new OnnxTranslation(network, prefix, other, outputs);
  }

  /** The same with its first output alone. */
  public OnnxTranslation firstOutput() {
    return new OnnxTranslation(network, prefix, application, outputs.subList(0, 1));
  }

  /**
   * Adds it.
   *
   * @param inputs in the network's order
   * @return the wanted outputs
   */
  public OnnxValue[] addTo(OnnxGraph onnx, OnnxValue... inputs) {
    List<String> inputNames = network.graph().getConfiguration().getNetworkInputs();
    OnnxValue[] values = new OnnxValue[network.graph().getVertices().length];
    boolean[] needed = needed();
    for (int index : network.graph().topologicalSortOrder()) {
      GraphVertex vertex = network.graph().getVertices()[index];
      if (vertex.isInputVertex()) {
        values[index] = inputs[inputNames.indexOf(vertex.getVertexName())];
      } else if (needed[index]) {
        OnnxValue[] read =
            Arrays.stream(vertex.getInputVertices())
                .map(source -> values[source.getVertexIndex()])
                .toArray(OnnxValue[]::new);
        values[index] = ((LayerVertex) vertex).toOnnx(onnx, application, prefix, read);
      }
    }
    return outputs.stream()
        .map(output -> values[network.graph().getVertex(output).getVertexIndex()])
        .toArray(OnnxValue[]::new);
  }

  /** Which vertices the wanted outputs are made of. */
  private boolean[] needed() {
    boolean[] needed = new boolean[network.graph().getVertices().length];
    outputs.forEach(output -> needed[network.graph().getVertex(output).getVertexIndex()] = true);
    int[] order = network.graph().topologicalSortOrder();
    for (int i = order.length - 1; i >= 0; i--) {
      GraphVertex vertex = network.graph().getVertices()[order[i]];
      if (needed[order[i]] && !vertex.isInputVertex()) {
        for (VertexIndices source : vertex.getInputVertices()) {
          needed[source.getVertexIndex()] = true;
        }
      }
    }
    return needed;
  }
}
