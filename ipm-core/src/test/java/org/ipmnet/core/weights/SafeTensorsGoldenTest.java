// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.testing.GoldenFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Files that the reference implementation wrote, golden case {@code files}. */
class SafeTensorsGoldenTest {
  private static final String PREFIX = "expected/safetensors.";
  private final Path files = GoldenFolder.of("files");
  private JsonNode manifest;

  @BeforeEach
  void readManifest() throws IOException {
    manifest = new JsonMapper().readTree(files.resolve("manifest.json").toFile());
  }

  @Test
  void readsWhatTheReferenceWrote() {
    List<String> names = new ArrayList<>();
    try (SafeTensors read = SafeTensors.open(files.resolve("tensors.safetensors"))) {
      for (Map.Entry<String, JsonNode> array : manifest.get("arrays").properties()) {
        if (!array.getKey().startsWith(PREFIX)) {
          continue;
        }
        String name = array.getKey().substring(PREFIX.length());
        names.add(name);
        INDArray expected =
            Nd4j.createFromNpyFile(files.resolve(array.getValue().get("file").asText()).toFile());
        INDArray found = read.read(name);
        assertEquals(expected.dataType(), found.dataType(), name);
        assertArrayEquals(expected.shape(), found.shape(), name);
        // as doubles, which is exact for these files; INDArray.equals allows 1e-5
        assertArrayEquals(expected.dup('c').data().asDouble(), found.data().asDouble(), name);
      }
      assertFalse(names.isEmpty(), "the manifest lists no safetensors arrays");
      assertEquals(names.stream().sorted().toList(), read.names().stream().sorted().toList());
      assertEquals(Map.of("format", "pt", "note", "sample"), read.metadata());
    }
  }

  @Test
  void refusesEveryBadFile() {
    List<String> refused = new ArrayList<>();
    for (Map.Entry<String, JsonNode> bad : manifest.get("bad").properties()) {
      if (bad.getKey().endsWith(".safetensors")) {
        Path file = files.resolve(bad.getKey());
        UserError error =
            assertThrows(UserError.class, () -> SafeTensors.open(file), bad.toString());
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
        refused.add(bad.getKey());
      }
    }
    assertFalse(refused.isEmpty(), "the manifest lists no bad safetensors files");
  }
}
