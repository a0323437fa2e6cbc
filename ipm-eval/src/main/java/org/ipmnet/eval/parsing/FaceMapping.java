// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.List;
import org.ipmnet.core.io.Aside;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.HandLandmarks;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;

/**
 * The map of a picture with a face whose points are known, under way: what the points and the
 * picture's colours say is found by a thread of its own, while the owner looks for hands and has
 * the picture parsed. Networks stay in the owner's thread, which keeps what they are run by.
 */
final class FaceMapping implements AutoCloseable {
  private final RgbImage picture;
  private final FaceLandmarks face;
  private final AffineMap toPicture;
  private final int width;
  private final int height;
  private final Aside<FaceLayers> layers;

  private FaceMapping(
      RgbImage picture, FaceLandmarks face, AffineMap toPicture, int width, int height) {
    this.picture = picture;
    this.face = face;
    this.toPicture = toPicture;
    this.width = width;
    this.height = height;
    AffineMap toMap =
        toPicture.scaled((double) width / picture.width(), (double) height / picture.height());
    this.layers =
        Aside.of("ipm-face-layers", () -> FaceLayers.of(picture, face, toMap, width, height));
  }

  /**
   * Begins a map.
   *
   * @param picture all that the map is of
   * @param face in pixels of its own
   * @param toPicture from these to the picture's
   * @param width of the map
   * @param height of the map
   */
  static FaceMapping of(
      RgbImage picture, FaceLandmarks face, AffineMap toPicture, int width, int height) {
    return new FaceMapping(picture, face, toPicture, width, height);
  }

  /**
   * Ends it; once.
   *
   * @param hands near the face, in the pixels of its points
   * @return values of the parser's scheme
   */
  GrayImage map(FaceParser parser, List<HandLandmarks> hands) {
    GrayImage parsed = parser.parse(picture, face, toPicture, width, height);
    return layers.take().over(parsed, parser.labels(), hands);
  }

  @Override
  public void close() {
    layers.close();
  }
}
