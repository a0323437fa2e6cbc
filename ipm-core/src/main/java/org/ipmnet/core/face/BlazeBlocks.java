// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Pool;

/**
 * What MediaPipe's face networks are built of (Bazarevsky et al., "BlazeFace", 2019). Layers are
 * numbered as they follow each other: {@code conv2d}, {@code conv2d_1}, and so on.
 */
final class BlazeBlocks {
  private final int kernel;
  private final boolean parametric;
  private int depthwise;
  private int convolution;
  private int activation;

  /**
   * Blocks whose layers have numbers from these on.
   *
   * @param parametric whether activations are PReLUs; else ReLUs
   */
  BlazeBlocks(boolean parametric, int depthwise, int convolution, int activation) {
    this(3, parametric, depthwise, convolution, activation);
  }

  private BlazeBlocks(
      int kernel, boolean parametric, int depthwise, int convolution, int activation) {
    this.kernel = kernel;
    this.parametric = parametric;
    this.depthwise = depthwise;
    this.convolution = convolution;
    this.activation = activation;
  }

  /** Blocks that see 5x5 pixels, with PReLUs, numbered from the start. */
  static BlazeBlocks wide() {
    return new BlazeBlocks(5, true, 0, 0, 0);
  }

  /** A convolution of stride 2, of even images as TensorFlow pads them, and an activation. */
  Flow stem(Flow image, int out, int kernel) {
    int before = (kernel - 2) / 2;
    String name = "conv2d" + number(convolution++);
    Flow padded = image.zeroBorder(name + ".border", before, kernel - 2 - before);
    return activated(padded.conv(name, out, Window.square(kernel, 2, 0)));
  }

  /** A 1x1 convolution and an activation. */
  Flow pointwise(Flow x, int out) {
    return activated(x.conv("conv2d" + number(convolution++), out, Window.square(1, 1, 0)));
  }

  /**
   * A 3x3 (or 5x5) convolution of each channel by itself and a 1x1 convolution; x is added, then
   * comes the activation. With stride 2 the largest of 2x2 pixels of x are added.
   */
  Flow block(Flow x, int out, int stride) {
    String name = "depthwise_conv2d" + number(depthwise++);
    Flow around = x;
    Flow seen;
    if (stride == 1) {
      seen = x.depthwiseConv(name, Window.square(kernel, 1, kernel / 2));
    } else {
      around = x.pool(name + ".around", Pool.Kind.MAXIMUM_2X2);
      int before = (kernel - 2) / 2;
      seen =
          x.zeroBorder(name + ".border", before, kernel - 2 - before)
              .depthwiseConv(name, Window.square(kernel, 2, 0));
    }
    return activated(
        seen.conv("conv2d" + number(convolution++), out, Window.square(1, 1, 0))
            .plusNarrower(name + ".sum", around));
  }

  private Flow activated(Flow x) {
    String number = number(activation++);
    return parametric
        ? x.parametricRelu("p_re_lu" + number)
        : x.then("activation" + number, new Activate(Activation.RELU));
  }

  /** What follows the name of the layer with this number. */
  static String number(int number) {
    return number == 0 ? "" : "_" + number;
  }
}
