// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The immutable configuration of a vertex: what DL4J stores, and what {@link LayerVertex}s are made
 * of.
 */
public abstract class LayerConfig extends GraphVertex {
  private static final long serialVersionUID = 1L;

  /** Everything that distinguishes two configurations of this class, in a fixed order. */
  abstract Object[] values();

  /** The operation over its parameters; views are in the order of {@link #parameterShapes}. */
  abstract LayerVertex operation(LayerVertex.Place place);

  /**
   * The parameters' shapes by name ({@code weight}, {@code bias}), in the order they are stored.
   */
  public Map<String, long[]> parameterShapes() {
    return Map.of();
  }

  /** The parameter shapes of a weight [out, in, ...] and a bias [out]. */
  static Map<String, long[]> weightAndBias(long... weight) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("weight", weight);
    shapes.put("bias", new long[] {weight[0]});
    return shapes;
  }

  /** Shapes of values that move with each forward pass in training but are not trained. */
  public Map<String, long[]> statisticShapes() {
    return Map.of();
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
   * Sets fresh statistics: 0 unless the vertex says otherwise.
   *
   * @param parameters of the same vertex, which are set already
   */
  public void initialiseStatistics(
      Map<String, INDArray> statistics, Map<String, INDArray> parameters, RandomGenerator random) {
    statistics.values().forEach(statistic -> statistic.assign(0));
  }

  /** The shape behind this vertex, without the batch, from the shapes before it. */
  abstract long[] outputShape(long[]... inputs);

  @Override
  public final InputType getOutputType(int layerIndex, InputType... inputs) {
    long[][] shapes = new long[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      long[] withBatch = inputs[i].getShape(true);
      shapes[i] = Arrays.copyOfRange(withBatch, 1, withBatch.length);
    }
    long[] out = outputShape(shapes);
    return out.length == 3
        ? InputType.convolutional(out[1], out[2], out[0])
        : InputType.feedForward(out[0]);
  }

  @Override
  public final org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    LayerVertex operation =
        operation(new LayerVertex.Place(graph, name, index, parameters, this, type));
    if (initialise) {
      initialise(operation.parameters(), new java.util.SplittableRandom(31L * index + 7));
    }
    return operation;
  }

  @Override
  public final long numParams(boolean backprop) {
    return parameterShapes().values().stream().mapToLong(LayerConfig::elements).sum();
  }

  static long elements(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public final MemoryReport getMemoryReport(InputType... inputs) {
    InputType out = getOutputType(0, inputs);
    return new LayerMemoryReport.Builder(null, getClass(), inputs[0], out)
        .standardMemory(numParams(true), 0)
        .workingMemory(0, 0, 0, out.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
  }

  /** Configurations are immutable: the clone is the object itself. */
  @Override
  public final LayerConfig clone() {
    return this;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && Arrays.equals(((LayerConfig) other).values(), values());
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().getName().hashCode() + Arrays.hashCode(values());
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + Arrays.toString(values());
  }
}
