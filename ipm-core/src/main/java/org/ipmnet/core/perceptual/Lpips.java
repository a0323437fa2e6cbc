// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.ThreadTeam;
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

  /** Values that are scaled at once: a few that stay in the cache. */
  private static final int BLOCK = 1 << 12;

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
      INDArray[][] activations = activations(Slice.of(a, 0, i, i + 1), Slice.of(b, 0, i, i + 1));
      for (int layer = 0; layer < distances.length; layer++) {
        distances[layer][i] =
            heads.get(layer).distance(arena, activations[0][layer], activations[1][layer]);
      }
      arena.reset();
    }
    return distances;
  }

  /** Of two photos, each by itself: beside each other where there are threads for it. */
  private INDArray[][] activations(INDArray... photos) {
    INDArray[][] activations = new INDArray[photos.length][];
    int shares = Math.min(photos.length, ThreadTeam.most(arena));
    ThreadTeam.run(
        shares,
        share -> {
          Memory memory = shares == 1 ? arena : arena.part(share);
          for (int photo = share; photo < photos.length; photo += shares) {
            INDArray input = scaled(memory, photos[photo]);
            activations[photo] =
                new ForwardPass(network, memory, ForwardPass.Mode.EVALUATION).forward(input);
          }
        });
    return activations;
  }

  private INDArray scaled(Memory memory, INDArray photo) {
    INDArray input = memory.take(network.type(), photo.shape());
    if (!OneDnn.serves(network.type())) {
      for (int c = 0; c < SHIFT.length; c++) {
        Slice.of(input, 1, c, c + 1)
            .assign(Slice.of(photo, 1, c, c + 1).sub(SHIFT[c]).divi(SCALE[c]));
      }
      return input;
    }
    int plane = (int) (photo.size(2) * photo.size(3));
    float[] block = new float[Math.min(plane, BLOCK)];
    FloatBuffer to = NativeArray.buffer(input);
    try (FloatValues values = FloatValues.of(photo)) {
      FloatBuffer from = values.buffer();
      for (int c = 0; c < SHIFT.length; c++) {
        for (int at = 0; at < plane; at += BLOCK) {
          int count = Math.min(BLOCK, plane - at);
          from.get(c * plane + at, block, 0, count);
          scale(block, SHIFT[c], SCALE[c]);
          to.put(c * plane + at, block, 0, count);
        }
      }
    }
    Reference.reachabilityFence(input); // see NativeArray
    return input;
  }

  private static void scale(float[] block, float shift, float scale) {
    for (int i = 0; i < block.length; i++) {
      block[i] = (block[i] - shift) / scale;
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
