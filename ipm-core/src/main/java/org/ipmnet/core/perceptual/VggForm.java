// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The networks of Simonyan and Zisserman (2015) up to the last activation that is compared:
 * BeautyGAN's perceptual loss compares the ReLU behind conv4_1 of either, key {@code
 * loss.perceptual-network}; MUNIT's and LPIPS have the second one. Vertices have the names of the
 * files.
 */
public enum VggForm {
  /** Configuration E up to conv4_1, from Caffe: BeautyGAN's program. */
  VGG_19(Pretrained.VGG19, 2, 2, 4, 1) {
    @Override
    String convolution(int group, int place, int before) {
      return String.format(Locale.ROOT, "conv%d_%d", group, place);
    }

    @Override
    Variable asTrained(Tape tape, Variable photos) {
      return CaffeInput.of(tape, photos);
    }
  },
  /** Configuration D, 13 convolutions, from torchvision: BeautyGAN's paper. */
  VGG_16(Pretrained.LPIPS_VGG, 2, 2, 3, 3, 3) {
    @Override
    String convolution(int group, int place, int before) {
      return "features." + (2 * before + group - 1); // a ReLU behind each, a pool behind each group
    }

    @Override
    Variable asTrained(Tape tape, Variable photos) {
      return TorchvisionInput.of(tape, photos);
    }
  };

  private static final int[] WIDTHS = {64, 128, 256, 512, 512};

  private final Pretrained weights;
  private final int[] convolutions;

  /** With so many convolutions in each group. */
  VggForm(Pretrained weights, int... convolutions) {
    this.weights = weights;
    this.convolutions = convolutions;
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

  /** The tensors of the file that are used. */
  public TensorShapes shapes() {
    List<Flow> groups = groups(image(DataType.FLOAT));
    return GraphShapes.of(Flow.end(groups.get(groups.size() - 1)));
  }

  /** Behind a picture [batch, 3, h, w], planes. */
  static Flow image(DataType type) {
    return Flow.from(Flow.graph(type, "image"), "image", 3, Padding.ZERO);
  }

  /** From a picture [batch, 3, h, w] to [batch, 512, h/8, w/8], rounded down at each pool. */
  ComputationGraphConfiguration conv41(DataType type) {
    return Flow.end(
        groups(image(type), convolutions[0], convolutions[1], convolutions[2], 1).get(3));
  }

  /** The last ReLU of each group; each but the first has half the side of the one before. */
  List<Flow> groups(Flow image) {
    return groups(image, convolutions);
  }

  private List<Flow> groups(Flow image, int... depths) {
    List<Flow> groups = new ArrayList<>();
    Flow x = image;
    int before = 0;
    for (int group = 1; group <= depths.length; group++) {
      if (group > 1) {
        x = x.pool("pool" + (group - 1), Pool.Kind.MAXIMUM_2X2);
      }
      for (int place = 1; place <= depths[group - 1]; place++) {
        String name = convolution(group, place, before++);
        x =
            x.conv(name, WIDTHS[group - 1], 3, 1)
                .then(name + ".relu", new Activate(Activation.RELU));
      }
      groups.add(x);
    }
    return groups;
  }
}
