// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.face.Frame;

/**
 * Puts what was changed in a square cut out of a photo, which may be turned, back into the photo.
 * Not the square's pixels go back but their change: where nothing changed the photo stays as it is,
 * to the bit, and pores and hairs are not blurred by turning them twice.
 */
public final class AlignedPaste {
  private AlignedPaste() {}

  /**
   * The photo with the change in it; a new picture, or the photo itself if nothing changed.
   *
   * @param photo what the square was cut from, perhaps with other faces changed since
   * @param cut the square as {@link FaceSquare#cut} made it
   * @param changed the same with makeup
   */
  public static RgbImage of(RgbImage photo, FaceSquare square, RgbImage cut, RgbImage changed) {
    Frame part = part(cut, changed);
    if (part == null) {
      return photo;
    }
    byte[] rgb = photo.rgb().clone();
    AffineMap toPhoto = square.map(cut.width());
    double[] xs = corners(part, toPhoto::x);
    double[] ys = corners(part, toPhoto::y);
    int left = (int) Math.max(0, Math.floor(xs[0]) - 1);
    int right = (int) Math.min(photo.width(), Math.ceil(xs[1]) + 1);
    AffineMap toCut = toPhoto.inverse();
    IntStream.range(
            (int) Math.max(0, Math.floor(ys[0]) - 1),
            (int) Math.min(photo.height(), Math.ceil(ys[1]) + 1))
        .parallel()
        .forEach(
            y -> {
              for (int x = left; x < right; x++) {
                double u = toCut.x(x + 0.5, y + 0.5) - 0.5;
                double v = toCut.y(x + 0.5, y + 0.5) - 0.5;
                move(rgb, 3 * (y * photo.width() + x), u, v, cut, changed);
              }
            });
    return new RgbImage(photo.width(), photo.height(), rgb);
  }

  /** The smallest part of a cut outside which nothing changed; null if nothing did at all. */
  private static Frame part(RgbImage cut, RgbImage changed) {
    int left = cut.width();
    int right = 0;
    int top = cut.height();
    int bottom = 0;
    int line = 3 * cut.width();
    for (int y = 0; y < cut.height(); y++) {
      int from = y * line;
      int first = Arrays.mismatch(cut.rgb(), from, from + line, changed.rgb(), from, from + line);
      if (first >= 0) {
        int last = line - 1;
        while (cut.rgb()[from + last] == changed.rgb()[from + last]) {
          last--;
        }
        left = Math.min(left, first / 3);
        right = Math.max(right, last / 3 + 1);
        top = Math.min(top, y);
        bottom = y + 1;
      }
    }
    return bottom == 0 ? null : new Frame(left, top, right - left, bottom - top);
  }

  /** The least and the largest of one coordinate of a part's corners. */
  private static double[] corners(Frame part, DoubleBinaryOperator coordinate) {
    double[] corners = new double[4];
    for (int i = 0; i < corners.length; i++) {
      corners[i] =
          coordinate.applyAsDouble(
              part.left() + i % 2 * part.width(), part.top() + i / 2 * part.height());
    }
    Arrays.sort(corners);
    return new double[] {corners[0], corners[3]};
  }

  /** Adds the change at a point of the cut, bilinear; beyond its border nothing changed. */
  private static void move(byte[] rgb, int at, double u, double v, RgbImage cut, RgbImage changed) {
    int left = Level.floor(u);
    int top = Level.floor(v);
    int width = cut.width();
    boolean within = left >= 0 && top >= 0 && left < width - 1 && top < cut.height() - 1;
    byte[] from = cut.rgb();
    byte[] to = changed.rgb();
    int above = 3 * (top * width + left);
    int below = above + 3 * width;
    for (int k = 0; k < 3; k++, above++, below++) {
      int a;
      int b;
      int c;
      int d;
      if (within) {
        a = (to[above] & 0xFF) - (from[above] & 0xFF);
        b = (to[above + 3] & 0xFF) - (from[above + 3] & 0xFF);
        c = (to[below] & 0xFF) - (from[below] & 0xFF);
        d = (to[below + 3] & 0xFF) - (from[below + 3] & 0xFF);
      } else {
        a = difference(left, top, k, cut, changed);
        b = difference(left + 1, top, k, cut, changed);
        c = difference(left, top + 1, k, cut, changed);
        d = difference(left + 1, top + 1, k, cut, changed);
      }
      if ((a | b | c | d) != 0) {
        float x = (float) (u - left);
        float y = (float) (v - top);
        float change = (1 - y) * ((1 - x) * a + x * b) + y * ((1 - x) * c + x * d);
        rgb[at + k] = Level.moved(rgb[at + k], change);
      }
    }
  }

  private static int difference(int column, int row, int colour, RgbImage cut, RgbImage changed) {
    if (column < 0 || row < 0 || column >= cut.width() || row >= cut.height()) {
      return 0;
    }
    int i = 3 * (row * cut.width() + column) + colour;
    return (changed.rgb()[i] & 0xFF) - (cut.rgb()[i] & 0xFF);
  }
}
