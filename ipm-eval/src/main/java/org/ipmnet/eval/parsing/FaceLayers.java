// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.Shape;
import java.util.List;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.HandLandmarks;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.CieLab;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/**
 * What a face's points and a picture's colours say of a map, whatever a parser sees. Laid over its
 * map they make that exact: lips, eyes, brows and nose are where the contours say, and in the
 * face's oval there is skin unless the parser sees hair or something worn before it. All else is
 * the parser's.
 */
final class FaceLayers {
  private final int width;
  private final int height;
  private final AffineMap toMap;
  private final boolean[] oval;
  private final byte[] features; // codes of parts; BACKGROUND's where there is none
  private final boolean[] beard;
  private final boolean[] frames;
  private final boolean[] covered;

  private FaceLayers(RgbImage picture, FaceLandmarks face, AffineMap toMap, int width, int height) {
    this.width = width;
    this.height = height;
    this.toMap = toMap;
    this.oval = most(FaceContour.OVAL.of(face, toMap));
    CieLab colours = CieLab.of(picture.resized(width, height));
    FacePicture seen = new FacePicture(colours, width, height, face, toMap);
    this.features = new byte[width * height];
    drawFeatures(face, new BrowHairs(colours.lightness(), width, height, seen.eyeDistance()));
    this.beard = Beard.on(seen).orElseGet(() -> new boolean[features.length]);
    this.frames = GlassesFrames.on(seen).orElseGet(() -> new boolean[features.length]);
    this.covered = new FaceCover(seen).covered();
  }

  /**
   * The layers of a map of a picture.
   *
   * @param picture all that the map is of
   * @param toMap from pixels in which the face's points are to those of the map
   * @param width of the map
   * @param height of the map
   */
  static FaceLayers of(
      RgbImage picture, FaceLandmarks face, AffineMap toMap, int width, int height) {
    return new FaceLayers(picture, face, toMap, width, height);
  }

  private void drawFeatures(FaceLandmarks face, BrowHairs brows) {
    draw(FacePart.NOSE.code(), most(FaceContour.NOSE.of(face, toMap)));
    draw(FacePart.BROW.code(), brows.of(FaceContour.LEFT_BROW.of(face, toMap)));
    draw(FacePart.BROW.secondCode(), brows.of(FaceContour.RIGHT_BROW.of(face, toMap)));
    draw(FacePart.EYE.code(), most(FaceContour.LEFT_EYE.of(face, toMap)));
    draw(FacePart.EYE.secondCode(), most(FaceContour.RIGHT_EYE.of(face, toMap)));
    draw(FacePart.UPPER_LIP.code(), most(FaceContour.UPPER_LIP.of(face, toMap)));
    draw(FacePart.LOWER_LIP.code(), most(FaceContour.LOWER_LIP.of(face, toMap)));
    draw(FacePart.INNER_MOUTH.code(), most(FaceContour.MOUTH.of(face, toMap)));
  }

  private boolean[] most(Shape shape) {
    return ShapeCoverage.most(shape, width, height);
  }

  private void draw(byte code, boolean[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i]) {
        features[i] = code;
      }
    }
  }

  /**
   * A parser's map made exact, a new one.
   *
   * @param parsed values of {@code labels}
   * @param hands before the face, in the pixels of its points
   */
  GrayImage over(GrayImage parsed, LabelScheme labels, List<HandLandmarks> hands) {
    LabelledMap map = new LabelledMap(width, height, parsed.values().clone(), labels);
    boolean[] before = before(map);
    for (int i = 0; i < oval.length; i++) {
      if (oval[i] && !before[i] || isFeature(map.part(i))) {
        map.put(i, FacePart.SKIN.code());
      }
      if (features[i] != FacePart.BACKGROUND.code()) {
        map.put(i, features[i]);
      }
      if (beard[i] && map.part(i) == FacePart.SKIN) {
        map.put(i, FacePart.HAIR.code());
      }
    }
    FacePart glasses =
        labels.parts().contains(FacePart.GLASSES) ? FacePart.GLASSES : FacePart.BACKGROUND;
    for (int i = 0; i < frames.length; i++) {
      // eyes and brows are seen through or over them
      if (frames[i] && map.part(i) != FacePart.EYE && map.part(i) != FacePart.BROW) {
        map.put(i, glasses.code());
      }
    }
    uncover(map, covered);
    for (HandLandmarks hand : hands) {
      uncover(map, most(HandShape.of(hand, toMap)));
    }
    return map.image();
  }

  /** Nothing of a face is where something hides it. An eye, which tells where lids are, stays. */
  private static void uncover(LabelledMap map, boolean[] covered) {
    for (int i = 0; i < covered.length; i++) {
      if (covered[i] && map.part(i) != FacePart.EYE) {
        map.put(i, FacePart.BACKGROUND.code());
      }
    }
  }

  /** Which pixels show something worn, or hair that begins outside the oval: dark lids do not. */
  private boolean[] before(LabelledMap map) {
    boolean[] seen = new boolean[oval.length];
    for (int i = 0; i < seen.length; i++) {
      FacePart part = map.part(i);
      seen[i] = mayLieBefore(part) && !(oval[i] && part == FacePart.HAIR);
    }
    return Connected.reached(seen, width, i -> mayLieBefore(map.part(i)));
  }

  /** What may lie before a face. */
  private static boolean mayLieBefore(FacePart part) {
    return part == FacePart.HAIR || part == FacePart.HAT || part == FacePart.GLASSES;
  }

  private static boolean isFeature(FacePart part) {
    return switch (part) {
      case BROW, EYE, NOSE, UPPER_LIP, INNER_MOUTH, LOWER_LIP -> true;
      default -> false;
    };
  }
}
