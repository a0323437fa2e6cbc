// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Pool;

/**
 * ResNet-18 (He et al. 2016) up to its last residual block, named as torchvision does. The width of
 * the first stage is 64 as published; all others are multiples of it.
 *
 * @param at8 features at 1/8, [batch, 2 width, h/8, w/8]
 * @param at16 features at 1/16, [batch, 4 width, h/16, w/16]
 * @param at32 features at 1/32, [batch, 8 width, h/32, w/32]
 */
record ResNet18(Flow at8, Flow at16, Flow at32) {

  /**
   * Adds the network behind an image, in the image's layout.
   *
   * @param prefix of all names, {@code ""} or ending with a dot
   */
  static ResNet18 on(Flow image, String prefix, int width, Blocks blocks) {
    // spotless:off
    Flow x = blocks.conv(image, prefix + "conv1", prefix + "bn1", width, 7, 2, Activation.RELU);
    x = x.pool(prefix + "maxpool", Pool.Kind.MAXIMUM);                // [batch,   width, h/4,  w/4 ]
    x = stage(x, prefix + "layer1", width, 1, blocks);                // [batch,   width, h/4,  w/4 ]
    Flow at8 = stage(x, prefix + "layer2", 2 * width, 2, blocks);     // [batch, 2 width, h/8,  w/8 ]
    Flow at16 = stage(at8, prefix + "layer3", 4 * width, 2, blocks);  // [batch, 4 width, h/16, w/16]
    Flow at32 = stage(at16, prefix + "layer4", 8 * width, 2, blocks); // [batch, 8 width, h/32, w/32]
    // spotless:on
    return new ResNet18(at8, at16, at32);
  }

  /** The same features in this layout. */
  ResNet18 in(Layout layout) {
    return new ResNet18(at8.in(layout, "at8"), at16.in(layout, "at16"), at32.in(layout, "at32"));
  }

  private static Flow stage(Flow x, String name, int width, int stride, Blocks blocks) {
    return block(block(x, name + ".0", width, stride, blocks), name + ".1", width, 1, blocks);
  }

  /** Two 3x3 convolutions beside the identity, or beside a 1x1 where the shape changes. */
  private static Flow block(Flow x, String name, int width, int stride, Blocks blocks) {
    Flow y = blocks.conv(x, name + ".conv1", name + ".bn1", width, 3, stride, Activation.RELU);
    y = blocks.conv(y, name + ".conv2", name + ".bn2", width, 3, 1, Activation.NONE);
    Flow skipping =
        stride == 1 && x.channels() == width
            ? x
            : blocks.conv(
                x,
                name + ".downsample.0",
                name + ".downsample.1",
                width,
                1,
                stride,
                Activation.NONE);
    return y.plus(name + ".sum", skipping).then(name + ".relu", new Activate(Activation.RELU));
  }
}
