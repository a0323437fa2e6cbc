// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import java.util.Arrays;
import org.ipmnet.data.image.GrayImage;
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

  /** The framed part of a face, map, mask and texture with it. */
  public Face cut(Face face) {
    RgbImage photo = face.photo();
    if (equals(whole(photo))) {
      return face; // parts of another size than the photo stay as they are, as in training
    }
    int w = photo.width();
    int h = photo.height();
    return new Face(
        cut(photo),
        face.regions() == null
            ? null
            : new RegionMap(
                width,
                height,
                cut(face.regions().resized(w, h).codes(), w, h, FacePart.BACKGROUND.code())),
        face.area() == null
            ? null
            : new MakeupArea(
                width, height, cut(face.area().resized(w, h).codes(), w, h, MakeupArea.KEEP)),
        face.texture() == null
            ? null
            : new GrayImage(
                width, height, cut(face.texture().resized(w, h).values(), w, h, (byte) 0)));
  }

  /** The framed part of a picture, its border repeated outside. */
  public RgbImage cut(RgbImage photo) {
    byte[] from = photo.rgb();
    byte[] out = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    for (int y = 0, o = 0; y < height; y++) {
      int row = clamp(top + y, photo.height()) * photo.width();
      for (int x = 0; x < width; x++, o += 3) {
        System.arraycopy(from, 3 * (row + clamp(left + x, photo.width())), out, o, 3);
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

  private byte[] cut(byte[] from, int fromWidth, int fromHeight, byte outside) {
    byte[] out = new byte[width * height];
    Arrays.fill(out, outside);
    int firstX = Math.max(0, -left);
    int columns = Math.min(width, fromWidth - left) - firstX;
    for (int y = Math.max(0, -top); y < Math.min(height, fromHeight - top) && columns > 0; y++) {
      System.arraycopy(
          from, (top + y) * fromWidth + left + firstX, out, y * width + firstX, columns);
    }
    return out;
  }

  private static int clamp(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
