// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.ipmnet.train.ablation.report.ScoreChart.Mark;
import org.ipmnet.train.report.ChartStyle;
import org.junit.jupiter.api.Test;

/** Every candidate has its dot, whatever it shares with others. */
class ScoreChartTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static Mark mark(String x, double score) {
    return new Mark(x, new Spread(score, NONE));
  }

  private static long pixels(BufferedImage chart, int color) {
    int w = chart.getWidth();
    int wanted = ChartStyle.color(color).getRGB() & 0xffffff;
    return Arrays.stream(chart.getRGB(0, 0, w, chart.getHeight(), null, 0, w))
        .filter(rgb -> (rgb & 0xffffff) == wanted)
        .count();
  }

  @Test
  void candidatesMayShareAWord() {
    List<Mark> three = List.of(mark("layer", 1), mark("instance", 2), mark("none", 3));
    List<Mark> five =
        List.of(
            mark("layer", 1),
            mark("instance", 2),
            mark("layer", 1.5),
            mark("none", 3),
            mark("layer", 2.5));
    long dots = pixels(ScoreChart.overNames(three, 2, "score"), 0);
    assertTrue(dots > 100, "three dots");
    assertTrue(pixels(ScoreChart.overNames(five, 2, "score"), 0) > 1.5 * dots, "five dots");
    assertTrue(pixels(ScoreChart.overNames(five, 2, "score"), 3) > 100, "the base");
    assertTrue(pixels(ScoreChart.overNames(three, Double.NaN, "score"), 3) == 0, "no base yet");
    ScoreChart.overNames(List.of(mark("alone", 1)), 1, "score");
  }

  @Test
  void candidatesMayShareANumber() {
    List<Mark> marks = List.of(mark("1.0E-4", 1), mark("0.01", 2), mark("1.0E-4", 3));
    BufferedImage chart = ScoreChart.overNumbers(marks, 1.5, "score", true);
    assertTrue(pixels(chart, 0) > 100, "dots");
    assertTrue(pixels(chart, 2) > 100, "means of what shares a number");
    assertTrue(pixels(chart, 3) > 100, "the base");
    ScoreChart.overNumbers(List.of(mark("3", 1)), 1, "score", false);
  }
}
