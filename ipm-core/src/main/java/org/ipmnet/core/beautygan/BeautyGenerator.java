// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.beautygan;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.AffineInstanceNorm;
import org.ipmnet.core.vertex.Padding;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * G of BeautyGAN: a bare and a made-up photo, each [batch, 3, h, w], to the bare one made up and
 * the made-up one cleaned. No convolution has a bias. Vertices have the names of the program's
 * {@code Generator_branch}.
 */
public final class BeautyGenerator {
  private BeautyGenerator() {}

  /** The graph for these sizes: inputs "bare", "made-up". */
  public static ComputationGraphConfiguration graph(BeautyGanNetworkConfig sizes, DataType type) {
    int dim = sizes.dim();
    GraphBuilder graph = Flow.graph(type, "bare", "made-up");
    // spotless:off
    Flow bare = inputBranch(Flow.from(graph, "bare", 3, Padding.ZERO), "Branch_0.", dim);      // [batch, 2 dim, h/2, w/2]
    Flow madeUp = inputBranch(Flow.from(graph, "made-up", 3, Padding.ZERO), "Branch_1.", dim); // [batch, 2 dim, h/2, w/2]
    Flow x = down(bare.beside("main.input", madeUp), "main.", 0, 4 * dim);                     // [batch, 4 dim, h/4, w/4]
    int layer = 3;
    for (int block = 0; block < sizes.resBlocks(); block++) {
      x = resBlock(x, "main." + layer++);                                                      // [batch, 4 dim, h/4, w/4]
    }
    x = up(x, layer, 2 * dim);                                                                 // [batch, 2 dim, h/2, w/2]
    x = up(x, layer + 3, dim);                                                                 // [batch,   dim, h,   w  ]
    // spotless:on
    return Flow.end(outputBranch(x, "branch_1."), outputBranch(x, "branch_2."));
  }

  private static Flow inputBranch(Flow image, String name, int dim) {
    return down(convolved(image, name, 0, dim, 7), name, 3, 2 * dim);
  }

  private static Flow outputBranch(Flow x, String name) {
    Flow twice = convolved(convolved(x, name, 0, x.channels(), 3), name, 3, x.channels(), 3);
    Flow picture = twice.unbiasedConv(name + 6, 3, 7, 1);
    return picture.then(name + 7, new Activate(Activation.TANH));
  }

  private static Flow convolved(Flow x, String name, int layer, int out, int kernel) {
    Flow y = x.unbiasedConv(name + layer, out, kernel, 1);
    return normed(y, name + (layer + 1), Activation.RELU);
  }

  /** Half the side. */
  private static Flow down(Flow x, String name, int layer, int out) {
    Flow y = x.unbiasedConv(name + layer, out, 4, 2);
    return normed(y, name + (layer + 1), Activation.RELU);
  }

  /** Twice the side. */
  private static Flow up(Flow x, int layer, int out) {
    Flow y = x.transposedConv("main." + layer, out, 4, 2, 0, false);
    return normed(y, "main." + (layer + 1), Activation.RELU);
  }

  private static Flow resBlock(Flow x, String name) {
    int width = x.channels();
    Flow y = convolved(x, name + ".main.", 0, width, 3);
    y = y.unbiasedConv(name + ".main.3", width, 3, 1);
    return normed(y, name + ".main.4", Activation.NONE).plus(name, x);
  }

  private static Flow normed(Flow x, String name, Activation activation) {
    return x.then(name, new AffineInstanceNorm(x.channels(), activation));
  }
}
