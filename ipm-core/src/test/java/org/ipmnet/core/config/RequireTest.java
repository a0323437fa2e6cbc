// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequireTest {
  private static void refused(String message, Executable check) {
    assertEquals(message, assertThrows(UserError.class, check).getMessage());
  }

  @Test
  void aWholeNumberMayBeTheLeast() {
    assertDoesNotThrow(() -> Require.atLeast("n", 3, 3));
    refused("n must be at least 3, found 2", () -> Require.atLeast("n", 2, 3));
  }

  @Test
  void aWholeNumberMayBeEitherEnd() {
    assertDoesNotThrow(() -> Require.within("n", 3, 3, 5));
    assertDoesNotThrow(() -> Require.within("n", 5, 3, 5));
    refused("n must lie between 3 and 5, found 2", () -> Require.within("n", 2, 3, 5));
    refused("n must lie between 3 and 5, found 6", () -> Require.within("n", 6, 3, 5));
  }

  @Test
  void aFractionMayBeEitherEnd() {
    assertDoesNotThrow(() -> Require.within("n", 0.25, 0.25, 0.75));
    assertDoesNotThrow(() -> Require.within("n", 0.75, 0.25, 0.75));
    double below = Math.nextDown(0.25);
    double above = Math.nextUp(0.75);
    refused(
        "n must lie between 0.25 and 0.75, found " + below,
        () -> Require.within("n", below, 0.25, 0.75));
    refused(
        "n must lie between 0.25 and 0.75, found " + above,
        () -> Require.within("n", above, 0.25, 0.75));
    refused(
        "n must lie between 0.25 and 0.75, found NaN",
        () -> Require.within("n", Double.NaN, 0.25, 0.75));
  }
}
