// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.slf4j.LoggerFactory;

/** Draws curves: the raw values pale, their average strong. */
final class LossChart {
  // Twice the size at which the page shows it, for screens with small pixels.
  private static final int WIDTH = 1120;
  private static final int HEIGHT = 600;
  private static final double LOG_FROM = 20; // largest over smallest value
  private static final int FEW_POINTS = 20;
  private static final Color INK = new Color(0x3b4252);
  private static final Color GRID = new Color(0xe5e9f0);
  private static final Color[] COLORS = {
    new Color(0x2563eb), new Color(0xdc2626), new Color(0x059669), new Color(0xd97706),
    new Color(0x7c3aed), new Color(0x0891b2), new Color(0xdb2777), new Color(0x4b5563),
  };

  private static final String OBSTACLE = obstacle();

  private LossChart() {}

  /**
   * Why no chart can be drawn on this machine, or an empty text: slim containers lack fonts, and
   * DISPLAY may name a screen that cannot be reached.
   */
  static String whyNot() {
    return OBSTACLE;
  }

  // Each of these is how some Java version fails at the first text drawn.
  private static String obstacle() {
    try {
      BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = image.createGraphics();
      pen.drawString("0", 10, 30);
      pen.dispose();
      return "";
    } catch (RuntimeException | AWTError | InternalError | LinkageError e) {
      LoggerFactory.getLogger(LossChart.class).warn("reports will have no charts", e);
      return "Charts cannot be drawn here (%s): install fontconfig and a font such as fonts-dejavu-core, or start java with -Djava.awt.headless=true."
          .formatted(e);
    }
  }

  /**
   * A new picture.
   *
   * @param curves at least one, none empty
   */
  static BufferedImage draw(List<LossCurve> curves) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(chart.getStyler(), logarithmic(curves));
    for (int i = 0; i < curves.size(); i++) {
      add(chart, curves.get(i), COLORS[i % COLORS.length]);
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
    style.setYAxisLogarithmic(logarithmic);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(2f));
    style.setPlotGridVerticalLinesVisible(false);
    style.setAxisTickMarksColor(GRID);
    style.setAxisTickLabelsColor(INK);
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 22));
    style.setXAxisMin(0.0);
    style.setXAxisTickMarkSpacingHint(200);
    style.setYAxisTickMarkSpacingHint(90);
    style.setChartFontColor(INK);
    style.setChartTitleVisible(false);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendBackgroundColor(Color.WHITE);
    style.setLegendSeriesLineLength(40);
    style.setMarkerSize(10);
    style.setXAxisDecimalPattern("#,###");
    style.setChartPadding(16);
  }
}
