// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The input of torchvision's networks: RGB in [0, 1] minus ImageNet's mean, by its deviation. */
final class TorchvisionInput {
  /** Half of 255: what one unit of [-1, 1] is in levels. */
  private static final double SCALE = 127.5;

  private TorchvisionInput() {}

  /** RGB in [-1, 1], [batch, 3, h, w], standardised. */
  static Variable of(Tape tape, Variable photos) {
    Memory memory = tape.memory();
    INDArray x = photos.value();
    INDArray standard = memory.take(x.dataType(), x.shape());
    x.add(1, standard).muli(SCALE);
    return tape.record(
        ImageNetInput.standardise(standard),
        gradient -> {
          INDArray g = memory.writable(gradient).muli(SCALE);
          for (int channel = 0; channel < 3; channel++) {
            Slice.of(g, 1, channel, channel + 1).divi(ImageNetInput.deviation(channel));
          }
          tape.add(photos, g);
        },
        photos);
  }
}
