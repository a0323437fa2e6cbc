// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.List;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.landmark.SeenFace;

/**
 * A map of a whole photo. A picture that its one face fills, as in a data set, is parsed as a
 * whole; in any other photo each face is found and parsed by itself, and all else is background. A
 * photo in which no face is found is parsed as a whole too. For one thread.
 */
public final class PhotoParsing implements AutoCloseable {
  private static final int MOST_FACES = 64;

  /** A face's square that shares as much with the picture fills it. */
  private static final double FILLED = 0.7;

  /** Maps of faces larger than this are enlarged. */
  private static final int LARGEST_MAP = 1024;

  private final FaceParser parser;
  private final FaceLocator locator;

  /** A parsing with this parser, which the caller closes. */
  public PhotoParsing(FaceParser parser) {
    this.parser = parser;
    this.locator = new FaceLocator(parser);
  }

  /** The photo's map, and the faces in it. */
  public PhotoMap of(RgbImage photo) {
    List<ParsedFace> faces = locator.find(photo, MOST_FACES, LARGEST_MAP).faces();
    return new PhotoMap(map(photo, faces), faces.stream().map(ParsedFace::landmarks).toList());
  }

  private GrayImage map(RgbImage photo, List<ParsedFace> faces) {
    if (faces.isEmpty()) {
      return parser.parse(photo);
    }
    if (faces.size() == 1 && fills(faces.get(0).square(), photo)) {
      return map(photo, faces.get(0).seen());
    }
    byte[] values = new byte[Math.multiplyExact(photo.width(), photo.height())];
    for (ParsedFace face : faces) {
      draw(face, photo, values);
    }
    return new GrayImage(photo.width(), photo.height(), values);
  }

  private GrayImage map(RgbImage photo, SeenFace face) {
    double longer = Math.max(photo.width(), photo.height());
    double reduction = Math.max(1, longer / LARGEST_MAP);
    int width = (int) Math.max(1, Math.round(photo.width() / reduction));
    int height = (int) Math.max(1, Math.round(photo.height() / reduction));
    try (FaceMapping mapping =
        FaceMapping.of(photo, face.landmarks(), AffineMap.IDENTITY, width, height)) {
      GrayImage map = mapping.map(parser, face.hands());
      return map.resizedNearest(photo.width(), photo.height());
    }
  }

  private static boolean fills(FaceSquare square, RgbImage photo) {
    double longer = Math.max(photo.width(), photo.height());
    double shorter = Math.min(photo.width(), photo.height());
    FaceSquare whole = new FaceSquare(photo.width() / 2.0, photo.height() / 2.0, longer, 0);
    return square.angle() == 0
        && shorter / longer > FILLED
        && square.overlap(whole) > FILLED
        && square.side() > FILLED * longer;
  }

  /** Draws a face's map where no face has drawn yet: larger faces come first. */
  private static void draw(ParsedFace face, RgbImage photo, byte[] values) {
    GrayImage map = face.map();
    AffineMap toMap = face.square().map(map.width()).inverse();
    double reach = face.square().side(); // more than a turned square's corner is away
    int left = (int) Math.max(0, face.square().centerX() - reach);
    int right = (int) Math.min(photo.width(), face.square().centerX() + reach);
    int top = (int) Math.max(0, face.square().centerY() - reach);
    int bottom = (int) Math.min(photo.height(), face.square().centerY() + reach);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int u = (int) Math.floor(toMap.x(x + 0.5, y + 0.5));
        int v = (int) Math.floor(toMap.y(x + 0.5, y + 0.5));
        boolean inside = u >= 0 && v >= 0 && u < map.width() && v < map.height();
        int i = y * photo.width() + x;
        if (inside && values[i] == 0) {
          values[i] = map.values()[v * map.width() + u];
        }
      }
    }
  }

  @Override
  public void close() {
    locator.close();
  }
}
