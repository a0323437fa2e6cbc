// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.ipmnet.core.memory.Memory;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What a vertex computes. Both directions own their arguments: {@code forward} has one reference to
 * each input and {@code backward} one to the gradient, which they release, overwrite (through
 * {@link Memory#writable}) or pass on. What they return belongs to the caller.
 */
public abstract class LayerVertex extends BaseGraphVertex {
  private static final long serialVersionUID = 1L;

  /**
   * Where DL4J puts a vertex: graph, name, index, its part of the flat parameters, and its type.
   */
  record Place(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      LayerConfig figure,
      DataType type) {}

  private final transient LayerConfig figure;
  private final transient INDArray flatParameters;
  private final transient Map<String, INDArray> parameters;
  private transient Map<String, INDArray> gradients = Map.of();
  private transient Map<String, INDArray> statistics;
  private transient INDArray flatGradients;
  private transient LayerPass own; // only when DL4J itself walks the graph

  LayerVertex(Place place) {
    super(place.graph(), place.name(), place.index(), null, null, place.type());
    this.figure = place.figure();
    this.flatParameters = place.parameters();
    this.parameters = views(place.parameters(), figure.parameterShapes());
  }

  /**
   * Computes the output.
   *
   * @param inputs one owned reference each
   * @return owned by the caller
   */
  public abstract INDArray forward(LayerPass pass, INDArray... inputs);

  /**
   * Adds the parameters' gradients to {@link #gradient} and computes those of the inputs.
   *
   * @param gradient of the output, an owned reference
   * @return for each input its gradient, or null where {@link LayerPass#wantsInput} says no
   */
  public abstract INDArray[] backward(LayerPass pass, INDArray gradient);

  /**
   * Whether the output is J x + b with J and b constant between kinks: no product of two inputs, no
   * statistic of them.
   */
  public boolean piecewiseLinear() {
    return false;
  }

  /**
   * J t, the direction in which the output moves when the inputs move in directions t.
   *
   * @param at the pass at whose input J is taken; it loses nothing
   * @param own keeps what {@link #addTangentGradient} needs
   * @param tangents t, one owned reference for each input
   * @return owned by the caller
   */
  public INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    throw new UnsupportedOperationException(this + " is not piecewise linear");
  }

  /**
   * Adds to {@link #gradients} that of the scalar product of {@code signal} and J t, both held
   * constant, by the parameters in J. Biases have none.
   *
   * @param own of {@link #tangent}; used up
   * @param signal a direction at the output, an owned reference
   */
  public void addTangentGradient(LayerPass own, INDArray signal) {
    throw new UnsupportedOperationException(this + " has no parameters in J");
  }

  /** The configuration that this operation was made from. */
  public final LayerConfig figure() {
    return figure;
  }

  /** Views of the flat parameters by name. */
  public final Map<String, INDArray> parameters() {
    return parameters;
  }

  /** Views of the flat gradients by name; empty until a gradient array is set. */
  public final Map<String, INDArray> gradients() {
    return gradients;
  }

  /** Running statistics by name. */
  public final Map<String, INDArray> statistics() {
    if (statistics == null) { // DL4J alone walks the graph
      Map<String, INDArray> fresh = new LinkedHashMap<>();
      figure
          .statisticShapes()
          .forEach(
              (name, shape) ->
                  fresh.put(name, Nd4j.createUninitializedDetached(dataType, 'c', shape)));
      figure.initialiseStatistics(fresh, parameters, new SplittableRandom(vertexIndex));
      statistics = fresh;
    }
    return statistics;
  }

  /** Puts the running statistics into a flat array of the network's. */
  public final void statistics(INDArray flat) {
    statistics = views(flat, figure.statisticShapes());
  }

  final INDArray parameter(String name) {
    return parameters.get(name);
  }

  final void addToGradient(String name, INDArray gradient) {
    INDArray sum = gradients.get(name);
    sum.addi(gradient.reshape(sum.shape()));
  }

  private static Map<String, INDArray> views(INDArray flat, Map<String, long[]> shapes) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      long length = LayerConfig.elements(entry.getValue());
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
  public final INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    own = new LayerPass(Memory.fresh(), training, true);
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, forward(own, inputs.clone()));
  }

  @Override
  public final Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    if (flatGradients != null) {
      flatGradients.assign(0); // DL4J expects this pass's gradients, not a sum
    }
    return new Pair<>(null, backward(own, epsilon));
  }

  @Override
  public final void setBackpropGradientsViewArray(INDArray view) {
    flatGradients = view;
    gradients = views(view, figure.parameterShapes());
  }

  @Override
  public final INDArray getGradientsViewArray() {
    return flatGradients;
  }

  @Override
  public final INDArray params() {
    return flatParameters;
  }

  @Override
  public final Map<String, INDArray> paramTable(boolean backpropOnly) {
    return parameters;
  }

  @Override
  public final boolean hasLayer() {
    return false;
  }

  @Override
  public final Layer getLayer() {
    return null;
  }

  @Override
  public final Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int miniBatchSize) {
    return null;
  }

  @Override
  public final String toString() {
    return getVertexName() + " " + figure;
  }
}
