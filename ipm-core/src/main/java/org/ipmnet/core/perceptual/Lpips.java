// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.network.Application;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.weights.SafeTensors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * LPIPS, version 0.1 (Zhang et al. 2018): how different two pictures look. Activations of five
 * layers are scaled to length 1 at each pixel; the squared differences of the channels are weighed
 * by linear heads, averaged over pixels and added over layers. 0 for equal pictures. For one
 * thread.
 */
public final class Lpips implements AutoCloseable {
  private static final long SLAB_BYTES = 64L << 20;
  private static final double LENGTH_EPSILON = 1e-10;

  // ImageNet's mean and deviation in terms of [-1, 1], as LPIPS rounds them
  private static final float[] SHIFT = {-.030f, -.088f, -.188f};
  private static final float[] SCALE = {.458f, .448f, .450f};

  private final LpipsBackbone backbone;
  private final Network network;
  private final List<float[]> heads;
  private final Arena arena;

  private Lpips(LpipsBackbone backbone, DataType type, List<float[]> heads) {
    this.backbone = backbone;
    this.network = Network.of(backbone.weights().key(), backbone.graph(type));
    this.heads = heads;
    this.arena = new Arena(type, SLAB_BYTES);
  }

  /**
   * The measure from tensors by name.
   *
   * @param tensors of torchvision's file: {@code features.0.weight}
   * @param linear of LPIPS's file: {@code lin0.model.1.weight}
   */
  public static Lpips of(
      LpipsBackbone backbone,
      Function<String, INDArray> tensors,
      Function<String, INDArray> linear,
      DataType type) {
    List<float[]> heads = new ArrayList<>();
    for (int layer = 0; layer < LpipsBackbone.LAYERS; layer++) {
      INDArray head = linear.apply(LpipsBackbone.head(layer));
      heads.add(head.reshape(head.length()).castTo(DataType.FLOAT).toFloatVector());
    }
    Lpips lpips = new Lpips(backbone, type, heads);
    lpips.network.parameterViews().forEach((name, view) -> view.assign(tensors.apply(name)));
    return lpips;
  }

  /** The network whose activations are compared. */
  public LpipsBackbone backbone() {
    return backbone;
  }

  /** A number that tells two sets of weights apart: the CRC-32C of all parameters. */
  public long checksum() {
    SortedMap<String, INDArray> all = new TreeMap<>(network.parameterViews());
    for (int layer = 0; layer < heads.size(); layer++) {
      all.put(LpipsBackbone.head(layer), Nd4j.createFromArray(heads.get(layer)));
    }
    return SafeTensors.checksum(all);
  }

  /**
   * The distance of each pair.
   *
   * @param a photos, RGB in [-1, 1], [batch, 3, h, w] with sides of {@link LpipsBackbone#leastSide}
   *     or more
   * @param b as many of the same size
   * @return {@code batch} distances
   */
  public double[] distances(INDArray a, INDArray b) {
    double[] distances = new double[(int) a.size(0)];
    for (double[] layer : layers(a, b)) {
      for (int i = 0; i < distances.length; i++) {
        distances[i] += layer[i];
      }
    }
    return distances;
  }

  /**
   * The same by layer, then by pair. Pairs are computed one by one: the activations of a batch
   * would fill the heap.
   */
  double[][] layers(INDArray a, INDArray b) {
    int pairs = (int) a.size(0);
    double[][] distances = new double[heads.size()][pairs];
    for (int i = 0; i < pairs; i++) {
      List<float[]> activations =
          activations(Nd4j.concat(0, Slice.of(a, 0, i, i + 1), Slice.of(b, 0, i, i + 1)));
      for (int layer = 0; layer < distances.length; layer++) {
        distances[layer][i] = distance(activations.get(layer), heads.get(layer));
      }
    }
    return distances;
  }

  /** Of two photos, one behind the other in each layer. */
  private List<float[]> activations(INDArray photos) {
    INDArray input = scaled(photos, network.type());
    photos.close();
    INDArray[] outputs =
        Application.of(network, arena, ForwardPass.Mode.EVALUATION, input).forward(input);
    List<float[]> activations = new ArrayList<>();
    for (INDArray output : outputs) {
      activations.add(output.reshape(output.length()).castTo(DataType.FLOAT).toFloatVector());
    }
    arena.reset();
    input.close(); // native memory waits for no garbage collector
    return activations;
  }

  private static INDArray scaled(INDArray photos, DataType type) {
    float[] values = photos.castTo(DataType.FLOAT).dup('c').data().asFloat();
    int plane = (int) (photos.size(2) * photos.size(3));
    for (int i = 0; i < values.length; i++) {
      int channel = i / plane % SHIFT.length;
      values[i] = (values[i] - SHIFT[channel]) / SCALE[channel];
    }
    return Nd4j.createFromArray(values).reshape('c', photos.shape()).castTo(type);
  }

  private static double distance(float[] both, float[] head) {
    int channels = head.length;
    int pixels = both.length / 2 / channels;
    int second = channels * pixels;
    double[] lengthA = lengths(both, 0, channels, pixels);
    double[] lengthB = lengths(both, second, channels, pixels);
    double sum = 0;
    for (int c = 0, at = 0; c < channels; c++) {
      double ofChannel = 0;
      for (int p = 0; p < pixels; p++, at++) {
        double difference = both[at] * lengthA[p] - both[second + at] * lengthB[p];
        ofChannel += difference * difference;
      }
      sum += head[c] * ofChannel;
    }
    return sum / pixels;
  }

  /** One over the length of each pixel's activations. */
  private static double[] lengths(float[] values, int start, int channels, int pixels) {
    double[] lengths = new double[pixels];
    for (int c = 0, at = start; c < channels; c++) {
      for (int p = 0; p < pixels; p++, at++) {
        lengths[p] += (double) values[at] * values[at];
      }
    }
    for (int p = 0; p < pixels; p++) {
      lengths[p] = 1 / (Math.sqrt(lengths[p]) + LENGTH_EPSILON);
    }
    return lengths;
  }

  @Override
  public void close() {
    arena.close();
  }
}
