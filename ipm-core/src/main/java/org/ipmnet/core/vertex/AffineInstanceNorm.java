// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Instance norm with a weight and a bias for each channel, then an activation: BeautyGAN's norm.
 */
public final class AffineInstanceNorm extends ChannelNorm {
  private static final long serialVersionUID = 1L;

  /** The norm of images with {@code channels} channels, which come first. */
  public AffineInstanceNorm(
      @JsonProperty("channels") int channels, @JsonProperty("activation") Activation activation) {
    super(channels, activation, Layout.CHANNELS_FIRST);
  }

  @Override
  OnnxValue normToOnnx(OnnxLayer at, OnnxValue... inputs) {
    return instanceNorm(at, inputs[0], at.tensor(scale()), at.tensor(shift()));
  }
}
