// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ipmnet.data.face.FaceDetector;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.eval.face.FaceBox;
import org.ipmnet.eval.face.MtFraming;

/**
 * Finds faces in a photo, brings their eyes level and frames them like MT's pictures: the detector
 * says roughly where, what the parser sees there says exactly, unless it takes the background for
 * skin. Photos may lie on their side or upside down. For one thread; several locators may share a
 * parser.
 */
public final class FaceLocator implements AutoCloseable {
  /** A smaller turn is left as it is: nothing is gained by resampling the photo. */
  private static final double LEVEL = Math.toRadians(3);

  /** Two frames that share more are one face. */
  private static final double SAME = 0.5;

  /**
   * A frame that is larger by more than this than the detector's follows a map that takes the
   * background for skin. Of MT faces whose maps are right it is 0.95 to 1.26.
   */
  private static final double OVERFLOWN = 1.3;

  /** Sides of further frames in those of the detector's. */
  private static final double[] OTHER_FRAMES = {1, 0.85, 1.15};

  private final FaceParser parser;
  private final FaceDetector detector = new FaceDetector();

  /** A locator over a parser, which the caller closes. */
  public FaceLocator(FaceParser parser) {
    this.parser = parser;
  }

  /**
   * What was found.
   *
   * @param faces that passed the check, the largest first
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
    Faces upright = parsed(photo, detector.upright(photo), most, mapSide);
    if (!upright.faces().isEmpty()) {
      return upright;
    }
    Faces closely = parsed(photo, detector.uprightClosely(photo), most, mapSide);
    if (!closely.faces().isEmpty()) {
      return closely;
    }
    Faces turned = parsed(photo, detector.turned(photo), most, mapSide);
    return turned.faces().isEmpty() ? upright : turned;
  }

  private Faces parsed(RgbImage photo, List<FaceSquare> candidates, int most, int mapSide) {
    List<ParsedFace> faces = new ArrayList<>();
    String fault = "no face is found";
    for (FaceSquare candidate : candidates) {
      if (faces.size() == most) {
        break;
      }
      Optional<String> first = Optional.empty();
      for (FaceSquare square : frames(photo, candidate)) {
        if (faces.stream().anyMatch(face -> face.square().overlap(square) > SAME)) {
          break;
        }
        GrayImage map = map(photo, square, mapSide);
        Optional<String> found = FaceCheck.fault(map, parser.labels());
        if (found.isEmpty()) {
          faces.add(new ParsedFace(square, map));
          first = Optional.empty();
          break;
        }
        first = first.or(() -> found);
      }
      if (first.isPresent()) {
        fault = "what looks like a face is none: " + first.get();
      }
    }
    return new Faces(List.copyOf(faces), faces.isEmpty() ? fault : "");
  }

  /**
   * Frames to try, one after the other: what the map asks for, then the detector's, as it is and a
   * little closer and wider. Where the square reaches beyond the photo or the face is small, a map
   * may lead astray. None is tried twice.
   */
  private Set<FaceSquare> frames(RgbImage photo, FaceSquare candidate) {
    Set<FaceSquare> frames = new LinkedHashSet<>(List.of(frame(photo, candidate)));
    for (double share : OTHER_FRAMES) {
      FaceSquare other =
          new FaceSquare(
              candidate.centerX(),
              candidate.centerY(),
              share * candidate.side(),
              candidate.angle());
      frames.add(other.angle() == 0 ? onPixels(other) : other);
    }
    return frames;
  }

  /** The frame that the map asks for, or the detector's where the map cannot be believed. */
  private FaceSquare frame(RgbImage photo, FaceSquare candidate) {
    FaceSquare framed = framed(photo, framed(photo, candidate));
    if (framed.side() <= OVERFLOWN * candidate.side()) {
      return framed;
    }
    return candidate.angle() == 0 ? onPixels(candidate) : candidate;
  }

  private GrayImage map(RgbImage photo, FaceSquare square, int side) {
    return parser.parse(square.cut(photo, parser.size()), side, side);
  }

  /** The frame that a square's map asks for: eyes level, face as large as MT has it. */
  private FaceSquare framed(RgbImage photo, FaceSquare square) {
    GrayImage map = map(photo, square, parser.size());
    double angle = EyeLine.angle(map, parser.labels());
    int size = parser.size();
    AffineMap level = AffineMap.square(size / 2.0, size / 2.0, size, angle, size);
    GrayImage turned = level.nearest(map, size, size, (byte) 0);
    MakeupArea area = MakeupArea.of(parser.labels().regions(turned, Path.of("parser")));
    Optional<FaceBox> box = FaceBox.of(area, size, size);
    if (box.isEmpty()) {
      return square;
    }
    MtFraming.Square wanted = MtFraming.around(box.get(), MtFraming.CROP_SHARE);
    AffineMap toPhoto = square.map(size);
    double x = level.x(wanted.centerX(), wanted.centerY());
    double y = level.y(wanted.centerX(), wanted.centerY());
    double whole = square.angle() + angle;
    double side = wanted.side() * square.side() / size;
    boolean upright = Math.abs(Math.IEEEremainder(whole, 2 * Math.PI)) < LEVEL;
    FaceSquare exact = new FaceSquare(toPhoto.x(x, y), toPhoto.y(x, y), side, upright ? 0 : whole);
    return upright ? onPixels(exact) : exact;
  }

  /** An upright square whose pixels are the photo's. */
  private static FaceSquare onPixels(FaceSquare square) {
    double side = Math.max(1, Math.rint(square.side()));
    return new FaceSquare(
        Math.rint(square.centerX() - side / 2) + side / 2,
        Math.rint(square.centerY() - side / 2) + side / 2,
        side,
        0);
  }

  @Override
  public void close() {
    detector.close();
  }
}
