// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * How much of each pixel a shape covers, [0, 1], within a window of a square picture. Immutable;
 * may reach a quarter of the picture beyond its edges, so that blurring near them is right.
 */
final class Stencil {
  final int size;
  final int left;
  final int top;
  final int width;
  final int height;
  final float[] cover;

  private Stencil(int size, int left, int top, int width, int height, float[] cover) {
    this.size = size;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.cover = cover;
  }

  /** The inside of an area given in picture units. */
  static Stencil of(Shape area, int size) {
    AffineTransform scale = AffineTransform.getScaleInstance(size, size);
    Shape shape = scale.createTransformedShape(area);
    Rectangle2D bounds = shape.getBounds2D();
    int margin = size / 4;
    int left = clamp((int) Math.floor(bounds.getMinX()) - 1, -margin, size + margin);
    int top = clamp((int) Math.floor(bounds.getMinY()) - 1, -margin, size + margin);
    int width = Math.max(1, clamp((int) bounds.getMaxX() + 2, -margin, size + margin) - left);
    int height = Math.max(1, clamp((int) bounds.getMaxY() + 2, -margin, size + margin) - top);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.translate(-left, -top);
    g.fill(shape);
    g.dispose();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    float[] cover = new float[width * height];
    for (int i = 0; i < cover.length; i++) {
      cover[i] = (pixels[i] & 255) / 255f;
    }
    return new Stencil(size, left, top, width, height, cover);
  }

  /** A line of the given width, both in picture units. */
  static Stencil stroke(Shape line, double lineWidth, int size) {
    BasicStroke stroke =
        new BasicStroke((float) (lineWidth * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    AffineTransform scale = AffineTransform.getScaleInstance(size, size);
    Shape outline = stroke.createStrokedShape(scale.createTransformedShape(line));
    return of(
        AffineTransform.getScaleInstance(1.0 / size, 1.0 / size).createTransformedShape(outline),
        size);
  }

  /** Cover at a pixel of the picture; 0 outside the window. */
  float at(int x, int y) {
    int column = x - left;
    int row = y - top;
    boolean inside = column >= 0 && row >= 0 && column < width && row < height;
    return inside ? cover[row * width + column] : 0;
  }

  /** A soft edge: three box blurs of the given radius (picture units), close to a Gaussian. */
  Stencil blurred(double radius) {
    int r = (int) Math.round(radius * size);
    if (r < 1) {
      return this;
    }
    int pad = 3 * r;
    int wide = width + 2 * pad;
    int high = height + 2 * pad;
    float[] from = new float[wide * high];
    for (int row = 0; row < height; row++) {
      System.arraycopy(cover, row * width, from, (row + pad) * wide + pad, width);
    }
    float[] to = new float[wide * high];
    for (int pass = 0; pass < 3; pass++) {
      meanAlongRows(from, to, wide, high, r);
      meanAlongColumns(to, from, wide, high, r);
    }
    return new Stencil(size, left - pad, top - pad, wide, high, from);
  }

  /** The mean over 2 r + 1 neighbours in the row, kept running. */
  private static void meanAlongRows(float[] from, float[] to, int wide, int high, int r) {
    float weight = 1f / (2 * r + 1);
    for (int row = 0; row < high; row++) {
      int base = row * wide;
      float sum = 0;
      for (int ahead = 0; ahead < wide + r; ahead++) {
        sum += ahead < wide ? from[base + ahead] : 0;
        int last = ahead - 2 * r - 1;
        sum -= last >= 0 ? from[base + last] : 0;
        if (ahead >= r) {
          to[base + ahead - r] = Math.max(0, sum * weight);
        }
      }
    }
  }

  /** The mean over 2 r + 1 neighbours in the column, all columns at once. */
  private static void meanAlongColumns(float[] from, float[] to, int wide, int high, int r) {
    float weight = 1f / (2 * r + 1);
    float[] sum = new float[wide];
    for (int ahead = 0; ahead < high + r; ahead++) {
      int last = ahead - 2 * r - 1;
      for (int column = 0; column < wide; column++) {
        sum[column] += ahead < high ? from[ahead * wide + column] : 0;
        sum[column] -= last >= 0 ? from[last * wide + column] : 0;
      }
      for (int column = 0; ahead >= r && column < wide; column++) {
        to[(ahead - r) * wide + column] = Math.max(0, sum[column] * weight);
      }
    }
  }

  /** This cover where {@code other} covers too. */
  Stencil within(Stencil other) {
    return with(other, false);
  }

  /** This cover where {@code other} does not. */
  Stencil without(Stencil other) {
    return with(other, true);
  }

  private Stencil with(Stencil other, boolean inverse) {
    float[] product = new float[cover.length];
    for (int row = 0, i = 0; row < height; row++) {
      for (int column = 0; column < width; column++, i++) {
        float there = other.at(left + column, top + row);
        product[i] = cover[i] * (inverse ? 1 - there : there);
      }
    }
    return new Stencil(size, left, top, width, height, product);
  }

  /** Fades smoothly from nothing at {@code from} to full at {@code to}, both in face units. */
  Stencil faded(Pose pose, Spot from, Spot to) {
    double x0 = pose.pictureX(from) * size;
    double y0 = pose.pictureY(from) * size;
    double dx = pose.pictureX(to) * size - x0;
    double dy = pose.pictureY(to) * size - y0;
    double square = dx * dx + dy * dy;
    float[] product = new float[cover.length];
    for (int row = 0, i = 0; row < height; row++) {
      for (int column = 0; column < width; column++, i++) {
        double t = ((left + column + 0.5 - x0) * dx + (top + row + 0.5 - y0) * dy) / square;
        t = Math.min(1, Math.max(0, t));
        product[i] = (float) (cover[i] * t * t * (3 - 2 * t));
      }
    }
    return new Stencil(size, left, top, width, height, product);
  }

  private static int clamp(int value, int low, int high) {
    return Math.min(high, Math.max(low, value));
  }
}
