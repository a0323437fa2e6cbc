// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.opentest4j.AssertionFailedError;

class ExpectedTest {
  /** 1 to 6, of which 1, 3 and 5 are there. */
  private final Expected thinned =
      new Expected(new long[] {2, 3}, 2, new double[] {1, 3, 5}, 21, Math.sqrt(91));

  private static INDArray found(double... values) {
    return Nd4j.createFromArray(values).reshape(2, 3);
  }

  @Test
  void whatIsEqualPasses() {
    thinned.assertClose("x", found(1, 2, 3, 4, 5, 6), 1e-12, 0);
    assertEquals(0, thinned.relativeL2(found(1, 2, 3, 4, 5, 6)));
  }

  @Test
  void aValueThatIsThereTellsItsPlace() {
    AssertionFailedError error = refused(found(1, 2, 3, 4, 5.1, 6));
    assertTrue(error.getMessage().startsWith("x[4] must be 5"), error.getMessage());
    assertArrayEquals(new double[] {0, 0, 1}, thinned.differences(found(1, 2, 3, 4, 6, 6)), 1e-12);
  }

  @Test
  void whatIsNotThereShowsInNormAndSum() {
    assertTrue(refused(found(1, 2, 3, 4, 5, 7)).getMessage().contains("norm of all"));
    assertTrue(refused(found(1, -2, 3, 4, 5, 6)).getMessage().contains("sum of all"));
    refused(found(1, Double.NaN, 3, 4, 5, 6));
  }

  @Test
  void anotherShapeIsRefused() {
    INDArray turned = found(1, 2, 3, 4, 5, 6).reshape(3, 2);
    assertThrows(AssertionFailedError.class, () -> thinned.assertClose("x", turned, 1, 0));
  }

  @Test
  void aPartIsNoWhole() {
    assertThrows(IllegalStateException.class, thinned::whole);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Expected(new long[] {2, 3}, 2, new double[4], 0, 0));
  }

  private AssertionFailedError refused(INDArray found) {
    return assertThrows(
        AssertionFailedError.class, () -> thinned.assertClose("x", found, 1e-6, 1e-6));
  }
}
