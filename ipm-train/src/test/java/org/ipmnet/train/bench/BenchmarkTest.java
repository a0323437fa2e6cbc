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
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ipmnet.train.config.RunConfig;
import org.junit.jupiter.api.Test;

class BenchmarkTest {
  private static final RunConfig CONFIG =
      RunConfig.load(
          Path.of(System.getProperty("ipm.root"), "configs", "demo.yaml"),
          List.of("network.dim=32", "network.discriminator.layers=4", "data.size=64", "batch=1"));

  /** A transfer needs neither D nor gradients nor Adam, and is not charged with them. */
  @Test
  void aTransferIsMeasuredWithoutATraining() throws IOException {
    JsonNode[] transfer = lines(Benchmark.What.INFER);
    JsonNode[] iteration = lines(Benchmark.What.TRAIN);
    long stateOfTransfer = transfer[transfer.length - 1].get("state_mib").asLong();
    long stateOfTraining = iteration[iteration.length - 1].get("state_mib").asLong();
    assertTrue(
        stateOfTransfer > 0 && 4 * (stateOfTransfer + 1) < stateOfTraining,
        String.format(Locale.ROOT, "state of %d and %d MiB", stateOfTransfer, stateOfTraining));
  }

  @Test
  void oneLineAnIterationAndTheirMedian() throws IOException {
    JsonNode[] lines = lines(Benchmark.What.INFER);
    assertEquals(3 + 1, lines.length);
    double[] seconds = new double[3];
    for (int i = 0; i < 3; i++) {
      assertEquals(i, lines[i].get("iteration").asInt());
      seconds[i] = lines[i].get("seconds").asDouble();
    }
    assertEquals(
        Benchmark.median(seconds), lines[3].get("median_seconds").asDouble(), 1e-4, "rounded");
    assertTrue(lines[3].get("arena_mib").asLong() > 0);
  }

  private static JsonNode[] lines(Benchmark.What what) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      Benchmark.of(CONFIG).run(what, 1, 3, out, null);
    }
    String[] printed = bytes.toString(StandardCharsets.UTF_8).split("\n");
    JsonNode[] lines = new JsonNode[printed.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new ObjectMapper().readTree(printed[i]);
    }
    return lines;
  }
}
