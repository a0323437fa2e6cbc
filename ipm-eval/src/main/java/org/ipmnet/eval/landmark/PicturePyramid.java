// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;

/**
 * A photo and its halves, from which small squares are taken without reading all of its pixels each
 * time.
 */
final class PicturePyramid {
  /** From a photo that is larger by more than this, a square would miss pixels. */
  private static final double MOST_REDUCTION = 3;

  private final List<RgbImage> levels = new ArrayList<>();

  PicturePyramid(RgbImage photo) {
    levels.add(photo);
    while (Math.min(last().width(), last().height()) >= 2 * FINEST_NEEDED) {
      levels.add(half(last()));
    }
  }

  /** No square is taken from a picture that is smaller. */
  private static final int FINEST_NEEDED = 128;

  private RgbImage last() {
    return levels.get(levels.size() - 1);
  }

  /** The photo's width. */
  int width() {
    return levels.get(0).width();
  }

  /** The photo's height. */
  int height() {
    return levels.get(0).height();
  }

  /** What lies beyond the photo's border. */
  enum Beyond {
    BLACK,
    THE_BORDER
  }

  /**
   * A square as MediaPipe's networks were trained to see it: bilinear, its corners (and not those
   * of its corner pixels) those of the picture.
   *
   * @param out pixels of the picture's side
   * @return planes of red, green and blue in [0, 1]
   */
  float[] planes(FaceSquare square, int out, Beyond beyond) {
    int level = 0;
    while (level + 1 < levels.size() && square.side() / (out << level) > MOST_REDUCTION) {
      level++;
    }
    RgbImage picture = levels.get(level);
    double scale = 1.0 / (1 << level);
    double cos = Math.cos(square.angle()) * square.side() * scale;
    double sin = Math.sin(square.angle()) * square.side() * scale;
    double centerX = square.centerX() * scale - 0.5;
    double centerY = square.centerY() * scale - 0.5;
    float[] planes = new float[3 * out * out];
    for (int row = 0; row < out; row++) {
      double v = (double) row / out - 0.5;
      for (int column = 0; column < out; column++) {
        double u = (double) column / out - 0.5;
        put(
            picture,
            centerX + cos * u - sin * v,
            centerY + sin * u + cos * v,
            beyond,
            planes,
            row * out + column);
      }
    }
    return planes;
  }

  private static void put(
      RgbImage picture, double x, double y, Beyond beyond, float[] planes, int place) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float across = (float) (x - left);
    float along = (float) (y - top);
    int plane = planes.length / 3;
    for (int corner = 0; corner < 4; corner++) {
      int px = left + corner % 2;
      int py = top + corner / 2;
      float weight =
          (corner % 2 == 0 ? 1 - across : across) * (corner / 2 == 0 ? 1 - along : along) / 255;
      if (beyond == Beyond.THE_BORDER) {
        px = Math.max(0, Math.min(picture.width() - 1, px));
        py = Math.max(0, Math.min(picture.height() - 1, py));
      } else if (px < 0 || py < 0 || px >= picture.width() || py >= picture.height()) {
        continue;
      }
      int at = 3 * (py * picture.width() + px);
      for (int colour = 0; colour < 3; colour++) {
        planes[colour * plane + place] += weight * (picture.rgb()[at + colour] & 0xFF);
      }
    }
  }

  private static RgbImage half(RgbImage picture) {
    int width = picture.width() / 2;
    int height = picture.height() / 2;
    byte[] from = picture.rgb();
    byte[] to = new byte[3 * width * height];
    int line = 3 * picture.width();
    for (int y = 0, o = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = 2 * y * line + 6 * x;
        for (int colour = 0; colour < 3; colour++, i++, o++) {
          int sum = from[i] & 0xFF;
          sum += from[i + 3] & 0xFF;
          sum += from[i + line] & 0xFF;
          sum += from[i + line + 3] & 0xFF;
          to[o] = (byte) ((sum + 2) / 4);
        }
      }
    }
    return new RgbImage(width, height, to);
  }
}
