// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.data.image.Levels;
import org.ipmnet.data.image.RgbImage;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whose face it is: the 2,048 values behind the average pool of ResNet-50 trained on VGGFace2 (Cao
 * et al. 2018) at 224x224. For one thread.
 */
public final class FaceEmbedding implements AutoCloseable {
  private static final int SIDE = 224;
  private static final long SLAB_BYTES = 64L << 20;

  private final ResNet50 network;
  private final Arena arena = new Arena(DataType.FLOAT, SLAB_BYTES);

  /** By a trained network; a random one recognises nobody. */
  public FaceEmbedding(ResNet50 network) {
    this.network = network;
  }

  /** A number that tells two sets of weights apart. */
  public long checksum() {
    return network.checksum();
  }

  /**
   * Embeds pictures; they are resized antialiased.
   *
   * @param pictures at least one, planar RGB in [-1, 1], {@code 3 * size * size} values
   * @return new arrays of 2,048 values
   */
  public List<float[]> of(List<float[]> pictures, int size) {
    List<float[]> resized = pictures.stream().map(p -> resized(p, size)).toList();
    List<float[]> embeddings = new ArrayList<>();
    try (Tape tape = Tape.withoutGradients(arena);
        INDArray batch = PictureBatch.of(resized, SIDE)) {
      INDArray features = network.features(tape, tape.constant(batch)).value();
      float[] all = features.reshape(features.length()).toFloatVector();
      int length = all.length / pictures.size();
      for (int i = 0; i < pictures.size(); i++) {
        embeddings.add(Arrays.copyOfRange(all, i * length, (i + 1) * length));
      }
    }
    arena.reset();
    return embeddings;
  }

  /** One minus the cosine of the angle between two embeddings: 0 the same face, 1 unrelated. */
  public static double distance(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return 1 - ab / Math.max(Double.MIN_NORMAL, Math.sqrt(aa) * Math.sqrt(bb));
  }

  private static float[] resized(float[] picture, int size) {
    int plane = size * size;
    byte[] rgb = new byte[3 * plane];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Levels.nearest(picture[i % 3 * plane + i / 3]);
    }
    byte[] small = new RgbImage(size, size, rgb).resized(SIDE, SIDE).rgb();
    float[] planar = new float[small.length];
    for (int i = 0; i < small.length; i++) {
      planar[i % 3 * SIDE * SIDE + i / 3] = (small[i] & 0xFF) / 127.5f - 1;
    }
    return planar;
  }

  @Override
  public void close() {
    arena.close();
  }
}
