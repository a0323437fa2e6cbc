// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws curves: the raw values pale, their average strong. */
final class LossChart {
  // Twice the size at which the page shows it, for screens with small pixels.
  private static final int WIDTH = 1120;
  private static final int HEIGHT = 600;
  private static final double LOG_FROM = 20; // largest over smallest value
  private static final int FEW_POINTS = 20;

  private LossChart() {}

  /**
   * A new picture.
   *
   * @param curves at least one, none empty
   */
  static BufferedImage draw(List<LossCurve> curves) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(chart.getStyler(), logarithmic(curves));
    for (int i = 0; i < curves.size(); i++) {
      add(chart, curves.get(i), ChartStyle.color(i));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static void add(XYChart chart, LossCurve curve, Color color) {
    Color pale = new Color(color.getRed(), color.getGreen(), color.getBlue(), 70);
    double[] x = unevenly(curve.iterations());
    XYSeries raw = chart.addSeries(curve.term() + " raw", x, curve.raw());
    raw.setShowInLegend(false);
    line(raw, pale, 2f);
    XYSeries smooth = chart.addSeries(curve.term(), x, curve.smooth());
    line(smooth, color, 4f);
    if (curve.iterations().length <= FEW_POINTS) {
      smooth.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
    }
  }

  // Where points are evenly spaced XChart puts its ticks on some of them, such as 170, 340, 510; a
  // shift too small to see makes it choose round numbers.
  private static double[] unevenly(double[] iterations) {
    double[] x = iterations.clone();
    x[0] -= 0.25;
    return x;
  }

  private static void line(XYSeries series, Color color, float width) {
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(SeriesMarkers.NONE);
  }

  /** Where a loss falls by more than a decade, its later course is flat on a linear axis. */
  private static boolean logarithmic(List<LossCurve> curves) {
    double least = curves.stream().flatMapToDouble(LossCurve::values).min().orElse(0);
    double most = curves.stream().flatMapToDouble(LossCurve::values).max().orElse(0);
    return least > 0 && most / least > LOG_FROM;
  }

  private static void style(XYStyler style, boolean logarithmic) {
    ChartStyle.apply(style);
    style.setYAxisLogarithmic(logarithmic);
    style.setXAxisMin(0.0);
    style.setXAxisTickMarkSpacingHint(200);
    style.setXAxisDecimalPattern("#,###");
  }
}
