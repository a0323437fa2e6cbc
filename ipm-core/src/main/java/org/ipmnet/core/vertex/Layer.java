// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.apache.commons.lang3.builder.HashCodeBuilder;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.builder.ToStringStyle;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer: its settings, which DL4J stores as JSON, and what it computes with the parameters of a
 * {@link LayerVertex}. Immutable; any number of networks may share one.
 *
 * <p>Both directions own their arguments: {@code forward} has one reference to each input and
 * {@code backward} one to the gradient, which they release, overwrite (through {@link
 * org.ipmnet.core.memory.Memory#writable}) or pass on. What they return belongs to the caller.
 */
public abstract class Layer extends GraphVertex {
  private static final long serialVersionUID = 1L;

  /**
   * Computes the output.
   *
   * @param inputs one owned reference each
   * @return owned by the caller
   */
  abstract INDArray forward(LayerPass pass, INDArray... inputs);

  /**
   * Adds the parameters' gradients to those of the vertex and computes those of the inputs.
   *
   * @param gradient of the output, an owned reference
   * @return for each input its gradient, or null where {@link LayerPass#wantsInput} says no
   */
  abstract INDArray[] backward(LayerPass pass, INDArray gradient);

  /**
   * Adds to an ONNX graph what computes the output outside of training.
   *
   * @return the output
   */
  abstract OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs);

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
  INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    throw new UnsupportedOperationException(this + " is not piecewise linear");
  }

  /**
   * Adds to the parameters' gradients that of the scalar product of {@code signal} and J t, both
   * held constant, by the parameters in J. Biases have none.
   *
   * @param own of {@link #tangent}; used up
   * @param signal a direction at the output, an owned reference
   */
  void addTangentGradient(LayerPass own, INDArray signal) {
    throw new UnsupportedOperationException(this + " has no parameters in J");
  }

  /** The number of inputs. */
  int inputs() {
    return 1;
  }

  /**
   * The parameters' shapes by name ({@code weight}, {@code bias}), in the order they are stored.
   */
  public Map<String, long[]> parameterShapes() {
    return Map.of();
  }

  /** The shapes of a weight [out, in, ...] and, if there is one, of a bias [out]. */
  static Map<String, long[]> weightAndBias(boolean bias, long... weight) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("weight", weight);
    if (bias) {
      shapes.put("bias", new long[] {weight[0]});
    }
    return shapes;
  }

  /** Shapes of values that move with each forward pass in training but are not trained. */
  public Map<String, long[]> statisticShapes() {
    return Map.of();
  }

  /**
   * Whether the statistics lie behind the parameters in DL4J's flat array: in files for DL4J, which
   * keeps no other values of a graph.
   */
  public boolean statisticsStored() {
    return false;
  }

  /** The same layer with its statistics, if it has any, in DL4J's flat array. */
  public Layer withStatisticsStored() {
    return this;
  }

  /** Multiplications of a matrix or convolution product that one value of the output takes. */
  public long multiplications() {
    return 0;
  }

  /** Whether each image of a batch is computed by itself, as if it were alone. */
  public boolean perImage() {
    return true;
  }

  /** Sets fresh parameters. */
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {}

  /**
   * Sets fresh statistics: 0 unless the layer says otherwise.
   *
   * @param parameters of the same vertex, which are set already
   */
  public void initialiseStatistics(
      Map<String, INDArray> statistics, Map<String, INDArray> parameters, RandomGenerator random) {
    statistics.values().forEach(statistic -> statistic.assign(0));
  }

  // What DL4J asks of a vertex's configuration.

  /** Not known: DL4J asks for it only if it is told the inputs' types. */
  @Override
  public final InputType getOutputType(int layerIndex, InputType... inputs) {
    throw new UnsupportedOperationException(
        "layers of " + getClass().getPackageName() + " take no input types");
  }

  @Override
  public final LayerVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    LayerVertex vertex = new LayerVertex(graph, name, index, parameters, this, type);
    if (initialise) {
      RandomGenerator random = new SplittableRandom(31L * index + 7);
      initialise(vertex.parameters(), random);
      initialiseStatistics(vertex.statistics(), vertex.parameters(), random);
    }
    return vertex;
  }

  @Override
  public final long numParams(boolean backprop) {
    return elements(parameterShapes()) + (statisticsStored() ? elements(statisticShapes()) : 0);
  }

  static long elements(Map<String, long[]> shapes) {
    return shapes.values().stream().mapToLong(Layer::elements).sum();
  }

  static long elements(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  @Override
  public int minVertexInputs() {
    return inputs();
  }

  @Override
  public int maxVertexInputs() {
    return inputs();
  }

  @Override
  public final MemoryReport getMemoryReport(InputType... inputs) {
    throw new UnsupportedOperationException(
        "layers of " + getClass().getPackageName() + " report no memory");
  }

  /** Layers are immutable: the clone is the object itself. */
  @Override
  public final Layer clone() {
    return this;
  }

  @Override
  public final boolean equals(Object other) {
    return EqualsBuilder.reflectionEquals(this, other);
  }

  @Override
  public final int hashCode() {
    return HashCodeBuilder.reflectionHashCode(this);
  }

  @Override
  public final String toString() {
    return ToStringBuilder.reflectionToString(this, ToStringStyle.SHORT_PREFIX_STYLE);
  }
}
