// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.testing.GradientCheck;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ElementwiseTest {

  /** Views of any strides, against ND4J's own operations, in both types. */
  @Property(tries = 60)
  void viewsAreCopiedAndAdded(@ForAll long seed) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] shape = new long[random.nextInt(1, 5)];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = random.nextInt(1, 6);
      }
      INDArray from = view(random, type, shape);
      INDArray to = view(random, type, shape);
      INDArray sum = from.add(to);
      Elementwise.add(from, to);
      assertIdentical("sum", sum, to.dup('c'));
      Elementwise.copy(from, to);
      assertIdentical("copy", from.dup('c'), to.dup('c'));
    }
  }

  /** What lies beside a view stays. */
  @Property(tries = 30)
  void nothingElseChanges(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray whole = GradientCheck.values(1, 4, 5, 6).castTo(DataType.FLOAT);
    INDArray expected = whole.dup();
    long at = random.nextInt(0, 4);
    INDArray from = GradientCheck.values(2, 4, 2, 6).castTo(DataType.FLOAT);
    Elementwise.copy(from, Slice.of(whole, 1, at, at + 2));
    Slice.of(expected, 1, at, at + 2).assign(from);
    assertIdentical("whole", expected, whole);
  }

  /** A window of a larger array, its dimensions perhaps in another order. */
  private static INDArray view(SplittableRandom random, DataType type, long... shape) {
    boolean turned = shape.length > 1 && random.nextBoolean();
    int last = shape.length - 1;
    long[] larger = shape.clone();
    if (turned) {
      larger[0] = shape[last];
      larger[last] = shape[0];
    }
    int[] before = new int[larger.length];
    for (int d = 0; d < larger.length; d++) {
      before[d] = random.nextInt(0, 3);
      larger[d] += before[d] + random.nextInt(0, 3);
    }
    INDArray view = GradientCheck.values(random.nextLong(), larger).castTo(type);
    int[] order = new int[shape.length];
    for (int d = 0; d < order.length; d++) {
      order[d] = d;
      long size = turned && d == 0 ? shape[last] : turned && d == last ? shape[0] : shape[d];
      view = Slice.of(view, d, before[d], before[d] + size);
    }
    if (turned) {
      order[0] = last;
      order[last] = 0;
    }
    return view.permute(order);
  }
}
