// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.vertex.Convolution;
import org.ipmnet.core.vertex.Layer;
import org.ipmnet.core.vertex.Padding;

/** Layers that tests often need, for images with channels first. */
public final class Layers {
  private Layers() {}

  /** A convolution with bias by a square kernel. */
  public static Layer conv(int in, int out, int kernel, int stride, int pad, Padding padding) {
    return new Convolution(
        in, out, Window.square(kernel, stride, pad), padding, true, Layout.CHANNELS_FIRST);
  }

  /** The same without bias, zeros beyond the border. */
  public static Layer unbiased(int in, int out, int kernel, int stride, int pad) {
    return new Convolution(
        in, out, Window.square(kernel, stride, pad), Padding.ZERO, false, Layout.CHANNELS_FIRST);
  }
}
