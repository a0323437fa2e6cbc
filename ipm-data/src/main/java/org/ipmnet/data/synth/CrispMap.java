// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** A map of values, drawn without soft edges: a pixel belongs to the shape its centre lies in. */
final class CrispMap {
  private final BufferedImage image;
  private final Graphics2D brush;

  CrispMap(int size) {
    image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    brush = image.createGraphics();
    brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    brush.scale(size, size);
  }

  /** Gives every pixel in an area (picture units) a value in [0, 255]. */
  void fill(Shape area, int value) {
    brush.setColor(new Color(0, 0, value));
    brush.fill(area);
  }

  byte[] values() {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    byte[] values = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      values[i] = (byte) pixels[i];
    }
    return values;
  }
}
