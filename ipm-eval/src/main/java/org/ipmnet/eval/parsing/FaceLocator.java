// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.List;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.face.HandLandmarks;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.landmark.FaceLandmarker;
import org.ipmnet.eval.landmark.SeenFace;
import org.ipmnet.eval.landmark.SeenPhoto;

/**
 * Finds faces in a photo by their landmarks, brings their eyes level, frames them like MT's
 * pictures and parses them. Photos may lie on their side or upside down. For one thread; several
 * locators may share a parser.
 */
public final class FaceLocator implements AutoCloseable {
  private final FaceParser parser;
  private final FaceLandmarker landmarker = new FaceLandmarker();

  /** A locator over a parser, which the caller closes. */
  public FaceLocator(FaceParser parser) {
    this.parser = parser;
  }

  /**
   * What was found.
   *
   * @param faces the largest first
   * @param refusal why there is none, in a few words; empty if there is one
   */
  public record Faces(List<ParsedFace> faces, String refusal) {}

  /**
   * Finds faces.
   *
   * @param most how many are wanted; the largest are taken
   * @param mapSide side of their maps in pixels
   */
  public Faces find(RgbImage photo, int most, int mapSide) {
    SeenPhoto seen = landmarker.see(photo, most);
    List<ParsedFace> faces =
        seen.faces().stream().limit(most).map(face -> parsed(photo, seen, face, mapSide)).toList();
    return new Faces(faces, faces.isEmpty() ? "no face is found" : "");
  }

  private ParsedFace parsed(RgbImage photo, SeenPhoto seen, FaceLandmarks face, int mapSide) {
    FaceSquare square = LandmarkFraming.square(face);
    RgbImage picture = square.cut(photo, parser.size());
    AffineMap toPicture = square.map(parser.size()).inverse();
    try (FaceMapping mapping = FaceMapping.of(picture, face, toPicture, mapSide, mapSide)) {
      List<HandLandmarks> hands = seen.handsNear(face);
      return new ParsedFace(square, mapping.map(parser, hands), new SeenFace(face, hands));
    }
  }

  @Override
  public void close() {
    landmarker.close();
  }
}
