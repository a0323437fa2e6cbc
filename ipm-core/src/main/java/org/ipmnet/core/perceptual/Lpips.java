// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Application;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.core.weights.WeightsConfig;
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
    this.network = Network.of(backbone.weights().key(), backbone.figure(type));
    this.heads = heads;
    this.arena = new Arena(type, SLAB_BYTES);
  }

  /**
   * The measure from its two files, backbone and heads.
   *
   * @throws org.ipmnet.core.UserError if a file is not there, or lacks tensors
   */
  public static Lpips of(LpipsBackbone backbone, WeightsConfig weights) {
    weights.require(backbone.heads()); // told before minutes of reading the other
    return of(
        backbone,
        weights.load(backbone.weights())::get,
        weights.load(backbone.heads())::get,
        DataType.FLOAT);
  }

  /**
   * From tensors by name.
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

  /** Which network looks. */
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

  /** The same by layer, then by pair. */
  double[][] layers(INDArray a, INDArray b) {
    List<float[]> ofA = activations(a);
    List<float[]> ofB = activations(b);
    double[][] distances = new double[heads.size()][];
    for (int layer = 0; layer < distances.length; layer++) {
      distances[layer] =
          distances(ofA.get(layer), ofB.get(layer), heads.get(layer), (int) a.size(0));
    }
    return distances;
  }

  private List<float[]> activations(INDArray photos) {
    INDArray[] outputs =
        new Application(network, arena, Application.Mode.EVALUATION)
            .forward(scaled(photos, network.type()));
    List<float[]> activations = new ArrayList<>();
    for (INDArray output : outputs) {
      INDArray row = output.reshape(output.length());
      activations.add(
          row.dataType() == DataType.FLOAT
              ? row.toFloatVector()
              : row.castTo(DataType.FLOAT).toFloatVector());
    }
    arena.reset();
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

  private static double[] distances(float[] a, float[] b, float[] head, int batch) {
    int pixels = a.length / batch / head.length;
    double[] distances = new double[batch];
    double[] lengthA = new double[pixels];
    double[] lengthB = new double[pixels];
    for (int i = 0; i < batch; i++) {
      int start = i * head.length * pixels;
      lengths(a, start, head.length, lengthA);
      lengths(b, start, head.length, lengthB);
      double sum = 0;
      for (int c = 0, at = start; c < head.length; c++) {
        double ofChannel = 0;
        for (int p = 0; p < pixels; p++, at++) {
          double difference = a[at] * lengthA[p] - b[at] * lengthB[p];
          ofChannel += difference * difference;
        }
        sum += head[c] * ofChannel;
      }
      distances[i] = sum / pixels;
    }
    return distances;
  }

  /** One over the length of each pixel's activations. */
  private static void lengths(float[] values, int start, int channels, double[] into) {
    java.util.Arrays.fill(into, 0);
    for (int c = 0, at = start; c < channels; c++) {
      for (int p = 0; p < into.length; p++, at++) {
        into[p] += (double) values[at] * values[at];
      }
    }
    for (int p = 0; p < into.length; p++) {
      into[p] = 1 / (Math.sqrt(into[p]) + LENGTH_EPSILON);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
