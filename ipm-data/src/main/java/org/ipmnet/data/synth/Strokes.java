// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Many thin lines or soft shapes, drawn once on a transparent sheet and laid over canvases later.
 * The sheet is as large as the stencil that bounds it.
 */
final class Strokes {
  private final Stencil bounds;
  private final BufferedImage sheet;
  private final Graphics2D brush;
  private boolean empty = true;

  /** An empty sheet; what is drawn on it shows where {@code bounds} covers. */
  Strokes(Stencil bounds) {
    this.bounds = bounds;
    this.sheet = new BufferedImage(bounds.width, bounds.height, BufferedImage.TYPE_INT_ARGB_PRE);
    this.brush = sheet.createGraphics();
    brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    brush.translate(-bounds.left, -bounds.top);
    brush.scale(bounds.size, bounds.size);
  }

  /** Draws a line; width in picture units. */
  Strokes line(Shape line, double width, Rgb colour, double opacity) {
    brush.setColor(colour.brush(opacity));
    brush.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_BEVEL));
    brush.draw(line);
    empty = false;
    return this;
  }

  /** Fills an area. */
  Strokes fill(Shape area, Rgb colour, double opacity) {
    brush.setColor(colour.brush(opacity));
    brush.fill(area);
    empty = false;
    return this;
  }

  /** Lays the sheet over a canvas. */
  void over(Canvas canvas) {
    float[] rgb = canvas.rgb;
    touch(
        canvas,
        (i, a, pixel) -> {
          float clear = 1 - (pixel >>> 24) / 255f * a;
          float share = a / 255f;
          rgb[i] = rgb[i] * clear + (pixel >> 16 & 255) * share;
          rgb[i + 1] = rgb[i + 1] * clear + (pixel >> 8 & 255) * share;
          rgb[i + 2] = rgb[i + 2] * clear + (pixel & 255) * share;
        });
  }

  /** Lays the strokes over a canvas in one colour, known only now. */
  void tintOver(Canvas canvas, Rgb colour) {
    float[] rgb = canvas.rgb;
    touch(
        canvas,
        (i, a, pixel) -> {
          float cover = (pixel >>> 24) / 255f * a;
          rgb[i] += ((float) colour.red() - rgb[i]) * cover;
          rgb[i + 1] += ((float) colour.green() - rgb[i + 1]) * cover;
          rgb[i + 2] += ((float) colour.blue() - rgb[i + 2]) * cover;
        });
  }

  /** Darkens a canvas under the strokes by a factor per channel. */
  void glazeOver(Canvas canvas, Rgb factor) {
    float[] rgb = canvas.rgb;
    touch(
        canvas,
        (i, a, pixel) -> {
          float cover = (pixel >>> 24) / 255f * a;
          rgb[i] *= 1 - (1 - (float) factor.red()) * cover;
          rgb[i + 1] *= 1 - (1 - (float) factor.green()) * cover;
          rgb[i + 2] *= 1 - (1 - (float) factor.blue()) * cover;
        });
  }

  /** Darkens a canvas under the strokes, whose colours are factors per channel. */
  void glazeOver(Canvas canvas) {
    float[] rgb = canvas.rgb;
    touch(
        canvas,
        (i, a, pixel) -> {
          float share = a / 255f;
          int alpha = pixel >>> 24;
          rgb[i] *= 1 - (alpha - (pixel >> 16 & 255)) * share;
          rgb[i + 1] *= 1 - (alpha - (pixel >> 8 & 255)) * share;
          rgb[i + 2] *= 1 - (alpha - (pixel & 255)) * share;
        });
  }

  private interface Touch {
    void at(int index, float cover, int pixel);
  }

  private void touch(Canvas canvas, Touch touch) {
    if (empty) {
      return;
    }
    int[] pixels = ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
    canvas.touch(
        bounds,
        1,
        (i, a) -> {
          int column = i / 3 % canvas.size - bounds.left;
          int row = i / 3 / canvas.size - bounds.top;
          int pixel = pixels[row * bounds.width + column];
          if (pixel != 0) {
            touch.at(i, a, pixel);
          }
        });
  }
}
