// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.FoldedNorm;
import org.ipmnet.core.perceptual.ImageNetInput;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained {@link BiSeNet} for inference: norms folded into its convolutions, the auxiliary heads
 * left out, nothing kept for a backward pass. For one thread.
 */
public final class WorkingParser implements AutoCloseable {
  /** By how much the arena grows: a fraction of what a 512 x 512 picture needs. */
  private static final long SLAB_BYTES = 64L << 20;

  private static final double NORM_EPSILON = 1e-5;

  private final BiSeNetConfig sizes;
  private final Network network;
  private final Arena arena;

  /**
   * A parser with these weights.
   *
   * @param tensors at least those of {@link BiSeNetWeights#shapes}, by name; copied
   */
  public WorkingParser(BiSeNetConfig sizes, Map<String, INDArray> tensors) {
    this(sizes, tensors, DataType.FLOAT);
  }

  WorkingParser(BiSeNetConfig sizes, Map<String, INDArray> tensors, DataType type) {
    this(sizes, BiSeNet.working(sizes, type));
    new FoldedNorm(tensors::get, NORM_EPSILON).fill(network);
  }

  private WorkingParser(BiSeNetConfig sizes, Network network) {
    this.sizes = sizes;
    this.network = network;
    this.arena = new Arena(network.type(), SLAB_BYTES);
  }

  /** Another one for another thread: it shares the weights and has working memory of its own. */
  public WorkingParser sharingWeights() {
    return new WorkingParser(sizes, network);
  }

  /** Its size. */
  public BiSeNetConfig sizes() {
    return sizes;
  }

  /** Its graph, for measurements. */
  public Network network() {
    return network;
  }

  /**
   * The scores of all classes for each pixel, [batch, classes, h, w], the parser's own array: valid
   * until its next call. (A copy would cost as much as the network's slowest layer.)
   *
   * @param images [batch, 3, h, w] as {@link ImageNetInput} makes them, sides multiples of 32
   */
  public INDArray logits(INDArray images) {
    arena.reset();
    return new ForwardPass(network, arena, ForwardPass.Mode.EVALUATION).forward(images)[0];
  }

  /**
   * The class with the highest score of each pixel, the lowest one among equals.
   *
   * @param rgb one picture: red, green and blue of each pixel, row by row, unsigned bytes
   * @param height of the picture, a multiple of 32
   * @param width of the picture, a multiple of 32
   * @param outHeight height of the map; scores are interpolated where it is another one
   * @param outWidth width of the map
   * @return classes, row by row
   */
  public byte[] classes(byte[] rgb, int height, int width, int outHeight, int outWidth) {
    float[] image = new float[rgb.length];
    ImageNetInput.standardise(rgb, image);
    INDArray logits = logits(Nd4j.createFromArray(image).reshape(1, 3, height, width));
    Nd4j.getAffinityManager().ensureLocation(logits, AffinityManager.Location.HOST);
    float[] scores = new float[Math.toIntExact(logits.length())];
    new FloatPointer(logits.data().pointer()).position(logits.offset()).get(scores);
    return new ScoreMaps(scores, sizes.classes(), height, width).best(outHeight, outWidth);
  }

  @Override
  public void close() {
    arena.close();
  }
}
