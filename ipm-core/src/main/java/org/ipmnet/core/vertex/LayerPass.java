// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.PackedWeights;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One application of one layer: how it runs, and what it keeps for its backward pass. So one graph
 * can be applied several times within an iteration.
 */
public final class LayerPass {
  private final LayerVertex vertex;
  private final Memory memory;
  private final boolean training;
  private final boolean recording;
  private final List<INDArray> kept = new ArrayList<>(3);
  private long[] shape;
  private Object noted;
  private Map<String, INDArray> gradients;
  private boolean[] wanted;
  private boolean parameterGradients = true;
  private boolean frozen;

  /**
   * A pass that has not begun.
   *
   * @param training whether norms use the batch's statistics and move the running ones
   * @param recording whether a backward pass may follow
   */
  public LayerPass(LayerVertex vertex, Memory memory, boolean training, boolean recording) {
    this.vertex = vertex;
    this.memory = memory;
    this.training = training;
    this.recording = recording;
  }

  /**
   * Says before the forward pass that the backward pass will want no gradients of parameters, so
   * that nothing is kept for them.
   */
  public LayerPass frozen() {
    this.frozen = true;
    this.parameterGradients = false;
    return this;
  }

  /**
   * Says what the backward pass is to compute.
   *
   * @throws IllegalStateException if gradients of parameters are wanted of a frozen pass
   */
  public LayerPass backwards(boolean[] inputsWanted, boolean parameterGradientsWanted) {
    if (frozen && parameterGradientsWanted) {
      throw new IllegalStateException("nothing was kept for the parameters of a frozen pass");
    }
    this.wanted = inputsWanted;
    this.parameterGradients = parameterGradientsWanted;
    return this;
  }

  /** Has the parameters' gradients added to these views by name, not to the vertex's own. */
  public LayerPass into(Map<String, INDArray> views) {
    this.gradients = views;
    return this;
  }

  /** Runs forwards, see {@link Layer#forward}. */
  public INDArray forward(INDArray... inputs) {
    return vertex.layer().forward(this, inputs);
  }

  /** Runs backwards, see {@link Layer#backward}. */
  public INDArray[] backward(INDArray gradient) {
    return vertex.layer().backward(this, gradient);
  }

  /** Pushes directions at the input of another pass forward, see {@link Layer#tangent}. */
  public INDArray tangent(LayerPass at, INDArray... tangents) {
    return vertex.layer().tangent(at, this, tangents);
  }

  /** The way back of {@link #tangent}, see {@link Layer#addTangentGradient}. */
  public void addTangentGradient(INDArray signal) {
    vertex.layer().addTangentGradient(this, signal);
  }

  /** The vertex's parameters by name. */
  Map<String, INDArray> parameters() {
    return vertex.parameters();
  }

  /** A parameter of the vertex, or null if it has none of this name. */
  INDArray parameter(String name) {
    return vertex.parameters().get(name);
  }

  /** What keeps the weights in other layouts, where they never change; null where they may. */
  PackedWeights constant() {
    return vertex.constant();
  }

  /** The vertex's running statistics by name. */
  Map<String, INDArray> statistics() {
    return vertex.statistics();
  }

  /** The gradient of a parameter, to be added to. */
  INDArray gradient(String name) {
    return (gradients == null ? vertex.gradients() : gradients).get(name);
  }

  /** Adds to the gradient of a parameter. */
  void addToGradient(String name, INDArray more) {
    INDArray sum = gradient(name);
    boolean alike = Arrays.equals(more.shape(), sum.shape());
    Elementwise.add(alike ? more : more.reshape(sum.shape()), sum);
  }

  Memory memory() {
    return memory;
  }

  boolean training() {
    return training;
  }

  boolean recording() {
    return recording;
  }

  /** Whether the gradient of that input is wanted; unless told otherwise it is. */
  boolean wantsInput(int index) {
    return wanted == null || wanted[index];
  }

  /** Also known in the forward pass: false of a frozen pass, true of any other. */
  boolean wantsParameters() {
    return parameterGradients;
  }

  /** Takes over the caller's reference: kept if a backward pass may follow, else released. */
  void keep(INDArray array) {
    if (recording) {
      kept.add(array);
    } else {
      memory.release(array);
    }
  }

  /** What was kept as number {@code index}; it now belongs to the caller. */
  INDArray kept(int index) {
    return kept.get(index);
  }

  /** Remembers a shape for the backward pass. */
  void shape(long[] inputShape) {
    this.shape = inputShape;
  }

  long[] shape() {
    return Arrays.copyOf(shape, shape.length);
  }

  /** Remembers small values for the backward pass. */
  void note(Object values) {
    if (recording) {
      this.noted = values;
    }
  }

  Object noted() {
    return noted;
  }

  /**
   * A pass over the same input with references of its own to all that was kept: its backward pass
   * leaves this one's still to come.
   */
  public LayerPass again() {
    LayerPass again = new LayerPass(vertex, memory, training, recording);
    kept.forEach(array -> again.kept.add(memory.retain(array)));
    again.shape = shape;
    again.noted = noted;
    return again;
  }

  /** Releases what was kept, for a pass whose backward pass will not come. */
  public void drop() {
    kept.forEach(memory::release);
    kept.clear();
  }

  /** Forgets what was kept and has been consumed by the backward pass. */
  void consumed() {
    kept.clear();
  }
}
