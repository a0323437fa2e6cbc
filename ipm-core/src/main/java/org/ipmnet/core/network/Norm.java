// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.BatchNorm;
import org.ipmnet.core.vertex.InstanceNorm;
import org.ipmnet.core.vertex.Layer;
import org.ipmnet.core.vertex.LayerNorm;

/** The norm of a network's ConvBlocks; AdaIN, which needs a second input, belongs to G alone. */
public enum Norm {
  /** Batch norm: the paper's choice. */
  BATCH {
    @Override
    Layer layer(int channels, Activation activation, Layout layout) {
      return new BatchNorm(channels, activation, layout);
    }
  },
  /** Instance norm without parameters: the authors' program. */
  INSTANCE {
    @Override
    Layer layer(int channels, Activation activation, Layout layout) {
      return new InstanceNorm(activation, layout);
    }
  },
  /** MUNIT's layer norm: after upsampling in the authors' program. */
  LAYER {
    @Override
    Layer layer(int channels, Activation activation, Layout layout) {
      return new LayerNorm(channels, activation, layout);
    }
  },
  /** No norm, only the activation. */
  NONE {
    @Override
    Layer layer(int channels, Activation activation, Layout layout) {
      return activation == Activation.NONE ? null : new Activate(activation);
    }
  };

  /** The layer behind a convolution, or null when nothing is left to do. */
  abstract Layer layer(int channels, Activation activation, Layout layout);
}
