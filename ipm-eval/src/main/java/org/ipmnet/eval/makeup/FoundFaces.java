// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.image.WorkingSize;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.face.FacePlace;

/**
 * Where the faces of a photo are, found once: for any number of models, and for the photo in other
 * sizes. It holds the faces' maps, and no photo. Immutable, safe from several threads.
 */
public final class FoundFaces {
  /** What is cut out around a face, so that a change fades within it. */
  private static final double WIDENED = 1.5;

  private final int width;
  private final int height;
  private final List<Found> faces;

  /** A face's place, and its regions there. */
  record Found(FaceSquare square, RegionMap regions) {}

  /**
   * Faces of a photo of this size.
   *
   * @param faces at least one, the largest first
   */
  FoundFaces(int width, int height, List<Found> faces) {
    this.width = width;
    this.height = height;
    this.faces = List.copyOf(faces);
  }

  /** How many there are, at least one. */
  public int count() {
    return faces.size();
  }

  /** Squares around them, in pixels of the photo that was searched, the largest first. */
  public List<FaceSquare> squares() {
    return faces.stream().map(Found::square).toList();
  }

  /**
   * One of them alone.
   *
   * @throws NoSuchFace if there is no such face
   */
  public FoundFaces only(int face) {
    NoSuchFace.require(face, faces.size());
    return new FoundFaces(width, height, List.of(faces.get(face)));
  }

  /**
   * Cuts them out of the photo in any size.
   *
   * @throws IllegalArgumentException if it has another shape
   */
  List<CutFace> cutFrom(RgbImage photo) {
    if (!WorkingSize.sameShape(width, height, photo.width(), photo.height())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the faces were found in a photo of %dx%d, not in one of %dx%d",
              width,
              height,
              photo.width(),
              photo.height()));
    }
    double scale = (double) photo.width() / width;
    return faces.stream().map(face -> cut(photo, face, scale)).toList();
  }

  private static CutFace cut(RgbImage photo, Found face, double scale) {
    FaceSquare small = face.square().scaled(scale);
    // an even number of pixels more keeps whole pixels whole
    double more = 2 * Math.round(small.side() * (WIDENED - 1) / 2);
    FaceSquare square =
        new FaceSquare(small.centerX(), small.centerY(), small.side() + more, small.angle());
    RegionMap regions = widened(face.regions(), more / small.side());
    return new CutFace(square, Face.of(FacePlace.cut(photo, square), regions));
  }

  /** The map with background around it, by {@code share} of its side in all. */
  private static RegionMap widened(RegionMap map, double share) {
    int margin = (int) Math.round(map.width() * share / 2);
    int side = map.width() + 2 * margin;
    byte[] codes = new byte[side * side];
    Arrays.fill(codes, FacePart.BACKGROUND.code());
    for (int y = 0; y < map.height(); y++) {
      System.arraycopy(
          map.codes(), y * map.width(), codes, (y + margin) * side + margin, map.width());
    }
    return new RegionMap(side, side, codes);
  }
}
