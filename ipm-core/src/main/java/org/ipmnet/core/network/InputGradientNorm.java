// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.ipmnet.core.UserError;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.vertex.LayerPass;
import org.ipmnet.core.vertex.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How steeply the outputs of one application of a network rise with its input: the sum over outputs
 * s of the batch's mean of |v_s|^2, v_s = d sum(y_s) / dx. This is the gradient penalty R1
 * (Mescheder et al. 2018) without its factor.
 *
 * <p>No second derivatives are needed where the network is piecewise linear, y = J x + b. With v =
 * J^T 1 held constant, the gradient of |v|^2 by a parameter in J is twice that of the scalar
 * product of J v and 1. A layer's part of it is its weight gradient for two things: v pushed
 * forward to the layer as a tangent, and the signal that flowed back to the layer when v was
 * computed. The forward activations are those of the application, which loses nothing: its own
 * backward pass may follow.
 */
public final class InputGradientNorm {
  private final ForwardPass application;
  private final Memory memory;
  private final INDArray[] gradients;
  private final boolean[][] reached;
  private final INDArray[][] signals;
  private final double value;

  /**
   * Computes the value.
   *
   * @param application of a network with one input; it has run forwards, in training mode, and not
   *     yet backwards
   * @throws UserError for a network with a layer that is not piecewise linear, such as a norm
   */
  public InputGradientNorm(ForwardPass application) {
    this.application = application;
    this.memory = application.memory();
    requirePiecewiseLinear();
    int outputs = application.outputs().length;
    this.gradients = new INDArray[outputs];
    int vertices = application.vertices().length;
    this.reached = new boolean[outputs][vertices];
    this.signals = new INDArray[outputs][vertices];
    double sum = 0;
    for (int output = 0; output < outputs; output++) {
      gradients[output] = flowBack(output);
      double norm = gradients[output].norm2Number().doubleValue();
      sum += norm * norm / gradients[output].size(0);
    }
    this.value = sum;
  }

  private void requirePiecewiseLinear() {
    for (GraphVertex vertex : application.vertices()) {
      if (vertex instanceof LayerVertex layer && !layer.layer().piecewiseLinear()) {
        throw new UserError(
            "the gradient penalty needs a network of convolutions, pools and ReLUs, but %s has the layer %s; set network.discriminator.norm=none",
            application.network().name(), layer);
      }
    }
  }

  /** The sum over outputs of the batch's mean of the squared norm. */
  public double value() {
    return value;
  }

  /** v = d sum(output) / dx; leaves at each vertex with parameters the signal that reached it. */
  private INDArray flowBack(int output) {
    GraphVertex[] vertices = application.vertices();
    INDArray[] flowing = new INDArray[vertices.length];
    int end = application.outputs()[output];
    flowing[end] =
        memory.take(application.network().type(), application.outputShape(output)).assign(1);
    int[] order = application.order();
    for (int position = order.length - 1; position >= 0; position--) {
      int index = order[position];
      INDArray signal = flowing[index];
      if (signal == null || !(vertices[index] instanceof LayerVertex vertex)) {
        continue;
      }
      flowing[index] = null;
      reached[output][index] = true;
      if (!vertex.parameters().isEmpty()) {
        signals[output][index] = memory.retain(signal);
      }
      VertexIndices[] sources = vertex.getInputVertices();
      boolean[] wanted = new boolean[sources.length];
      Arrays.fill(wanted, true);
      LayerPass pass = application.pass(index).again().backwards(wanted, false);
      INDArray[] back = pass.backward(signal);
      for (int i = 0; i < sources.length; i++) {
        int source = sources[i].getVertexIndex();
        flowing[source] =
            flowing[source] == null ? back[i] : application.add(flowing[source], back[i]);
      }
    }
    return flowing[0]; // DL4J puts the input first
  }

  /**
   * Adds the gradient of {@code weight} times the value to the network's, once. Comes before the
   * application's own backward pass.
   */
  public void backward(double weight) {
    application.network().gradient();
    for (int output = 0; output < gradients.length; output++) {
      INDArray v = memory.writable(gradients[output]);
      gradients[output] = null;
      pushForward(output, v.muli(2 * weight / v.size(0)));
    }
  }

  private void pushForward(int output, INDArray v) {
    GraphVertex[] vertices = application.vertices();
    INDArray[] tangents = new INDArray[vertices.length];
    int[] uses = new int[vertices.length];
    for (int index = 0; index < vertices.length; index++) {
      if (reached[output][index]) {
        for (VertexIndices source : vertices[index].getInputVertices()) {
          uses[source.getVertexIndex()]++;
        }
      }
    }
    tangents[0] = v;
    for (int index : application.order()) {
      if (!reached[output][index]) {
        continue; // an input, or on no way to this output
      }
      LayerVertex vertex = (LayerVertex) vertices[index];
      VertexIndices[] sources = vertex.getInputVertices();
      INDArray[] arguments = new INDArray[sources.length];
      for (int i = 0; i < sources.length; i++) {
        int source = sources[i].getVertexIndex();
        arguments[i] = --uses[source] == 0 ? tangents[source] : memory.retain(tangents[source]);
      }
      INDArray signal = signals[output][index];
      signals[output][index] = null;
      LayerPass own = new LayerPass(vertex, memory, true, signal != null);
      tangents[index] = own.tangent(application.pass(index), arguments);
      if (signal != null) {
        own.addTangentGradient(signal);
      }
    }
    memory.release(tangents[application.outputs()[output]]); // the scalar product with 1 is known
  }

  /** Releases what {@link #backward} would have used, for when it will not come. */
  public void drop() {
    for (int output = 0; output < gradients.length; output++) {
      if (gradients[output] != null) {
        memory.release(gradients[output]);
        gradients[output] = null;
      }
      for (int index = 0; index < signals[output].length; index++) {
        if (signals[output][index] != null) {
          memory.release(signals[output][index]);
          signals[output][index] = null;
        }
      }
    }
  }
}
