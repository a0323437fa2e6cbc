// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/**
 * A photo with its map in colours over it, one colour a part, background left as it is; and with
 * the points of its faces.
 */
public final class ParsingOverlay {
  /** Diameter of a point in distances between the eyes, and at least in pixels. */
  private static final double POINT = 0.012;

  private static final double SMALLEST_POINT = 1.2;

  private ParsingOverlay() {}

  /**
   * Draws one, a new picture of the photo's size.
   *
   * @param map of the photo's size
   */
  public static BufferedImage of(RgbImage photo, GrayImage map, LabelScheme labels) {
    BufferedImage image =
        new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = photo.rgb();
    int[] row = new int[photo.width()];
    for (int y = 0, i = 0; y < photo.height(); y++) {
      for (int x = 0; x < photo.width(); x++, i++) {
        FacePart part = labels.parts().get(map.values()[i] & 0xFF);
        int level =
            (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
        row[x] = part == FacePart.BACKGROUND ? level : half(level) + half(colour(part));
      }
      image.setRGB(0, y, photo.width(), 1, row, 0, photo.width());
    }
    return image;
  }

  /** The same with the points of the photo's faces. */
  static BufferedImage of(RgbImage photo, PhotoMap found, LabelScheme labels) {
    BufferedImage image = of(photo, found.map(), labels);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    canvas.setColor(Color.WHITE);
    for (FaceLandmarks face : found.faces()) {
      double size = Math.max(SMALLEST_POINT, POINT * face.eyeDistance());
      for (int point = 0; point < FaceLandmarks.POINTS; point++) {
        canvas.fill(
            new Ellipse2D.Double(face.x(point) - size / 2, face.y(point) - size / 2, size, size));
      }
    }
    canvas.dispose();
    return image;
  }

  /** Each channel halved; two halves never overflow into each other. */
  private static int half(int rgb) {
    return rgb >> 1 & 0x7F7F7F;
  }

  /** Neighbours in a face differ most. */
  private static int colour(FacePart part) {
    return switch (part) {
      case BACKGROUND -> 0x000000;
      case SKIN -> 0xFFB48C;
      case BROW -> 0x783C00;
      case EYE -> 0x00A0FF;
      case NOSE -> 0xFFFF00;
      case UPPER_LIP -> 0xFF0050;
      case INNER_MOUTH -> 0xFFFFFF;
      case LOWER_LIP -> 0xB400B4;
      case HAIR -> 0x4B0082;
      case EAR -> 0x00C878;
      case NECK -> 0x8C8C50;
      case GLASSES -> 0x00FFFF;
      case EARRING -> 0xFFD700;
      case NECKLACE -> 0xC8C8FF;
      case CLOTH -> 0x406080;
      case HAT -> 0x206020;
    };
  }
}
