// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ResizeTest {
  private static long bytesOfTheLongestPhoto(int side) {
    WorkingSize size = Resize.shorterSide(side).size(1000, 1000 * ImageHeader.MAX_RATIO);
    return 3L * size.width() * size.height();
  }

  /** The largest side follows from the largest ratio: whoever changes one meets the other here. */
  @Test
  void theLongestPhotoJustFitsAnArrayAtTheLargestSide() {
    assertTrue(bytesOfTheLongestPhoto(Resize.LARGEST_SIDE) <= Integer.MAX_VALUE);
    assertTrue(bytesOfTheLongestPhoto(Resize.LARGEST_SIDE + 1) > Integer.MAX_VALUE);
  }
}
