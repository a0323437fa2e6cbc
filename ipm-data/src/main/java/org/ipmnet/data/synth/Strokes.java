// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Many thin lines or soft shapes drawn once on a transparent sheet and laid over canvases later.
 */
final class Strokes {
  private final int size;
  private final BufferedImage sheet;
  private final Graphics2D brush;

  Strokes(int size) {
    this.size = size;
    this.sheet = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB_PRE);
    this.brush = sheet.createGraphics();
    brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    brush.scale(size, size);
  }

  /** Draws a line; width in picture units. */
  Strokes line(Shape line, double width, Rgb colour, double opacity) {
    brush.setColor(colour.brush(opacity));
    brush.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    brush.draw(line);
    return this;
  }

  /** Fills an area. */
  Strokes fill(Shape area, Rgb colour, double opacity) {
    brush.setColor(colour.brush(opacity));
    brush.fill(area);
    return this;
  }

  /** Lays the sheet over a canvas where the stencil covers. */
  void over(Canvas canvas, Stencil stencil) {
    int[] pixels = ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
    float[] rgb = canvas.rgb;
    canvas.touch(
        stencil,
        1,
        (i, a) -> {
          int pixel = pixels[i / 3];
          float clear = 1 - (pixel >>> 24) / 255f * a;
          float share = a / 255f;
          rgb[i] = rgb[i] * clear + (pixel >> 16 & 255) * share;
          rgb[i + 1] = rgb[i + 1] * clear + (pixel >> 8 & 255) * share;
          rgb[i + 2] = rgb[i + 2] * clear + (pixel & 255) * share;
        });
  }

  /** Lays the strokes in one colour, known only now, over a canvas where the stencil covers. */
  void tintOver(Canvas canvas, Stencil stencil, Rgb colour, double opacity) {
    int[] pixels = ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
    float[] rgb = canvas.rgb;
    canvas.touch(
        stencil,
        opacity,
        (i, a) -> {
          float cover = (pixels[i / 3] >>> 24) / 255f * a;
          rgb[i] += ((float) colour.red() - rgb[i]) * cover;
          rgb[i + 1] += ((float) colour.green() - rgb[i + 1]) * cover;
          rgb[i + 2] += ((float) colour.blue() - rgb[i + 2]) * cover;
        });
  }

  /** Darkens a canvas under the strokes by a factor per channel. */
  void glazeOver(Canvas canvas, Stencil stencil, Rgb factor) {
    int[] pixels = ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
    float[] rgb = canvas.rgb;
    canvas.touch(
        stencil,
        1,
        (i, a) -> {
          float cover = (pixels[i / 3] >>> 24) / 255f * a;
          rgb[i] *= 1 - (1 - (float) factor.red()) * cover;
          rgb[i + 1] *= 1 - (1 - (float) factor.green()) * cover;
          rgb[i + 2] *= 1 - (1 - (float) factor.blue()) * cover;
        });
  }
}
