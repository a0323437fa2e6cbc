// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.vertex.Layer;
import org.ipmnet.core.vertex.LayerVertex;
import org.ipmnet.core.weights.SafeTensors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A DL4J graph with its parameters, gradient and running statistics, each in one flat array. It
 * does not know how often it is applied: see {@link ForwardPass}.
 */
public final class Network {
  private final String name;
  private final ComputationGraph graph;
  private final INDArray statistics;
  private final Map<String, INDArray> parameterViews;
  private final Map<String, INDArray> gradientViews;
  private final Map<String, INDArray> statisticViews;
  private final List<ShardGradient> shardGradients = new ArrayList<>();
  private INDArray gradient;
  private VertexTimer timer;

  private Network(String name, ComputationGraphConfiguration configuration) {
    this.name = name;
    this.graph = new ComputationGraph(configuration);
    DataType type = configuration.getDataType();
    long parameters =
        configuration.getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum();
    graph.init(parameters == 0 ? null : Nd4j.create(type, 1, parameters), false);
    this.statistics = collectStatistics(type);
    this.parameterViews = collect(LayerVertex::parameters);
    this.gradientViews = new LinkedHashMap<>();
    this.statisticViews = collect(LayerVertex::statistics);
    initialiseStatistics(new RandomStreams(0));
  }

  /** Gives all statistics that do not lie among the parameters one flat array. */
  private INDArray collectStatistics(DataType type) {
    List<LayerVertex> owners =
        vertices().stream().filter(vertex -> !vertex.layer().statisticsStored()).toList();
    long all = owners.stream().mapToLong(Network::statistics).sum();
    INDArray flat = all == 0 ? Nd4j.empty(type) : Nd4j.create(type, all);
    long at = 0;
    for (LayerVertex vertex : owners) {
      long length = statistics(vertex);
      if (length > 0) {
        vertex.statistics(flat.get(NDArrayIndex.interval(at, at + length)));
        at += length;
      }
    }
    return flat;
  }

  private static long statistics(LayerVertex vertex) {
    return vertex.statistics().values().stream().mapToLong(INDArray::length).sum();
  }

  /** A network with all parameters 0, to be initialised or loaded. */
  public static Network of(String name, ComputationGraphConfiguration configuration) {
    return new Network(name, configuration);
  }

  /** Sets fresh parameters and statistics; each tensor's draws depend on its name only. */
  public Network initialise(RandomStreams streams) {
    for (LayerVertex vertex : vertices()) {
      String stream = "initialise." + name + "." + vertex.getVertexName();
      vertex.layer().initialise(vertex.parameters(), streams.at(stream, 0, 0));
    }
    initialiseStatistics(streams);
    return this;
  }

  /**
   * The same with weights drawn otherwise than by Kaiming: norms keep what their layers start with.
   */
  public Network initialise(RandomStreams streams, Initialisation initialisation) {
    initialise(streams);
    for (LayerVertex vertex : vertices()) {
      String stream = "initialise." + name + "." + vertex.getVertexName();
      initialisation.fill(vertex.parameters(), streams.at(stream, 0, 0));
    }
    initialiseStatistics(streams);
    return this;
  }

  private void initialiseStatistics(RandomStreams streams) {
    for (LayerVertex vertex : vertices()) {
      String stream = "statistics." + name + "." + vertex.getVertexName();
      vertex
          .layer()
          .initialiseStatistics(vertex.statistics(), vertex.parameters(), streams.at(stream, 0, 0));
    }
  }

  /** What weight files prefix this network's tensors with. */
  public String name() {
    return name;
  }

  /** The DL4J graph over these parameters. */
  public ComputationGraph graph() {
    return graph;
  }

  /** FLOAT or DOUBLE. */
  public DataType type() {
    return graph.getConfiguration().getDataType();
  }

  /**
   * Whether each image of a batch is computed by itself, so that several batches may be computed as
   * one: true without batch norm.
   */
  public boolean perImage() {
    return vertices().stream().allMatch(vertex -> vertex.layer().perImage());
  }

  /**
   * Says that no parameter changes from now on, so that layers may keep their weights as kernels
   * want them. Takes as much memory again.
   */
  public void keepConstant() {
    vertices().forEach(LayerVertex::keepConstant);
  }

  /** A number that tells two sets of weights apart: the CRC-32C of all parameters. */
  public long checksum() {
    return SafeTensors.checksum(new TreeMap<>(parameterViews));
  }

  /** Has each vertex timed in all applications from now on; null ends that. */
  public void timeWith(VertexTimer vertexTimer) {
    this.timer = vertexTimer;
  }

  /** Who wants to know how long vertices take, or null. */
  VertexTimer timer() {
    return timer;
  }

  /** All parameters, [n]. */
  public INDArray parameters() {
    return graph.params().reshape(graph.params().length());
  }

  /** The sum of the gradients of all backward passes since {@link #clearGradient}, [n]. */
  public INDArray gradient() {
    prepareGradient();
    shardGradients.forEach(shard -> shard.moveTo(gradient));
    return gradient;
  }

  /** Has the gradient ready to be added to, by a thread that others may run beside. */
  void prepareGradient() {
    if (gradient == null) {
      graph.initGradientsView();
      gradient = graph.getFlattenedGradients().reshape(graph.params().length());
      gradientViews.putAll(collect(LayerVertex::gradients));
    }
  }

  /** Where one of the threads that share a batch adds its gradients; they become part of ours. */
  ShardGradient shardGradient(int index) {
    while (shardGradients.size() <= index) {
      shardGradients.add(new ShardGradient(gradient(), vertices()));
    }
    return shardGradients.get(index);
  }

  /** Sets the gradient to 0. */
  public void clearGradient() {
    gradient().assign(0);
  }

  /** All running statistics, [m], or an empty array. */
  public INDArray statistics() {
    return statistics;
  }

  /** Views of the parameters by name, such as {@code blocks.0.conv.weight}. */
  public Map<String, INDArray> parameterViews() {
    return Collections.unmodifiableMap(parameterViews);
  }

  /** Views of the gradient by the parameters' names. */
  public Map<String, INDArray> gradientViews() {
    gradient();
    return Collections.unmodifiableMap(gradientViews);
  }

  /** Views of the running statistics by name, such as {@code blocks.0.norm.running_mean}. */
  public Map<String, INDArray> statisticViews() {
    return Collections.unmodifiableMap(statisticViews);
  }

  /**
   * Writes a file that {@code ComputationGraph.load} of DL4J reads with these classes on the class
   * path: the graph, the parameters, and the running statistics behind each layer's parameters.
   *
   * @throws org.ipmnet.core.UserError naming the file if it cannot be written
   */
  public void saveForDl4j(Path file) {
    ComputationGraphConfiguration configuration = graph.getConfiguration().clone();
    configuration
        .getVertices()
        .replaceAll((vertex, layer) -> ((Layer) layer).withStatisticsStored());
    Network stored = of(name, configuration);
    stored.parameterViews.forEach((tensor, view) -> view.assign(parameterViews.get(tensor)));
    stored.statisticViews.forEach((tensor, view) -> view.assign(statisticViews.get(tensor)));
    AtomicFile.write(file, out -> ModelSerializer.writeModel(stored.graph, out, false));
  }

  private List<LayerVertex> vertices() {
    return Arrays.stream(graph.getVertices())
        .filter(LayerVertex.class::isInstance)
        .map(LayerVertex.class::cast)
        .toList();
  }

  private Map<String, INDArray> collect(Function<LayerVertex, Map<String, INDArray>> views) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    for (LayerVertex vertex : vertices()) {
      views
          .apply(vertex)
          .forEach((tensor, view) -> all.put(vertex.getVertexName() + "." + tensor, view));
    }
    return all;
  }
}
