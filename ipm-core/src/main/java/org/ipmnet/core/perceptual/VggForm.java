// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.weights.Pretrained;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The networks of Simonyan and Zisserman (2015) whose ReLU behind conv4_1 BeautyGAN's perceptual
 * loss compares; key {@code loss.perceptual-network}. Vertices have the names of the files.
 */
public enum VggForm {
  /** BeautyGAN's program: 16 convolutions, from Caffe. */
  VGG_19(Pretrained.VGG19, 4) {
    @Override
    String convolution(int group, int place, int before) {
      return "conv%d_%d".formatted(group, place);
    }

    @Override
    Variable asTrained(Tape tape, Variable photos) {
      return CaffeInput.of(tape, photos);
    }
  },
  /** BeautyGAN's paper: 13 convolutions, from torchvision. */
  VGG_16(Pretrained.LPIPS_VGG, 3) {
    @Override
    String convolution(int group, int place, int before) {
      return "features." + (2 * before + group - 1); // a ReLU behind each, a pool behind each group
    }

    @Override
    Variable asTrained(Tape tape, Variable photos) {
      return TorchvisionInput.of(tape, photos);
    }
  };

  private static final int[] WIDTHS = {64, 128, 256, 512};

  private final Pretrained weights;
  private final int inThirdGroup;

  VggForm(Pretrained weights, int inThirdGroup) {
    this.weights = weights;
    this.inThirdGroup = inThirdGroup;
  }

  /** The file of the network. */
  public Pretrained weights() {
    return weights;
  }

  /**
   * The name of a convolution in the file.
   *
   * @param group from 1
   * @param place in the group, from 1
   * @param before how many convolutions come before it
   */
  abstract String convolution(int group, int place, int before);

  /** What the network was trained on, of RGB in [-1, 1]. */
  abstract Variable asTrained(Tape tape, Variable photos);

  /** From a picture [batch, 3, h, w] to [batch, 512, h/8, w/8], rounded down at each pool. */
  ComputationGraphConfiguration figure(DataType type) {
    Flow x = Flow.from(Flow.graph(type, "image"), "image", 3, Padding.ZERO);
    int before = 0;
    for (int group = 1; group <= WIDTHS.length; group++) {
      int convolutions = group == WIDTHS.length ? 1 : group == 3 ? inThirdGroup : 2;
      for (int place = 1; place <= convolutions; place++) {
        String name = convolution(group, place, before++);
        x =
            x.conv(name, WIDTHS[group - 1], 3, 1)
                .then(name + ".relu", new Activate(Activation.RELU));
      }
      if (group < WIDTHS.length) {
        x = x.pool("pool" + group, Pool.Kind.MAXIMUM_2X2);
      }
    }
    return Flow.end(x);
  }
}
