// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.RawFace;
import org.ipmnet.eval.parsing.FaceLocator;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.LocatedFace;

/** Finds the faces of photos that come without maps, and cuts them out upright. */
final class FaceParts implements AutoCloseable {
  /** Side of the maps: finer than the networks see, coarser than most photos. */
  private static final int MAP_SIDE = 512;

  /** What is cut out around an MT picture, so that a change fades within it. */
  private static final double WIDENED = 1.5;

  /** Larger faces are worked on at this size; the change is smooth and is enlarged again. */
  private static final int LARGEST_CUT = 4096;

  private final FaceParser parser;
  private final FaceLocator locator;

  /** Over a parser, which the caller closes. */
  FaceParts(FaceParser parser) {
    this.parser = parser;
    this.locator = new FaceLocator(parser);
  }

  /**
   * One face cut out.
   *
   * @param square where it was
   * @param face the cut and its regions
   */
  record Part(FaceSquare square, RawFace face) {}

  /**
   * What a photo has.
   *
   * @param parts the largest first
   * @param refusal why there is none; empty if there is one
   */
  record Parts(List<Part> parts, String refusal) {}

  /**
   * Finds faces.
   *
   * @param most how many are wanted
   * @param file of the photo, for messages
   */
  Parts of(RgbImage photo, int most, Path file) {
    FaceLocator.Found found = locator.find(photo, most, MAP_SIDE);
    return new Parts(
        found.faces().stream().map(face -> part(photo, face, file)).toList(), found.refusal());
  }

  private Part part(RgbImage photo, LocatedFace face, Path file) {
    FaceSquare small = face.square();
    // an even number of pixels more keeps whole pixels whole
    double more = 2 * Math.round(small.side() * (WIDENED - 1) / 2);
    FaceSquare square =
        new FaceSquare(small.centerX(), small.centerY(), small.side() + more, small.angle());
    RegionMap regions = widened(parser.labels().regions(face.map(), file), more / small.side());
    return new Part(square, new RawFace(cut(photo, square), regions, null, null));
  }

  /** The photo of the part in this square. */
  static RgbImage cut(RgbImage photo, FaceSquare square) {
    return square.cut(photo, (int) Math.max(1, Math.min(LARGEST_CUT, Math.round(square.side()))));
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

  @Override
  public void close() {
    locator.close();
  }
}
