// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.data.config.DataConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticTruthTest {
  @TempDir Path folder;
  private Path parameters;
  private DataConfig config;

  @BeforeEach
  void truth() throws IOException {
    parameters = Files.createDirectory(folder.resolve("truth")).resolve("parameters.json");
    String yaml =
        "{size: 32, crop: random, order: shuffled, texture: none, labels: mt, folder: '%s'}";
    config =
        ConfigTree.parse("test", String.format(Locale.ROOT, yaml, folder)).read(DataConfig.class);
  }

  private String refusal(String json) throws IOException {
    Files.writeString(parameters, json);
    String message =
        assertThrows(UserError.class, () -> SyntheticTruth.of(config), json).getMessage();
    assertTrue(message.startsWith(parameters.toString()), message);
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  void namesAreAllThatIsNeeded() throws IOException {
    assertTrue(SyntheticTruth.of(config).isEmpty());
    Files.writeString(
        parameters, "{\"targets\": [\"a\"], \"makeup\": [{}], \"references\": [\"b\"]}");
    SyntheticTruth truth = SyntheticTruth.of(config).orElseThrow();
    assertTrue(truth.knows("a.png"));
    assertTrue(truth.knows("a.png", "b.png"));
    assertFalse(truth.knows("b.png", "a.png"));
  }

  @Test
  void aFileWithoutTheNamesIsRefusedBeforeAnythingIsMeasured() throws IOException {
    String lists = parameters + " must list targets and references";
    assertEquals(lists, refusal("{\"references\": []}"));
    assertEquals(lists, refusal("{\"targets\": [\"a\"], \"references\": null}"));
    assertEquals(lists, refusal("null"));
    assertTrue(refusal("{\"targets\": [").contains("cannot be read"));
    assertTrue(refusal("{\"targets\": 3}").contains("cannot be read"));
    assertTrue(refusal("").contains("cannot be read"));
  }

  @Test
  void aFileThatIsFarTooLargeIsNotRead() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(parameters.toFile(), "rw")) {
      sparse.setLength((256L << 20) + 1);
    }
    UserError error = assertThrows(UserError.class, () -> SyntheticTruth.of(config));
    assertEquals(parameters + " has more than 256 MiB", error.getMessage());
  }
}
