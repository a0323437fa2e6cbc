// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.network.Application;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onednn.OneDnn;
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

  // ImageNet's mean and deviation in terms of [-1, 1], as LPIPS rounds them
  private static final float[] SHIFT = {-.030f, -.088f, -.188f};
  private static final float[] SCALE = {.458f, .448f, .450f};

  private final LpipsBackbone backbone;
  private final Network network;
  private final List<LpipsHead> heads;
  private final Arena arena;

  private Lpips(LpipsBackbone backbone, DataType type, List<LpipsHead> heads) {
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
    List<LpipsHead> heads = new ArrayList<>();
    for (int layer = 0; layer < LpipsBackbone.LAYERS; layer++) {
      INDArray head = linear.apply(LpipsBackbone.head(layer));
      heads.add(new LpipsHead(head.reshape(head.length()).castTo(DataType.FLOAT).toFloatVector()));
    }
    Lpips lpips = new Lpips(backbone, type, heads);
    lpips.network.parameterViews().forEach((name, view) -> view.assign(tensors.apply(name)));
    lpips.network.keepConstant();
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
      all.put(LpipsBackbone.head(layer), Nd4j.createFromArray(heads.get(layer).weights()));
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
      INDArray input = scaled(Slice.of(a, 0, i, i + 1), Slice.of(b, 0, i, i + 1));
      INDArray[] activations =
          Application.of(network, arena, ForwardPass.Mode.EVALUATION, input).forward(input);
      for (int layer = 0; layer < distances.length; layer++) {
        distances[layer][i] = heads.get(layer).distance(arena, activations[layer]);
      }
      arena.reset();
    }
    return distances;
  }

  private INDArray scaled(INDArray a, INDArray b) {
    int length = (int) a.length();
    float[] both = new float[2 * length];
    read(a, both, 0);
    read(b, both, length);
    int plane = (int) (a.size(2) * a.size(3));
    for (int index = 0; index * plane < both.length; index++) {
      float shift = SHIFT[index % SHIFT.length];
      float scale = SCALE[index % SCALE.length];
      for (int i = index * plane; i < (index + 1) * plane; i++) {
        both[i] = (both[i] - shift) / scale;
      }
    }
    INDArray input = arena.take(network.type(), 2, a.size(1), a.size(2), a.size(3));
    if (OneDnn.serves(network.type())) {
      NativeArray.buffer(input).put(both);
    } else {
      input.assign(Nd4j.createFromArray(both).reshape('c', input.shape()));
    }
    return input;
  }

  private static void read(INDArray photo, float[] into, int at) {
    try (FloatValues values = FloatValues.of(photo)) {
      values.buffer().get(into, at, (int) photo.length());
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
