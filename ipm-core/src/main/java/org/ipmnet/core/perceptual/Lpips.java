// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.ArrayList;
import java.util.Arrays;
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
      List<float[]> activations = activations(Slice.of(a, 0, i, i + 1), Slice.of(b, 0, i, i + 1));
      for (int layer = 0; layer < distances.length; layer++) {
        distances[layer][i] = distance(activations.get(layer), heads.get(layer));
      }
    }
    return distances;
  }

  /** Of two photos, one behind the other in each layer, [pixels, c] each. */
  private List<float[]> activations(INDArray a, INDArray b) {
    INDArray input = scaled(a, b);
    INDArray[] outputs =
        Application.of(network, arena, ForwardPass.Mode.EVALUATION, input).forward(input);
    List<float[]> activations = Arrays.stream(outputs).map(Lpips::values).toList();
    arena.reset();
    input.close(); // native memory waits for no garbage collector
    return activations;
  }

  private INDArray scaled(INDArray a, INDArray b) {
    float[] first = values(a);
    float[] both = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(values(b), 0, both, first.length, first.length);
    int plane = (int) (a.size(2) * a.size(3));
    for (int index = 0; index * plane < both.length; index++) {
      float shift = SHIFT[index % SHIFT.length];
      float scale = SCALE[index % SCALE.length];
      for (int i = index * plane; i < (index + 1) * plane; i++) {
        both[i] = (both[i] - shift) / scale;
      }
    }
    return Nd4j.createFromArray(both)
        .reshape('c', 2, a.size(1), a.size(2), a.size(3))
        .castTo(network.type());
  }

  /** The elements in C order. */
  private static float[] values(INDArray array) {
    INDArray dense = array.castTo(DataType.FLOAT).dup('c');
    float[] values = new float[(int) dense.length()];
    dense.data().asNioFloat().get(values);
    dense.close();
    return values;
  }

  private static double distance(float[] both, float[] head) {
    int second = both.length / 2;
    double sum = 0;
    for (int at = 0; at < second; at += head.length) {
      double squaresA = 0;
      double squaresB = 0;
      for (int c = 0; c < head.length; c++) {
        double a = both[at + c];
        double b = both[second + at + c];
        squaresA += a * a;
        squaresB += b * b;
      }
      double byA = 1 / (Math.sqrt(squaresA) + LENGTH_EPSILON);
      double byB = 1 / (Math.sqrt(squaresB) + LENGTH_EPSILON);
      for (int c = 0; c < head.length; c++) {
        double difference = both[at + c] * byA - both[second + at + c] * byB;
        sum += head[c] * difference * difference;
      }
    }
    return sum * head.length / second;
  }

  @Override
  public void close() {
    arena.close();
  }
}
