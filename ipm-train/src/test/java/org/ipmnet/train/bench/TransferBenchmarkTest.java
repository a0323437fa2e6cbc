// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.data.synth.SyntheticDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferBenchmarkTest {
  private static final List<String> STEPS =
      List.of("look", "decoding", "faces", "preparing", "painting", "encoding");

  @Test
  void theStepsAreAllOfIt(@TempDir Path folder) throws IOException {
    SyntheticDataset.write(folder, 1, 256, 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TransferBenchmark.run(
        only(folder.resolve("images/non-makeup")),
        only(folder.resolve("images/makeup")),
        1,
        1,
        new PrintStream(out, true, StandardCharsets.UTF_8));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    JsonNode last = new ObjectMapper().readTree(lines.get(1));
    double sum = 0;
    for (String step : STEPS) {
      assertTrue(last.get(step).asDouble() > 0, step);
      sum += last.get(step).asDouble();
    }
    double all = last.get("median_seconds").asDouble();
    assertEquals(all, sum, 0.01 * all + 0.005, "nothing is between them");
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }
}
