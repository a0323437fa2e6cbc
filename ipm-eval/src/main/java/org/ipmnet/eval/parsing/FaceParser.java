// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;

/** Makes parsing maps of pictures that a face fills. Safe from several threads. */
public interface FaceParser extends AutoCloseable {
  /** What the values of its maps mean. */
  LabelScheme labels();

  /** Side of the square that pictures are brought to. */
  int size();

  /** Tells its weights from others: their checksum. */
  String fingerprint();

  /**
   * Parses a picture, as a whole and stretched to a square.
   *
   * @return a map of any size, values of {@link #labels}
   */
  GrayImage parse(RgbImage photo, int mapWidth, int mapHeight);

  /**
   * Parses a picture with a face whose points are known. Where its features are need not be told
   * exactly: {@link FaceMapping} does that.
   *
   * @param face in pixels of its own
   * @param toPicture from these to the picture's
   */
  default GrayImage parse(
      RgbImage picture, FaceLandmarks face, AffineMap toPicture, int mapWidth, int mapHeight) {
    return parse(picture, mapWidth, mapHeight);
  }

  /** The same as {@link #parse(RgbImage, int, int)} with a map of the picture's size. */
  default GrayImage parse(RgbImage photo) {
    return parse(photo, photo.width(), photo.height());
  }

  @Override
  void close();
}
