// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import java.nio.FloatBuffer;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.onednn.ThreadTeam;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum of each channel of some pixels, and of its squared deviations from the mean, of floats on
 * a CPU with channels last. Block by block, the halves of a block are added to each other, again
 * and again: vector instructions, and pairwise sums, which round little. Blocks are put together in
 * double precision (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
 * computing sample variances", 1979).
 */
public final class ChannelMoments {
  /** Floats of a block: it and another stay in the processor's first cache. */
  private static final int BLOCK = 4096;

  /** In how many parts pixels are added at most, whatever the number of threads. */
  private static final int PARTS = 8;

  /** Floats of a part that repays waking a thread. */
  private static final long LEAST_PART = 100_000;

  private final int channels;
  private final double[] sums;
  private final double[] squares;
  private long count;

  private ChannelMoments(int channels) {
    this.channels = channels;
    this.sums = new double[channels];
    this.squares = new double[channels];
  }

  /**
   * Mean and biased variance.
   *
   * @param images [groups * n, h, w, c], n of them together
   * @param mean overwritten, [groups, c]
   * @param variance overwritten, [groups, c]
   */
  public static void of(Memory memory, INDArray images, INDArray mean, INDArray variance) {
    int channels = (int) mean.size(1);
    FloatBuffer means = NativeArray.buffer(mean);
    FloatBuffer variances = NativeArray.buffer(variance);
    for (ChannelMoments one : groups(memory, images, (int) mean.size(0), channels, true)) {
      for (int c = 0; c < channels; c++) {
        means.put((float) (one.sums[c] / one.count));
        variances.put((float) (one.squares[c] / one.count));
      }
    }
  }

  /**
   * Sums.
   *
   * @param images [batch, pixels, c]
   * @param sums overwritten, batch * c of them
   */
  static void sums(Memory memory, INDArray images, INDArray sums) {
    int channels = (int) images.size(2);
    FloatBuffer into = NativeArray.buffer(sums);
    for (ChannelMoments one : groups(memory, images, (int) images.size(0), channels, false)) {
      for (int c = 0; c < channels; c++) {
        into.put((float) one.sums[c]);
      }
    }
  }

  private static ChannelMoments[] groups(
      Memory memory, INDArray images, int groups, int channels, boolean squared) {
    FloatBuffer pixels = NativeArray.buffer(images);
    int ofGroup = (int) (images.length() / channels / groups);
    int parts = (int) Math.min(PARTS, Math.max(1, (long) ofGroup * channels / LEAST_PART));
    ChannelMoments[] all = new ChannelMoments[groups * parts];
    int threads = (int) Math.min(all.length, Math.max(1, images.length() / LEAST_PART));
    int used = Math.min(threads, ThreadTeam.most(memory));
    ThreadTeam.run(
        used,
        share -> {
          Block block = new Block(channels, squared);
          for (int i = share; i < all.length; i += used) {
            int first = i / parts * ofGroup;
            int part = i % parts;
            all[i] = new ChannelMoments(channels);
            all[i].add(
                pixels,
                first + (int) ((long) ofGroup * part / parts),
                first + (int) ((long) ofGroup * (part + 1) / parts),
                block);
          }
        });
    ChannelMoments[] result = new ChannelMoments[groups];
    for (int group = 0; group < groups; group++) {
      result[group] = all[group * parts];
      for (int part = 1; part < parts; part++) {
        ChannelMoments other = all[group * parts + part];
        result[group].add(other.sums, other.squares, other.count);
      }
    }
    return result;
  }

  private void add(FloatBuffer pixels, int from, int to, Block block) {
    for (int first = from; first < to; first += block.pixels) {
      int length = Math.min(block.pixels, to - first);
      block.read(pixels, first, length);
      add(block.sums, block.squares, length);
    }
  }

  private void add(double[] otherSums, double[] otherSquares, long otherCount) {
    double weight = count == 0 ? 0 : (double) count * otherCount / (count + otherCount);
    double inverse = 1.0 / Math.max(1, count);
    double otherInverse = 1.0 / otherCount;
    for (int c = 0; c < channels; c++) {
      double apart = otherSums[c] * otherInverse - sums[c] * inverse;
      squares[c] += otherSquares[c] + apart * apart * weight;
      sums[c] += otherSums[c];
    }
    count += otherCount;
  }

  /** Pixels whose sums, and squares if they are wanted, are taken together. */
  private static final class Block {
    final int channels;
    final int pixels;
    final float[] values;
    final float[] deviations; // null unless squares are wanted
    final float[] upper;
    final float[] means;
    final double[] sums;
    final double[] squares;

    Block(int channels, boolean squared) {
      this.channels = channels;
      this.pixels = Math.max(1, BLOCK / channels);
      this.values = new float[pixels * channels];
      this.deviations = squared ? new float[pixels * channels] : null;
      this.upper = new float[pixels / 2 * channels];
      this.means = new float[channels];
      this.sums = new double[channels];
      this.squares = new double[channels];
    }

    void read(FloatBuffer all, int first, int length) {
      int floats = length * channels;
      all.get(first * channels, values, 0, floats);
      if (deviations != null) {
        System.arraycopy(values, 0, deviations, 0, floats);
      }
      fold(values, length);
      for (int c = 0; c < channels; c++) {
        sums[c] = values[c];
        means[c] = values[c] / length;
      }
      if (deviations != null) {
        for (int pixel = 0; pixel < length; pixel++) {
          System.arraycopy(means, 0, values, pixel * channels, channels);
        }
        squareDeviations(deviations, values, floats);
        fold(deviations, length);
        for (int c = 0; c < channels; c++) {
          squares[c] = deviations[c];
        }
      }
    }

    /** Adds all pixels to the first. Java makes vector instructions of it between two arrays. */
    private void fold(float[] block, int length) {
      for (int left = length; left > 1; left -= left / 2) {
        int half = left / 2 * channels;
        System.arraycopy(block, left * channels - half, upper, 0, half);
        add(block, upper, half);
      }
    }

    private static void add(float[] sums, float[] more, int floats) {
      for (int i = 0; i < floats; i++) {
        sums[i] += more[i];
      }
    }

    private static void squareDeviations(float[] values, float[] means, int floats) {
      for (int i = 0; i < floats; i++) {
        float deviation = values[i] - means[i];
        values[i] = deviation * deviation;
      }
    }
  }
}
