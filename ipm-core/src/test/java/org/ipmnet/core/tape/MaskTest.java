// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.testing.GradientCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MaskTest {

  /** Both types, whole arrays and views, each channel by itself. */
  @Property(tries = 40)
  void aPlaneGoesOverEachChannel(@ForAll long seed) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      SplittableRandom random = new SplittableRandom(seed);
      int batch = random.nextInt(1, 4);
      int height = random.nextInt(1, 9);
      int width = random.nextInt(1, 9);
      INDArray whole =
          GradientCheck.values(random.nextInt(), batch + 1, 3, height, width).castTo(type);
      INDArray pictures =
          random.nextBoolean() ? Slice.of(whole, 0, 1, batch + 1) : crop(whole, batch);
      INDArray plane =
          GradientCheck.values(random.nextInt(), batch, 1, height, pictures.size(3)).castTo(type);
      boolean product = random.nextBoolean();
      INDArray expected = pictures.dup('c');
      for (int c = 0; c < 3; c++) {
        INDArray channel = Slice.of(expected, 1, c, c + 1);
        channel.assign(product ? channel.mul(plane) : channel.add(plane));
      }
      if (product) {
        Mask.multiply(pictures, plane);
      } else {
        Mask.add(pictures, plane);
      }
      assertIdentical("pictures", expected, pictures.dup('c'));
    }
  }

  private static INDArray crop(INDArray whole, int batch) {
    INDArray images = Slice.of(whole, 0, 0, batch);
    return images.size(3) < 2 ? images : Slice.of(images, 3, 1, images.size(3));
  }
}
