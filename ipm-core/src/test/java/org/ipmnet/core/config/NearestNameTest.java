// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
  private static final List<String> NAMES =
      List.of(
          "train",
          "transfer",
          "resume",
          "optimizer",
          "perceptual",
          "r1",
          "data",
          "--out",
          "--data",
          "parse",
          "prepare",
          "table");

  @ParameterizedTest
  @CsvSource({
    "trian, train",
    "trasnfer, transfer",
    "tranfser, transfer",
    "resum, resume",
    "optimiser, optimizer",
    "perceptaul, perceptual",
    "prase, parse",
    "tabel, table",
    "dat, data",
    "--ouput, --out",
    "--dta, --data",
  })
  void aSlipIsSeenThrough(String typed, String meant) {
    assertEquals(Optional.of(meant), NearestName.of(typed, NAMES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "colour", "bisenet", "iterations", "evaluate", "--model"})
  void anotherWordIsNotGuessedAt(String typed) {
    assertEquals(Optional.empty(), NearestName.of(typed, NAMES));
  }
}
