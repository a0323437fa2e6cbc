// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import static org.ipmnet.core.testing.TensorAssert.assertClose;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class MatrixProductTest {

  @Property(tries = 60)
  void itIsTheSumOfProducts(
      @ForAll @IntRange(min = 1, max = 4) int matrices,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int inner,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll boolean aTransposed,
      @ForAll boolean bTransposed,
      @ForAll boolean add) {
    INDArray a =
        GradientCheck.values(1, matrices, aTransposed ? inner : rows, aTransposed ? rows : inner);
    INDArray b =
        GradientCheck.values(
            2, matrices, bTransposed ? columns : inner, bTransposed ? inner : columns);
    INDArray before = GradientCheck.values(3, matrices, rows, columns);
    INDArray expected = before.mul(add ? 1 : 0);
    for (int m = 0; m < matrices; m++) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double sum = expected.getDouble(m, i, j);
          for (int k = 0; k < inner; k++) {
            double left = aTransposed ? a.getDouble(m, k, i) : a.getDouble(m, i, k);
            double right = bTransposed ? b.getDouble(m, j, k) : b.getDouble(m, k, j);
            sum += left * right;
          }
          expected.putScalar(new int[] {m, i, j}, sum);
        }
      }
    }
    MatrixProduct product = new MatrixProduct(aTransposed, bTransposed, add);
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray c = before.castTo(type).dup('c');
      product.of(Memory.fresh(), a.castTo(type), b.castTo(type), c);
      double bound = type == DataType.DOUBLE ? 1e-12 : 1e-5;
      assertClose(type + " " + product, expected, c, bound, bound);
    }
  }

  @Test
  void oneMatrixNeedsNoThirdDimension() {
    INDArray a = GradientCheck.values(1, 3, 4);
    INDArray b = GradientCheck.values(2, 4, 2);
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray c = GradientCheck.values(3, 3, 2).castTo(type);
      MatrixProduct.PLAIN.of(Memory.fresh(), a.castTo(type), b.castTo(type), c);
      assertClose(type.toString(), a.mmul(b), c, 1e-6, 1e-6);
    }
  }
}
