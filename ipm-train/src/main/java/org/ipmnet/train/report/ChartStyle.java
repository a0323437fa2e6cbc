// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.slf4j.LoggerFactory;

/** How charts look, and whether they can be drawn at all. */
public final class ChartStyle {
  private static final Color INK = new Color(0x3b4252);
  private static final Color GRID = new Color(0xe5e9f0);
  private static final Color[] COLORS = {
    new Color(0x2563eb), new Color(0xdc2626), new Color(0x059669), new Color(0xd97706),
    new Color(0x7c3aed), new Color(0x0891b2), new Color(0xdb2777), new Color(0x4b5563),
  };

  private static final String OBSTACLE = obstacle();

  private ChartStyle() {}

  /**
   * Why no chart can be drawn on this machine, or an empty text: slim containers lack fonts, and
   * DISPLAY may name a screen that cannot be reached.
   */
  public static String whyNot() {
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
      LoggerFactory.getLogger(ChartStyle.class).warn("reports will have no charts", e);
      return String.format(
          Locale.ROOT,
          "Charts cannot be drawn here (%s): install fontconfig and a font such as fonts-dejavu-core, or start java with -Djava.awt.headless=true.",
          e);
    }
  }

  /** The colour of the i-th curve. */
  public static Color color(int i) {
    return COLORS[i % COLORS.length];
  }

  /** White ground, pale horizontal lines, a legend below; sizes for twice the page's pixels. */
  public static void apply(AxesChartStyler style) {
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(2f));
    style.setPlotGridVerticalLinesVisible(false);
    style.setAxisTickMarksColor(GRID);
    style.setAxisTickLabelsColor(INK);
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 22));
    style.setYAxisTickMarkSpacingHint(90);
    style.setLocale(Locale.ROOT);
    style.setYAxisDecimalPattern("#,##0.#########"); // 0.001, not .001
    style.setChartFontColor(INK);
    style.setChartTitleVisible(false);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendBackgroundColor(Color.WHITE);
    style.setLegendSeriesLineLength(40);
    style.setMarkerSize(10);
    style.setChartPadding(16);
  }
}
