// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.cyclegan;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.InstanceNorm;
import org.ipmnet.core.vertex.Padding;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * CycleGAN's G: a picture [batch, 3, h, w] of one domain to one of the other, [batch, 3, h, w] in
 * [-1, 1]. Vertices have the names of the published program's modules, so that weight files need no
 * table.
 */
public final class ResNetGenerator {
  private static final int FIRST_BLOCK = 10;

  private ResNetGenerator() {}

  /** The graph for these sizes. */
  public static ComputationGraphConfiguration graph(
      CycleGanNetworkConfig.Generator sizes, DataType type) {
    int dim = sizes.dim();
    int up = FIRST_BLOCK + sizes.resBlocks();
    Flow g = Flow.from(Flow.graph(type, "x"), "x", 3, Padding.REFLECT);
    // spotless:off
    g = norm(  2, g.conv(name(1), dim, 7, 1));      // [batch,   dim, h,   w  ]
    g = norm(  5, halved(4, g));                    // [batch, 2 dim, h/2, w/2]
    g = norm(  8, halved(7, g));                    // [batch, 4 dim, h/4, w/4]
    for (int i = FIRST_BLOCK; i < up; i++) {
      g = resBlock(name(i), g);
    }
    g = norm(up + 1, doubled(up, g));               // [batch, 2 dim, h/2, w/2]
    g = norm(up + 4, doubled(up + 3, g));           // [batch,   dim, h,   w  ]
    // spotless:on
    return Flow.end(
        g.conv(name(up + 7), 3, 7, 1).then(name(up + 8), new Activate(Activation.TANH)));
  }

  private static String name(int module) {
    return "model." + module;
  }

  private static Flow norm(int module, Flow convolved) {
    return convolved.then(name(module), new InstanceNorm(Activation.RELU));
  }

  private static Flow halved(int module, Flow x) {
    return x.conv(name(module), 2 * x.channels(), Window.square(3, 2, 1));
  }

  private static Flow doubled(int module, Flow x) {
    return x.transposedConv(name(module), x.channels() / 2, 3, 2, 1, true);
  }

  private static Flow resBlock(String name, Flow x) {
    String block = name + ".conv_block.";
    return x.conv(block + 1, x.channels(), 3, 1)
        .then(block + 2, new InstanceNorm(Activation.RELU))
        .conv(block + 5, x.channels(), 3, 1)
        .then(block + 6, new InstanceNorm(Activation.NONE))
        .plus(name, x);
  }
}
