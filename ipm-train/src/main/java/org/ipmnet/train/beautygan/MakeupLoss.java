// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * BeautyGAN's makeup loss H(y, r, region): in a region, y's colours shall have the distribution of
 * r's. Both become levels 0 to 255, real numbers; {@link HistogramMatching} gives each pixel of y's
 * region a target, a whole number and a constant; the loss is the mean distance to it over all
 * pixels and channels of the picture, not of the region.
 *
 * <p>Levels are computed in the pictures' own type, since a level that crosses a whole number by
 * rounding changes a table.
 */
final class MakeupLoss {
  /** What one unit of [-1, 1] is in levels. */
  private static final double UNIT = 127.5;

  private static final int CHANNELS = 3;

  private final Tape tape;
  private final Variable made;
  private final Levels levels;
  private final Levels reference;

  /**
   * Of one picture with one reference, for several regions.
   *
   * @param made y, RGB in [-1, 1], [1, 3, h, w]
   * @param reference r, a photo of the same type
   */
  MakeupLoss(Tape tape, Variable made, INDArray reference) {
    this.tape = tape;
    this.made = made;
    this.levels = Levels.of(made.value());
    this.reference = Levels.of(reference);
  }

  /** Levels of all pixels, channel by channel, and how many pixels a channel has. */
  private record Levels(double[] values, int plane) {
    /** Read where they lie: a copy would be a fresh native array each time. */
    static Levels of(INDArray picture) {
      Nd4j.getAffinityManager().ensureLocation(picture, AffinityManager.Location.HOST);
      double[] values = new double[(int) picture.length()];
      if (picture.dataType() == DataType.FLOAT) {
        float[] floats = new float[values.length];
        new FloatPointer(picture.data().pointer()).position(picture.offset()).get(floats);
        for (int i = 0; i < values.length; i++) {
          values[i] = 255f * Math.min(Math.max((floats[i] + 1) / 2, 0f), 1f);
        }
      } else {
        new DoublePointer(picture.data().pointer()).position(picture.offset()).get(values);
        for (int i = 0; i < values.length; i++) {
          values[i] = 255 * Math.min(Math.max((values[i] + 1) / 2, 0), 1);
        }
      }
      return new Levels(values, values.length / CHANNELS);
    }

    double at(int channel, int pixel) {
      return values[channel * plane + pixel];
    }

    /** The levels of a region in one channel, cut to whole numbers. */
    int[] whole(int channel, int[] region) {
      int[] whole = new int[region.length];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = (int) at(channel, region[i]);
      }
      return whole;
    }
  }

  /**
   * Records H for one region.
   *
   * @param inMade the region's pixels in y
   * @param inReference its pixels in r
   */
  Scalar of(int[] inMade, int[] inReference) {
    double sum = 0;
    byte[][] signs = new byte[CHANNELS][inMade.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      int[] table = table(channel, inMade, inReference);
      for (int i = 0; i < inMade.length; i++) {
        double level = levels.at(channel, inMade[i]);
        double distance = level - table[(int) level];
        sum += Math.abs(distance);
        signs[channel][i] = (byte) Math.signum(distance);
      }
    }
    int elements = levels.values().length;
    return tape.record(
        sum / elements,
        weight -> {
          INDArray y = made.value();
          INDArray gradient = tape.memory().zeros(y.dataType(), y.shape());
          INDArray line = gradient.reshape(gradient.length());
          for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < inMade.length; i++) {
              if (signs[channel][i] != 0) {
                line.putScalar(
                    (long) channel * levels.plane() + inMade[i],
                    signs[channel][i] * UNIT / elements * weight);
              }
            }
          }
          tape.add(made, gradient);
        });
  }

  /** The table of one channel. */
  int[] table(int channel, int[] inMade, int[] inReference) {
    return HistogramMatching.table(
        levels.whole(channel, inMade), reference.whole(channel, inReference));
  }
}
