// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ipmnet.core.UserError;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsLogTest {
  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(123);
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("stats.jsonl");
  }

  /** Trains from one iteration to another, one second each, without the last one being the end. */
  private void train(long every, long from, long to) {
    try (StatsLog log = new StatsLog(file, every, clock::get)) {
      log.onStart(new Progress(from, 100));
      for (long i = from + 1; i <= to; i++) {
        clock.addAndGet(1_000_000_000L);
        log.afterStep(new Progress(i, 100), new LossReport(Map.of("g_total", i * 0.5)));
      }
    }
  }

  private List<Long> iterations() throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> StatsLine.parse(line).orElseThrow().iteration())
        .toList();
  }

  @Test
  void writesOneObjectALine() throws IOException {
    train(1, 0, 2);
    assertEquals(
        """
        {"iteration":1,"seconds":1.0,"losses":{"g_total":0.5}}
        {"iteration":2,"seconds":2.0,"losses":{"g_total":1.0}}
        """,
        Files.readString(file));
  }

  @Test
  void writesEveryNthAndTheLast() throws IOException {
    train(30, 0, 100);
    assertEquals(List.of(30L, 60L, 90L, 100L), iterations());
  }

  @Test
  void aResumedRunRepeatsNoIteration() throws IOException {
    train(1, 0, 8);
    train(1, 5, 7);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), iterations());
  }

  @Test
  void timeGoesOnWhereTheKeptPartEnds() throws IOException {
    train(1, 0, 8);
    clock.addAndGet(3_600_000_000_000L); // an hour between the two processes does not count
    train(1, 5, 6);
    List<String> lines = Files.readAllLines(file);
    assertEquals(6.0, StatsLine.parse(lines.get(5)).orElseThrow().seconds());
  }

  @Test
  void aHalfWrittenLastLineGoes() throws IOException {
    train(1, 0, 3);
    Files.writeString(file, "{\"iteration\":4,\"sec", StandardOpenOption.APPEND);
    train(1, 4, 5);
    assertEquals(List.of(1L, 2L, 3L, 5L), iterations());
  }

  @Test
  void aWholeLastLineWithoutItsEndGoesToo() throws IOException {
    train(1, 0, 3);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 1));
    train(1, 3, 4);
    assertEquals(List.of(1L, 2L, 4L), iterations());
  }

  @Test
  void zerosLeftByAPowerCutGo() throws IOException {
    train(1, 0, 2);
    Files.write(file, new byte[100], StandardOpenOption.APPEND);
    train(1, 2, 3);
    assertEquals(List.of(1L, 2L, 3L), iterations());
  }

  @Test
  void aRunFromTheStartEmptiesTheFile() throws IOException {
    train(1, 0, 3);
    train(1, 0, 1);
    assertEquals(List.of(1L), iterations());
  }

  @Test
  void linesReachTheFileAtOnce() throws IOException {
    try (StatsLog log = new StatsLog(file, 1, clock::get)) {
      log.onStart(new Progress(0, 9));
      log.afterStep(new Progress(1, 9), new LossReport(Map.of("a", 1.0)));
      assertEquals(List.of(1L), iterations());
    }
  }

  @Test
  void valuesThatAreNotFiniteStayValidJson() throws IOException {
    try (StatsLog log = new StatsLog(file, 1, clock::get)) {
      log.onStart(new Progress(0, 9));
      log.afterStep(new Progress(1, 9), new LossReport(Map.of("a", Double.NaN)));
    }
    assertTrue(Files.readString(file).contains("{\"a\":null}"));
    StatsLine line = StatsLine.parse(Files.readString(file)).orElseThrow();
    assertEquals(Map.of("a", Double.NaN), line.losses());
  }

  @Test
  void anIterationThatStandsTwiceEndsWhatIsKept() throws IOException {
    train(1, 0, 3);
    String lines = Files.readString(file);
    Files.writeString(file, lines + lines);
    train(1, 5, 6);
    assertEquals(List.of(1L, 2L, 3L, 6L), iterations());
  }

  @Test
  void secondsAreWrittenInThousandths() {
    StatsLine line = new StatsLine(1, 1.23456, Map.of());
    assertEquals("{\"iteration\":1,\"seconds\":1.235,\"losses\":{}}", line.toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"iteration\":1}",
        "{\"iteration\":\"1\",\"losses\":{}}",
        "{\"iteration\":9223372036854775808,\"losses\":{}}",
        "{\"iteration\":1,\"losses\":[]}",
        "{\"iteration\":1,"
      })
  void whatIsNoLineIsNone(String line) {
    assertEquals(Optional.empty(), StatsLine.parse(line));
  }

  @Test
  void aValueThatIsNoNumberIsNotFinite() {
    StatsLine line =
        StatsLine.parse("{\"iteration\":3,\"losses\":{\"a\":\"x\",\"b\":2}}").orElseThrow();
    assertEquals(new StatsLine(3, 0, Map.of("a", Double.NaN, "b", 2.0)), line);
  }

  @Test
  void everyMustBePositive() {
    assertThrows(IllegalArgumentException.class, () -> new StatsLog(file, 0, clock::get));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("absent/stats.jsonl");
    try (StatsLog log = new StatsLog(file, 1, clock::get)) {
      UserError error = assertThrows(UserError.class, () -> log.onStart(new Progress(0, 9)));
      assertTrue(error.getMessage().startsWith(file + " cannot be written: "), error.getMessage());
    }
  }
}
