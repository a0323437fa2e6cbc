// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Arrays;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.NearestResize;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;

/**
 * The part of a photo that is handled as if it were a picture of the training set, in pixels of the
 * photo. It may reach beyond the photo: there the photo's border is repeated (mirroring would show
 * the networks a second chin) and nothing belongs to the makeup area.
 *
 * @param left first column, may be negative
 * @param top first row, may be negative
 * @param width at least 1
 * @param height at least 1
 */
public record Frame(int left, int top, int width, int height) {
  /** The whole photo. */
  public static Frame whole(RgbImage photo) {
    return new Frame(0, 0, photo.width(), photo.height());
  }

  /** The smallest frame that holds both. */
  public Frame with(Frame other) {
    int right = Math.max(left + width, other.left + other.width);
    int bottom = Math.max(top + height, other.top + other.height);
    int least = Math.min(left, other.left);
    int highest = Math.min(top, other.top);
    return new Frame(least, highest, right - least, bottom - highest);
  }

  /** The framed part of a face, map, mask and texture with it. */
  public Face cut(Face face) {
    RgbImage photo = face.photo();
    if (equals(whole(photo))) {
      return face; // parts of another size than the photo stay as they are, as in training
    }
    int w = photo.width();
    int h = photo.height();
    return new Face(
        cut(photo), cut(face.regions(), w, h), cut(face.area(), w, h), cut(face.texture(), w, h));
  }

  private RegionMap cut(RegionMap map, int photoWidth, int photoHeight) {
    if (map == null) {
      return null;
    }
    byte outside = FacePart.BACKGROUND.code();
    return new RegionMap(
        width,
        height,
        cut(map.codes(), map.width(), map.height(), photoWidth, photoHeight, outside));
  }

  private MakeupArea cut(MakeupArea area, int photoWidth, int photoHeight) {
    if (area == null) {
      return null;
    }
    return new MakeupArea(
        width,
        height,
        cut(area.codes(), area.width(), area.height(), photoWidth, photoHeight, MakeupArea.KEEP));
  }

  private GrayImage cut(GrayImage texture, int photoWidth, int photoHeight) {
    if (texture == null) {
      return null;
    }
    byte[] values = texture.resized(photoWidth, photoHeight).values();
    return new GrayImage(
        width, height, cut(values, photoWidth, photoHeight, photoWidth, photoHeight, (byte) 0));
  }

  /** The framed part of a picture, its border repeated outside. */
  public RgbImage cut(RgbImage photo) {
    byte[] from = photo.rgb();
    byte[] out = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    for (int y = 0, o = 0; y < height; y++) {
      int row = clamp(top + y, photo.height()) * photo.width();
      int x = 0;
      while (x < width) { // inside the photo all at once, beyond it pixel by pixel
        int column = clamp(left + x, photo.width());
        int pixels = left + x == column ? Math.min(width - x, photo.width() - column) : 1;
        System.arraycopy(from, 3 * (row + column), out, o, 3 * pixels);
        x += pixels;
        o += 3 * pixels;
      }
    }
    return new RgbImage(width, height, out);
  }

  /**
   * The face as strips and grids show it: the middle square of the frame, at a small size.
   *
   * @param photo the photo, or a result of the same size
   * @param side pixels of the new picture
   */
  public RgbImage thumbnail(RgbImage photo, int side) {
    int square = Math.min(width, height);
    Frame middle =
        new Frame(left + (width - square) / 2, top + (height - square) / 2, square, square);
    return middle.cut(photo).resized(side, side);
  }

  /**
   * The framed part of values that belong to a photo of some size, brought to that size, nearest
   * neighbour.
   */
  private byte[] cut(
      byte[] from, int fromWidth, int fromHeight, int photoWidth, int photoHeight, byte outside) {
    byte[] out = new byte[Math.multiplyExact(width, height)];
    Arrays.fill(out, outside);
    int firstX = Math.max(0, -left);
    int endX = Math.min(width, photoWidth - left);
    int[] columns = new int[width];
    for (int x = firstX; x < endX; x++) {
      columns[x] = NearestResize.source(left + x, fromWidth, photoWidth);
    }
    for (int y = Math.max(0, -top); y < Math.min(height, photoHeight - top); y++) {
      int row = NearestResize.source(top + y, fromHeight, photoHeight) * fromWidth;
      for (int x = firstX; x < endX; x++) {
        out[y * width + x] = from[row + columns[x]];
      }
    }
    return out;
  }

  private static int clamp(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
