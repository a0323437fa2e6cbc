// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.List;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.VertexTimer.Direction;
import org.ipmnet.core.network.VertexTimer.Run;
import org.ipmnet.core.vertex.LayerPass;
import org.ipmnet.core.vertex.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One application of a network: the forward pass, and what its one backward pass needs. DL4J itself
 * keeps one set of activations a graph and copies them between workspaces; here any number of
 * applications of one graph are served by one arena.
 */
public final class ForwardPass implements Application {
  /** What a pass is for. */
  public enum Mode {
    /** Batch statistics; a backward pass follows. */
    TRAINING,
    /** Batch statistics; a backward pass to the inputs follows, none to the parameters. */
    FROZEN,
    /** Batch statistics; no backward pass. */
    UNRECORDED,
    /** Running statistics; no backward pass. */
    EVALUATION;

    private LayerPass pass(LayerVertex vertex, Memory memory) {
      LayerPass pass =
          new LayerPass(vertex, memory, this != EVALUATION, this == TRAINING || this == FROZEN);
      return this == FROZEN ? pass.frozen() : pass;
    }
  }

  private final Network network;
  private final Memory memory;
  private final Mode mode;
  private final GraphVertex[] vertices;
  private final int[] order;
  private final LayerPass[] passes;
  private final int[] outputs;
  private final long[][] outputShapes;

  private final ShardGradient shardGradient;

  /** An application that has not run yet. */
  public ForwardPass(Network network, Memory memory, Mode mode) {
    this(network, memory, mode, null);
  }

  /**
   * The same.
   *
   * @param shardGradient that the parameters' gradients are added to; null for the network's own
   */
  ForwardPass(Network network, Memory memory, Mode mode, ShardGradient shardGradient) {
    this.network = network;
    this.shardGradient = shardGradient;
    this.memory = memory;
    this.mode = mode;
    this.vertices = network.graph().getVertices();
    this.order = network.graph().topologicalSortOrder();
    this.passes = new LayerPass[vertices.length];
    List<String> names = network.graph().getConfiguration().getNetworkOutputs();
    this.outputs =
        names.stream().mapToInt(n -> network.graph().getVertex(n).getVertexIndex()).toArray();
    this.outputShapes = new long[outputs.length][];
  }

  @Override
  public INDArray[] forward(INDArray... inputs) {
    INDArray[] values = new INDArray[vertices.length];
    int[] uses = new int[vertices.length];
    for (int index : order) {
      GraphVertex vertex = vertices[index];
      uses[index] = consumers(vertex).length + (vertex.isOutputVertex() ? 1 : 0);
      if (vertex.isInputVertex()) {
        values[index] = inputs[index]; // DL4J puts the inputs first, in their order
        uses[index]++; // the caller's
        continue;
      }
      passes[index] = mode.pass((LayerVertex) vertex, memory);
      VertexIndices[] sources = vertex.getInputVertices();
      INDArray[] arguments = new INDArray[sources.length];
      for (int i = 0; i < sources.length; i++) {
        int source = sources[i].getVertexIndex();
        arguments[i] = --uses[source] == 0 ? values[source] : memory.retain(values[source]);
        if (uses[source] == 0) {
          values[source] = null;
        }
      }
      values[index] = forward((LayerVertex) vertex, passes[index], arguments);
    }
    INDArray[] results = new INDArray[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      results[i] = values[outputs[i]];
      outputShapes[i] = results[i].shape();
    }
    return results;
  }

  @Override
  public INDArray[] backward(
      INDArray[] gradients, boolean[] inputsWanted, boolean parametersWanted) {
    if (parametersWanted && shardGradient == null) {
      network.prepareGradient();
    }
    boolean[] wanted = wanted(inputsWanted, parametersWanted);
    INDArray[] flowing = new INDArray[vertices.length];
    for (int i = 0; i < outputs.length; i++) {
      flowing[outputs[i]] = gradients[i];
    }
    for (int position = order.length - 1; position >= 0; position--) {
      int index = order[position];
      GraphVertex vertex = vertices[index];
      if (vertex.isInputVertex()) {
        continue;
      }
      INDArray gradient = flowing[index];
      flowing[index] = null;
      if (gradient == null || !wanted[index]) {
        passes[index].drop();
        if (gradient != null) {
          memory.release(gradient);
        }
        continue;
      }
      VertexIndices[] sources = vertex.getInputVertices();
      boolean[] sourcesWanted = new boolean[sources.length];
      for (int i = 0; i < sources.length; i++) {
        sourcesWanted[i] = wanted[sources[i].getVertexIndex()];
      }
      passes[index].backwards(sourcesWanted, parametersWanted);
      if (parametersWanted && shardGradient != null) {
        passes[index].into(shardGradient.of((LayerVertex) vertex));
      }
      INDArray[] back =
          backward((LayerVertex) vertex, passes[index], gradient, sourcesWanted, parametersWanted);
      for (int i = 0; i < sources.length; i++) {
        int source = sources[i].getVertexIndex();
        if (back[i] != null && !sourcesWanted[i]) {
          memory.release(back[i]);
        } else if (back[i] != null) {
          flowing[source] = flowing[source] == null ? back[i] : add(flowing[source], back[i]);
        }
      }
    }
    INDArray[] results = new INDArray[inputsWanted.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = flowing[i];
    }
    return results;
  }

  private INDArray forward(LayerVertex vertex, LayerPass pass, INDArray[] arguments) {
    if (network.timer() == null) {
      return pass.forward(arguments);
    }
    long start = System.nanoTime();
    INDArray output = pass.forward(arguments);
    long end = System.nanoTime();
    network
        .timer()
        .ran(new Run(network, vertex, Direction.FORWARD, output.shape(), 1, end - start));
    return output;
  }

  private INDArray[] backward(
      LayerVertex vertex,
      LayerPass pass,
      INDArray gradient,
      boolean[] wanted,
      boolean parametersWanted) {
    if (network.timer() == null) {
      return pass.backward(gradient);
    }
    long[] shape = gradient.shape();
    int gradients = parametersWanted && !vertex.parameters().isEmpty() ? 1 : 0;
    for (boolean one : wanted) {
      gradients += one ? 1 : 0;
    }
    long start = System.nanoTime();
    INDArray[] back = pass.backward(gradient);
    long end = System.nanoTime();
    network
        .timer()
        .ran(new Run(network, vertex, Direction.BACKWARD, shape, gradients, end - start));
    return back;
  }

  @Override
  public void drop() {
    for (LayerPass pass : passes) {
      if (pass != null) {
        pass.drop();
      }
    }
  }

  Network network() {
    return network;
  }

  Memory memory() {
    return memory;
  }

  GraphVertex[] vertices() {
    return vertices;
  }

  /** Indices of the vertices, each behind those that it reads. */
  int[] order() {
    return order;
  }

  /** Indices of the output vertices. */
  int[] outputs() {
    return outputs;
  }

  /** The pass of one vertex. */
  LayerPass pass(int index) {
    return passes[index];
  }

  long[] outputShape(int output) {
    return outputShapes[output];
  }

  /** The sum of two owned arrays, in one of them. */
  INDArray add(INDArray sum, INDArray more) {
    INDArray writable = memory.writable(sum);
    Elementwise.add(more, writable);
    memory.release(more);
    return writable;
  }

  /** Which vertices lie between a wanted gradient and the outputs. */
  private boolean[] wanted(boolean[] inputsWanted, boolean parametersWanted) {
    boolean[] wanted = new boolean[vertices.length];
    for (int index : order) {
      GraphVertex vertex = vertices[index];
      if (vertex.isInputVertex()) {
        wanted[index] = inputsWanted[index];
        continue;
      }
      wanted[index] = parametersWanted && !((LayerVertex) vertex).parameters().isEmpty();
      for (VertexIndices source : vertex.getInputVertices()) {
        wanted[index] |= wanted[source.getVertexIndex()];
      }
    }
    return wanted;
  }

  private static VertexIndices[] consumers(GraphVertex vertex) {
    VertexIndices[] consumers = vertex.getOutputVertices();
    return consumers == null ? new VertexIndices[0] : consumers;
  }
}
