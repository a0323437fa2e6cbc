// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** How much of each pixel a shape covers. */
public final class ShapeCoverage {
  private static final int HALF = 128;

  private ShapeCoverage() {}

  /** From 0 to 255 for each pixel of a picture, row by row, as unsigned bytes. */
  public static byte[] of(Shape shape, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D canvas = picture.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    canvas.setColor(Color.WHITE);
    canvas.fill(shape);
    canvas.dispose();
    return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
  }

  /** Whether the shape covers most of each pixel of a picture, row by row. */
  public static boolean[] most(Shape shape, int width, int height) {
    byte[] coverage = of(shape, width, height);
    boolean[] most = new boolean[coverage.length];
    for (int i = 0; i < most.length; i++) {
      most[i] = (coverage[i] & 0xFF) >= HALF;
    }
    return most;
  }
}
