// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.BatchNorm;

/**
 * How a convolution with batch norm is built. The vertices of both have the same names but for the
 * norms, which {@link #FOLDED} does not have.
 */
enum Blocks {
  /** Convolution without bias, then batch norm: what is trained. */
  NORMED {
    @Override
    Flow conv(
        Flow x, String conv, String norm, int out, int kernel, int stride, Activation activation) {
      return x.unbiasedConv(conv, out, kernel, stride)
          .then(norm, new BatchNorm(out, activation, Layout.CHANNELS_FIRST), out);
    }
  },
  /** One convolution with bias that contains the norm: for inference, never trained. */
  FOLDED {
    @Override
    Flow conv(
        Flow x, String conv, String norm, int out, int kernel, int stride, Activation activation) {
      Flow y = x.conv(conv, out, kernel, stride);
      return activation == Activation.NONE
          ? y
          : y.then(norm + ".activation", new Activate(activation));
    }
  };

  /** The layout in which the backbone is fastest. */
  Layout layout() {
    return this == FOLDED ? Layout.CHANNELS_LAST : Layout.CHANNELS_FIRST;
  }

  /** Convolution with (kernel - 1) / 2 zeros around, batch norm, activation. */
  abstract Flow conv(
      Flow x, String conv, String norm, int out, int kernel, int stride, Activation activation);

  /** ConvBNReLU of the published program: {@code NAME.conv}, {@code NAME.bn}. */
  Flow convBnRelu(Flow x, String name, int out, int kernel) {
    return conv(x, name + ".conv", name + ".bn", out, kernel, 1, Activation.RELU);
  }
}
