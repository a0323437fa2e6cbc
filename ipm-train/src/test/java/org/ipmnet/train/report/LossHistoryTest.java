// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.ipmnet.train.log.StatsLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossHistoryTest {
  @TempDir Path folder;

  private Path stats(int lines) throws IOException {
    Path file = folder.resolve("stats.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 1; i <= lines; i++) {
        out.write(
            String.format(
                Locale.ROOT, "{\"iteration\":%d,\"seconds\":%d,\"losses\":{\"a\":%d}}\n", i, i, i));
      }
    }
    return file;
  }

  @Test
  void aShortFileIsReadWhole() throws IOException {
    LossHistory history = LossHistory.read(stats(10_000));
    assertEquals(10_000, history.lines().size());
    assertEquals(10_000, history.newest().orElseThrow().iteration());
  }

  @Test
  void aLongFileIsSampledEvenlyFromFirstLineToLast() throws IOException {
    int n = 300_000;
    LossHistory history = LossHistory.read(stats(n));
    List<StatsLine> lines = history.lines();
    assertTrue(lines.size() < 110_000, "lines: " + lines.size());
    assertEquals(1, lines.get(0).iteration());
    assertEquals(n, lines.get(lines.size() - 1).iteration());
    long widest = 0;
    for (int i = 1; i < lines.size(); i++) {
      long step = lines.get(i).iteration() - lines.get(i - 1).iteration();
      assertTrue(step > 0, "ascending");
      widest = Math.max(widest, step);
    }
    assertTrue(widest < n / 256, "the widest gap is " + widest);
    LossCurve curve = LossCurve.of("a", history);
    assertEquals(500, curve.raw().length);
    assertArrayEquals(curve.iterations(), curve.raw(), "value and iteration are averaged alike");
  }

  @Test
  void anAbsentFileHasNoLines() {
    assertTrue(LossHistory.read(folder.resolve("absent")).newest().isEmpty());
  }

  @Test
  void aConstantLossStaysConstantWhenSmoothed() {
    LossCurve curve = curve(DoubleStream.generate(() -> 3).limit(1000).toArray());
    for (double value : curve.smooth()) {
      assertEquals(3, value, 1e-9);
    }
  }

  @Test
  void smoothingFollowsAStepFromBelow() {
    double[] values = new double[400];
    Arrays.fill(values, 200, 400, 1);
    LossCurve curve = curve(values);
    assertEquals(0, curve.smooth()[199]);
    assertEquals(1.0 / 8, curve.smooth()[200], 1e-3); // window: 2 % of 400 lines
    assertEquals(1, curve.smooth()[399], 1e-6);
    assertArrayEquals(values, curve.raw());
  }

  @Test
  void gapsAreLeftOut() {
    LossCurve curve = curve(new double[] {1, Double.NaN, 3});
    assertArrayEquals(new double[] {1, 3}, curve.iterations());
    assertTrue(LossCurve.of("b", new LossHistory(List.of())).isEmpty());
  }

  private static LossCurve curve(double[] values) {
    List<StatsLine> lines = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      lines.add(new StatsLine(i + 1, 0, Map.of("a", values[i])));
    }
    return LossCurve.of("a", new LossHistory(lines));
  }

  @Test
  void lossesAreGroupedByTheirStems() {
    List<String> terms =
        List.of(
            "d_x",
            "d_y",
            "background_yx",
            "background_xy",
            "style",
            "adversarial_yx",
            "identity_code_x",
            "g_total",
            "r1");
    assertEquals(
        List.of(
            new LossGroup("Total", List.of("g_total")),
            new LossGroup("Discriminator", List.of("d_x", "d_y")),
            new LossGroup("Background", List.of("background_yx", "background_xy")),
            new LossGroup("Style", List.of("style")),
            new LossGroup("Adversarial", List.of("adversarial_yx")),
            new LossGroup("Identity code", List.of("identity_code_x")),
            new LossGroup("R1", List.of("r1"))),
        LossGroup.of(new LinkedHashSet<>(terms)));
  }
}
