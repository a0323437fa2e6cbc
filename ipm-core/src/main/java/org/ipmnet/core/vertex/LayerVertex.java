// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.misc.DummyConfig;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.PackedWeights;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A {@link Layer} at its place in a graph, with its parameters, their gradients and its running
 * statistics. What one application of it needs is in a {@link LayerPass}.
 */
public final class LayerVertex extends BaseGraphVertex {
  private static final long serialVersionUID = 1L;

  private final transient Layer layer;
  private final transient INDArray flatParameters;
  private final transient Map<String, INDArray> parameters;
  private transient Map<String, INDArray> gradients = Map.of();
  private transient Map<String, INDArray> statistics = Map.of();
  private transient INDArray flatGradients;
  private transient PackedWeights constant;
  private transient LayerPass last; // only when DL4J itself runs the graph

  /**
   * A vertex.
   *
   * @param flat its part of the graph's flat array: parameters, and statistics if they are stored
   *     there; null if there are none
   */
  LayerVertex(
      ComputationGraph graph, String name, int index, INDArray flat, Layer layer, DataType type) {
    super(graph, name, index, null, null, type);
    this.layer = layer;
    this.flatParameters = flat;
    this.parameters = views(flat, 0, layer.parameterShapes());
    Map<String, long[]> statisticShapes = layer.statisticShapes();
    if (layer.statisticsStored()) {
      this.statistics = views(flat, Layer.elements(layer.parameterShapes()), statisticShapes);
    } else if (!statisticShapes.isEmpty()) {
      this.statistics = null; // a network puts them into an array of its own
    }
  }

  /** What it computes. */
  public Layer layer() {
    return layer;
  }

  /** Views of the flat parameters by name. */
  public Map<String, INDArray> parameters() {
    return parameters;
  }

  /** Says that no parameter changes from now on. */
  public void keepConstant() {
    constant = new PackedWeights();
  }

  /** What keeps the weights in other layouts; null where they may change. */
  PackedWeights constant() {
    return constant;
  }

  /** Views of the flat gradients by name; empty until a gradient array is set. */
  public Map<String, INDArray> gradients() {
    return gradients;
  }

  /** Running statistics by name. */
  public Map<String, INDArray> statistics() {
    if (statistics == null) { // DL4J alone runs the graph
      Map<String, long[]> shapes = layer.statisticShapes();
      statistics = views(Nd4j.create(dataType, Layer.elements(shapes)), 0, shapes);
      layer.initialiseStatistics(statistics, parameters, new SplittableRandom(vertexIndex));
    }
    return statistics;
  }

  /** Has the running statistics lie in this flat array from now on, which holds their values. */
  public void statistics(INDArray flat) {
    statistics = views(flat, 0, layer.statisticShapes());
  }

  /**
   * Adds the layer to an ONNX graph.
   *
   * @param application what names of nodes begin with: the network, and which of its applications
   * @param prefix what names of tensors begin with in weight files
   * @return the output
   */
  public OnnxValue toOnnx(OnnxGraph onnx, String application, String prefix, OnnxValue... inputs) {
    Map<String, INDArray> values = new LinkedHashMap<>(parameters);
    values.putAll(statistics());
    OnnxLayer at =
        new OnnxLayer(
            onnx, application + "/" + getVertexName(), prefix + getVertexName() + ".", values);
    return layer.toOnnx(at, inputs);
  }

  private static Map<String, INDArray> views(
      INDArray flat, long start, Map<String, long[]> shapes) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    long offset = start;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      long length = Layer.elements(entry.getValue());
      INDArray line = flat.reshape(flat.length());
      views.put(
          entry.getKey(),
          line.get(NDArrayIndex.interval(offset, offset + length)).reshape('c', entry.getValue()));
      offset += length;
    }
    return Collections.unmodifiableMap(views);
  }

  // What DL4J asks of a vertex.

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    last = new LayerPass(this, Memory.fresh(), training, training);
    INDArray output;
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      output = last.forward(inputs.clone()); // what it keeps outlives this step's workspace
    }
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, output);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    if (flatGradients != null) {
      flatGradients.assign(0); // DL4J expects this pass's gradients, not a sum
    }
    INDArray[] back;
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      back = last.backward(epsilon);
    }
    for (int i = 0; i < back.length; i++) {
      // DL4J adds to what it gets, and others may hold this array
      INDArray own = back[i] == epsilon ? epsilon.dup() : back[i];
      back[i] = workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, own);
    }
    return new Pair<>(null, back);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    flatGradients = view;
    gradients = views(view, 0, layer.parameterShapes());
  }

  @Override
  public INDArray getGradientsViewArray() {
    return flatGradients;
  }

  @Override
  public INDArray params() {
    return flatParameters;
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    Map<String, INDArray> table = new LinkedHashMap<>(parameters);
    if (layer.statisticsStored() && !backpropOnly) {
      table.putAll(statistics);
    }
    return table;
  }

  /** No updater: a program that trains these parameters applies the gradients itself. */
  @Override
  public TrainingConfig getConfig() {
    return new DummyConfig(getVertexName());
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer getLayer() {
    return null;
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int miniBatchSize) {
    return null;
  }

  @Override
  public String toString() {
    return getVertexName() + " " + layer;
  }
}
