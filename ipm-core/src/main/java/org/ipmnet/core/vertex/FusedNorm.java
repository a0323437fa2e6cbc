// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.ChannelMoments;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onednn.NormKernels;
import org.ipmnet.core.onednn.OneDnn;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link Normalisation} with its ReLU as one kernel, and its way back as another: for norms whose
 * mean and variance are taken over channels, of images with channels last. Kept for the backward
 * pass are x as it came, the statistics and a bit for each element that the ReLU let pass.
 */
final class FusedNorm {
  private final NormKernels kernels;
  private final INDArray x;
  private final INDArray statistics;
  private final INDArray affine;
  private final INDArray mask;

  private FusedNorm(
      NormKernels kernels, INDArray x, INDArray statistics, INDArray affine, INDArray mask) {
    this.kernels = kernels;
    this.x = x;
    this.statistics = statistics;
    this.affine = affine;
    this.mask = mask;
  }

  /** Whether there are such kernels for this norm of these images. */
  static boolean serves(Normalisation norm, INDArray x) {
    return OneDnn.serves(x.dataType())
        && norm.layout == Layout.CHANNELS_LAST
        && (norm.activation == Activation.NONE || norm.activation == Activation.RELU)
        && norm.groups(x.size(0)) > 0;
  }

  /** See {@link Layer#forward}. */
  static INDArray forward(Normalisation norm, LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    boolean recording = pass.recording();
    INDArray x = recording ? inputs[0] : memory.writable(inputs[0]);
    int groups = norm.groups(x.size(0));
    long channels = norm.layout.channels(x);
    INDArray statistics = memory.take(x.dataType(), 2, groups, channels);
    INDArray[] measured = halves(memory, statistics);
    boolean given = norm.fixedStatistics(pass, measured[0], measured[1]);
    NormKernels kernels =
        new NormKernels(
            groups,
            x.size(0) / groups,
            channels,
            norm.layout.height(x),
            norm.layout.width(x),
            (float) Normalisation.EPSILON,
            norm.hasAffine(),
            norm.activation == Activation.RELU);
    INDArray affine = null;
    if (norm.hasAffine()) {
      affine = memory.take(x.dataType(), 2, groups, channels);
      INDArray[] scaleAndShift = halves(memory, affine);
      norm.putAffine(pass, scaleAndShift[0], scaleAndShift[1], inputs);
    }
    INDArray mask = kernels.relu() ? memory.take(x.dataType(), kernels.maskLength()) : null;
    INDArray y = recording ? memory.take(x.dataType(), x.shape()) : x;
    if (!given) {
      // OneDNN's own sum goes over the pixels one by one, which rounds too much for golden cases.
      ChannelMoments.of(memory, x, measured[0], measured[1]);
    }
    kernels.forward(memory, x, statistics, affine, mask, y);
    if (!given) {
      norm.measured(pass, measured[0], measured[1], x.length() / groups / channels);
    }
    for (int i = 1; i < inputs.length; i++) {
      pass.shape(inputs[i].shape());
      memory.release(inputs[i]);
    }
    if (recording) {
      pass.keep(x);
    }
    pass.keep(statistics);
    if (affine != null) {
      pass.keep(affine);
    }
    if (mask != null) {
      pass.keep(mask);
    }
    pass.note(new FusedNorm(kernels, x, statistics, affine, mask));
    return y;
  }

  /** See {@link Layer#backward}. */
  INDArray[] backward(Normalisation norm, LayerPass pass, INDArray gradientOfOutput) {
    Memory memory = pass.memory();
    INDArray gradient = memory.writable(gradientOfOutput);
    INDArray ofAffine = affine == null ? null : memory.take(x.dataType(), affine.shape());
    kernels.backward(memory, x, statistics, affine, mask, gradient, ofAffine);
    INDArray second = null;
    if (ofAffine != null) {
      INDArray[] scaleAndShift = halves(memory, ofAffine);
      second =
          norm.affineGradient(
              pass, column(scaleAndShift[0]), column(scaleAndShift[1]), kernels.groups());
      memory.release(ofAffine);
    }
    pass.drop();
    return second == null ? new INDArray[] {gradient} : new INDArray[] {gradient, second};
  }

  private record Halves() {
    static INDArray[] of(INDArray both) {
      long groups = both.size(1);
      long channels = both.size(2);
      INDArray first = Slice.of(both, 0, 0, 1);
      INDArray second = Slice.of(both, 0, 1, 2);
      return new INDArray[] {
        first.reshape('c', groups, channels), second.reshape('c', groups, channels)
      };
    }
  }

  /** Two [groups, c] of [2, groups, c]. */
  private static INDArray[] halves(Memory memory, INDArray both) {
    return memory.views(both, new Halves(), Halves::of);
  }

  private static INDArray column(INDArray values) {
    return values.reshape('c', values.length(), 1);
  }
}
