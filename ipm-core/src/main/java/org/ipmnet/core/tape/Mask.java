// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.PlaneKernel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A mask [batch, 1, h, w] over the channels of pictures [batch, 3, h, w]. */
public final class Mask {
  private Mask() {}

  /** Multiplies each channel of the pictures by the mask, in place. */
  public static void multiply(INDArray pictures, INDArray mask) {
    if (served(pictures, mask)) {
      PlaneKernel.multiply(pictures, mask);
    } else {
      for (long channel = 0; channel < pictures.size(1); channel++) {
        channel(pictures, channel).muli(mask);
      }
    }
  }

  /** Adds one plane [batch, 1, h, w] to each channel of the pictures, in place. */
  public static void add(INDArray pictures, INDArray plane) {
    if (served(pictures, plane)) {
      PlaneKernel.add(pictures, plane);
    } else {
      for (long channel = 0; channel < pictures.size(1); channel++) {
        channel(pictures, channel).addi(plane);
      }
    }
  }

  private static INDArray channel(INDArray pictures, long channel) {
    return Slice.of(pictures, 1, channel, channel + 1);
  }

  private static boolean served(INDArray pictures, INDArray plane) {
    return OneDnn.serves(pictures.dataType())
        && plane.dataType() == pictures.dataType()
        && NativeArray.inOrder(pictures)
        && NativeArray.inOrder(plane);
  }
}
