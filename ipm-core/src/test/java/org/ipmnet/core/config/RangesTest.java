// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;

class RangesTest {
  record Wholes(
      @Range(least = 3, most = 5) int both,
      @Range(least = 3) long least,
      @Range(least = 4, most = 16, multipleOf = 4) int multiple,
      @Nullable @Range(least = 1) Integer given) {}

  record Fractions(
      @Range(least = 0, below = 1) double share,
      @Range(above = 0) double positive,
      @Range(above = 0, most = Double.POSITIVE_INFINITY) double limit,
      @Range double any,
      double free) {}

  record Beside(@Range(most = 1) int speed) {}

  record Tree(@Inline Beside beside, @Nullable Fractions fractions, String name) {
    Tree {
      Ranges.of(Tree.class).require(beside, fractions, name);
    }
  }

  private static void wholes(Object... values) {
    Ranges.of(Wholes.class).require(values);
  }

  private static Tree fractions(double share, double positive, double limit, double any) {
    return new Tree(new Beside(1), new Fractions(share, positive, limit, any, Double.NaN), "n");
  }

  private static void refused(String message, Runnable check) {
    assertEquals(message, assertThrows(UserError.class, check::run).getMessage());
  }

  @Test
  void aWholeNumberMayBeEitherEnd() {
    assertDoesNotThrow(() -> wholes(3, 3L, 4, 1));
    assertDoesNotThrow(() -> wholes(5, Long.MAX_VALUE, 16, null));
    refused("both must lie between 3 and 5, found 2", () -> wholes(2, 3L, 4, 1));
    refused("both must lie between 3 and 5, found 6", () -> wholes(6, 3L, 4, 1));
    refused("least must be at least 3, found 2", () -> wholes(3, 2L, 4, 1));
    refused("given must be at least 1, found 0", () -> wholes(3, 3L, 4, 0));
  }

  @Test
  void aMultipleIsToldItsNeighbours() {
    refused(
        "multiple must be a multiple of 4, found 6; 4 or 8 would do", () -> wholes(3, 3L, 6, 1));
    refused("multiple must lie between 4 and 16, found 0", () -> wholes(3, 3L, 0, 1));
    refused("multiple must lie between 4 and 16, found 20", () -> wholes(3, 3L, 20, 1));
  }

  @Test
  void aFractionHasOpenAndClosedEnds() {
    double below = Math.nextDown(1.0);
    assertDoesNotThrow(() -> fractions(0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, -1e300));
    assertDoesNotThrow(() -> fractions(below, Double.MAX_VALUE, 1, 1e300));
    String share = "fractions.share must be at least 0.0 and below 1.0, found ";
    refused(share + -Double.MIN_VALUE, () -> fractions(-Double.MIN_VALUE, 1, 1, 1));
    refused(share + "1.0", () -> fractions(1, 1, 1, 1));
    refused(share + "NaN", () -> fractions(Double.NaN, 1, 1, 1));
    refused("fractions.positive must be above 0.0, found 0.0", () -> fractions(0, 0, 1, 1));
  }

  @Test
  void onlyWhereItIsSaidMayItBeInfinite() {
    double infinity = Double.POSITIVE_INFINITY;
    refused(
        "fractions.positive must be above 0.0, found Infinity", () -> fractions(0, infinity, 1, 1));
    refused(
        "fractions.any must be a finite number, found Infinity",
        () -> fractions(0, 1, 1, infinity));
    refused(
        "fractions.any must be a finite number, found NaN", () -> fractions(0, 1, 1, Double.NaN));
    refused("fractions.limit must be above 0.0, found NaN", () -> fractions(0, 1, Double.NaN, 1));
  }

  @Test
  void inlinedKeysHaveNoPrefixAndGroupsMayBeLeftOut() {
    assertDoesNotThrow(() -> new Tree(new Beside(1), null, "n"));
    refused("speed must be at most 1, found 2", () -> new Tree(new Beside(2), null, "n"));
  }
}
