// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipmnet.train.report.ChartStyle;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Small charts of the score: means over seeds with their standard deviations, and the base. */
final class ScoreChart {
  // Twice the size at which the page shows them, for screens with small pixels.
  private static final int WIDTH = 1120;
  private static final int HEIGHT = 600;
  private static final int STEEP = 4; // labels in a row before they are turned
  private static final int VERTICAL = 14;

  private ScoreChart() {}

  /**
   * A candidate.
   *
   * @param x its value, a name, or a number as text
   */
  record Mark(String x, Spread score) {
    double deviation() {
      return score.deviation().orElse(0);
    }
  }

  /** Over words: a place each, in the order in which they come. */
  static BufferedImage overNames(List<Mark> marks, double base, String title) {
    CategoryChart chart =
        new CategoryChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle(title).build();
    List<String> names = marks.stream().map(Mark::x).distinct().toList();
    style(chart.getStyler());
    chart
        .getStyler()
        .setXAxisLabelRotation(names.size() > VERTICAL ? 90 : names.size() > STEEP ? 30 : 0);
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    chart.getStyler().setOverlapped(true); // else each series gets a place beside the others
    // Several candidates may share a word: one series has the first of each, the next the second.
    // No place may be empty, so where there are fewer the last one is drawn over itself.
    List<List<Mark>> places =
        names.stream()
            .map(name -> marks.stream().filter(mark -> mark.x().equals(name)).toList())
            .toList();
    int most = places.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      List<Double> scores = new ArrayList<>();
      List<Double> errors = new ArrayList<>();
      for (List<Mark> place : places) {
        Mark mark = place.get(Math.min(i, place.size() - 1));
        scores.add(mark.score().mean());
        errors.add(mark.deviation());
      }
      CategorySeries series = chart.addSeries("candidates " + i, names, scores, errors);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(ChartStyle.color(0));
      series.setLineColor(ChartStyle.color(0));
    }
    if (Double.isFinite(base)) {
      CategorySeries line = chart.addSeries("base", names, Collections.nCopies(names.size(), base));
      line.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
      line.setMarker(SeriesMarkers.NONE).setLineColor(ChartStyle.color(3)).setLineStyle(dashes());
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** Over numbers; where several candidates share one, a line joins their means. */
  static BufferedImage overNumbers(
      List<Mark> marks, double base, String title, boolean logarithmic) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle(title).build();
    style(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setXAxisLogarithmic(logarithmic);
    double[] x = marks.stream().mapToDouble(mark -> Double.parseDouble(mark.x())).toArray();
    double[] y = marks.stream().mapToDouble(mark -> mark.score().mean()).toArray();
    double[] errors = marks.stream().mapToDouble(Mark::deviation).toArray();
    XYSeries dots = chart.addSeries("candidates", x, y, errors);
    dots.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(ChartStyle.color(0));
    dots.setLineColor(ChartStyle.color(0));
    Map<Double, List<Double>> groups = new TreeMap<>();
    for (int i = 0; i < x.length; i++) {
      groups.computeIfAbsent(x[i], value -> new ArrayList<>()).add(y[i]);
    }
    if (groups.size() > 1 && groups.size() < x.length) {
      XYSeries means =
          chart.addSeries(
              "their means",
              groups.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
              groups.values().stream()
                  .mapToDouble(v -> v.stream().mapToDouble(Double::doubleValue).average().orElse(0))
                  .toArray());
      line(means, ChartStyle.color(2), new BasicStroke(4f));
    }
    if (Double.isFinite(base) && groups.size() > 1) {
      double least = Collections.min(groups.keySet());
      double most = Collections.max(groups.keySet());
      XYSeries series =
          chart.addSeries("base", new double[] {least, most}, new double[] {base, base});
      line(series, ChartStyle.color(3), dashes());
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static void line(XYSeries series, Color color, BasicStroke stroke) {
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(stroke);
  }

  private static BasicStroke dashes() {
    return new BasicStroke(
        3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {12f, 8f}, 0f);
  }

  private static void style(AxesChartStyler style) {
    ChartStyle.apply(style);
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
    style.setXAxisTitleVisible(false);
    style.setLegendVisible(false); // the page says what is what
    style.setErrorBarsColorSeriesColor(true);
    style.setMarkerSize(16);
  }
}
