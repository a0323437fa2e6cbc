// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.beautygan;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.SpectralNormConvolution;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * D of BeautyGAN: a picture [batch, 3, h, w] to one map [batch, 1, h / 2^layers - 2, w / 2^layers -
 * 2], 30x30 for 256x256. Spectral norm on every layer, no other norm. Vertices have the names of
 * the program's {@code Discriminator}.
 */
public final class SpectralDiscriminator {
  private SpectralDiscriminator() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(BeautyGanNetworkConfig sizes, DataType type) {
    BeautyGanNetworkConfig.Discriminator d = sizes.discriminator();
    Flow x = Flow.from(Flow.graph(type, "image"), "image", 3, Padding.ZERO);
    int layer = 0;
    for (int i = 0; i < d.layers(); i++, layer += 2) {
      x = layer(x, layer, d.dim() << i, 2);
    }
    x = layer(x, layer, 2 * x.channels(), 1);
    return Flow.end(x.then("conv1", normed(x, 1, 1, false), 1));
  }

  private static Flow layer(Flow x, int layer, int out, int stride) {
    return x.then("main." + layer, normed(x, out, stride, true), out)
        .then("main." + (layer + 1), new Activate(Activation.GENTLE_LEAKY_RELU));
  }

  private static SpectralNormConvolution normed(Flow x, int out, int stride, boolean bias) {
    return new SpectralNormConvolution(x.channels(), out, Window.square(4, stride, 1), bias);
  }
}
