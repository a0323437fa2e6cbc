// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The input of networks that came from Caffe: BGR in 0..255 minus a mean colour. */
final class CaffeInput {
  /** The mean of the photos it was trained on (Cao et al. 2018): blue, green, red. */
  private static final double[] MEAN = {103.939, 116.779, 123.680};

  /** Half of 255: what one unit of [-1, 1] is there. */
  private static final double SCALE = 127.5;

  private CaffeInput() {}

  /** (x + 1) * 127.5 - mean with the channels reversed: RGB in [-1, 1], [batch, 3, h, w]. */
  static Variable of(Tape tape, Variable photos) {
    Memory memory = tape.memory();
    INDArray x = photos.value();
    INDArray bgr = memory.take(x.dataType(), x.shape());
    for (int c = 0; c < MEAN.length; c++) {
      reverse(x, c, bgr).muli(SCALE).addi(SCALE - MEAN[c]);
    }
    return tape.record(
        bgr,
        gradient -> {
          INDArray rgb = memory.take(gradient.dataType(), gradient.shape());
          for (int c = 0; c < MEAN.length; c++) {
            reverse(gradient, c, rgb).muli(SCALE);
          }
          memory.release(gradient);
          tape.add(photos, rgb);
        },
        photos);
  }

  /** Copies the opposite channel into channel {@code c}; returns that one, a view. */
  private static INDArray reverse(INDArray from, int c, INDArray to) {
    int opposite = MEAN.length - 1 - c;
    return Slice.of(to, 1, c, c + 1).assign(Slice.of(from, 1, opposite, opposite + 1));
  }
}
