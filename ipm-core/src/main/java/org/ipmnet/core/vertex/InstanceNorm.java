// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Layout;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Instance norm without parameters, then an activation. */
public final class InstanceNorm extends Normalisation {
  private static final long serialVersionUID = 1L;

  /** The norm of images with channels first, followed by an activation. */
  public InstanceNorm(Activation activation) {
    this(activation, Layout.CHANNELS_FIRST);
  }

  /** The norm of images in this layout. */
  public InstanceNorm(
      @JsonProperty("activation") Activation activation, @JsonProperty("layout") Layout layout) {
    super(activation, layout);
  }
}
