// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  private List<String> train(long from, long to, long iterations, double secondsEach) {
    try (TrainingListener line = ProgressLine.on(out, false, clock::get)) {
      line.onStart(new Progress(from, iterations));
      for (long i = from + 1; i <= to; i++) {
        clock.addAndGet((long) (secondsEach * 1e9));
        line.afterStep(new Progress(i, iterations), losses());
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static LossReport losses() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("background_yx", 0.1);
    terms.put("d_x", 1.386294);
    terms.put("g_total", 12345.678);
    return new LossReport(terms);
  }

  @Test
  void aLineEveryTenSecondsAndForFirstAndLast() {
    assertEquals(
        List.of(
            "iteration 1/60 (1.7%), 2.000 it/s, 30s left, d_x 1.386, g_total 1.235e+04",
            "iteration 21/60 (35.0%), 2.000 it/s, 20s left, d_x 1.386, g_total 1.235e+04",
            "iteration 41/60 (68.3%), 2.000 it/s, 10s left, d_x 1.386, g_total 1.235e+04",
            "iteration 60/60 (100.0%), 2.000 it/s, 0s left, d_x 1.386, g_total 1.235e+04"),
        train(0, 60, 60, 0.5));
  }

  @Test
  void slowIterationsEachHaveALine() {
    assertEquals(
        List.of(
            "iteration 1/1000000 (0.0%), 0.017 it/s, 694d 10h left, d_x 1.386, g_total 1.235e+04",
            "iteration 2/1000000 (0.0%), 0.017 it/s, 694d 10h left, d_x 1.386, g_total 1.235e+04"),
        train(0, 2, 1_000_000, 60));
  }

  @Test
  void aResumedRunCountsOnlyItsOwnIterations() {
    assertTrue(train(900, 901, 1000, 1).get(0).contains("1.000 it/s, 1m 39s left"));
  }

  @Test
  void ratesHaveFourDigits() {
    assertTrue(train(0, 1, 1000, 0.1).get(0).contains("), 10.0 it/s"));
    assertTrue(train(0, 1, 1000, 0.125).get(1).contains("), 8.000 it/s"));
  }

  @Test
  void atMostFourLossesAreShown() {
    Map<String, Double> terms = new LinkedHashMap<>();
    for (String name : List.of("d_a", "b", "c_total", "d_d", "e_total", "d_f")) {
      terms.put(name, 1.0);
    }
    assertEquals(
        "d_a 1.000, c_total 1.000, d_d 1.000, e_total 1.000",
        ProgressLine.mainLosses(new LossReport(terms)));
  }

  @Test
  void lossesWithoutTotalsAreShownAsTheyCome() {
    assertEquals("a 1.000", ProgressLine.mainLosses(new LossReport(Map.of("a", 1.0))));
  }

  @Test
  void spansHaveTwoUnits() {
    assertEquals("9s", DurationText.of(9.4));
    assertEquals("1m 00s", DurationText.of(59.6));
    assertEquals("59s", DurationText.of(59.4));
    assertEquals("3m 20s", DurationText.of(200));
    assertEquals("59m 59s", DurationText.of(3599));
    assertEquals("1h 00m", DurationText.of(3600));
    assertEquals("1h 05m", DurationText.of(3900));
    assertEquals("23h 59m", DurationText.of(86399));
    assertEquals("1d 00h", DurationText.of(86400));
    assertEquals("2d 03h", DurationText.of(2 * 86400 + 3 * 3600 + 5));
  }

  @Test
  void aTerminalGetsABar() {
    try (TrainingListener line = ProgressLine.on(out, true, clock::get)) {
      line.onStart(new Progress(5, 10));
      line.afterStep(new Progress(6, 10), losses());
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("6/10"), text);
    assertTrue(text.contains("d_x 1.386"), text);
    assertTrue(text.contains("\r"), "a bar returns to the start of its line");
  }
}
