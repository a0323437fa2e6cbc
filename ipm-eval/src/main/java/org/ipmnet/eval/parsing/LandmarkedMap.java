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
import org.ipmnet.eval.landmark.SeenFace;

/**
 * A parser's map made exact by a face's points: lips, eyes, brows and nose are where the contours
 * say, and in the face's oval there is skin unless the parser sees hair or something worn before
 * it. All else is the parser's.
 */
final class LandmarkedMap {
  private final LabelScheme labels;
  private final RgbImage picture;
  private final FaceLandmarks face;
  private final List<HandLandmarks> hands;
  private final AffineMap toMap;

  /**
   * A map of this scheme.
   *
   * @param picture all that the map is of
   * @param seen in pixels of its own
   * @param toMap from pixels of the photo in which the face was found to the map's
   */
  LandmarkedMap(LabelScheme labels, RgbImage picture, SeenFace seen, AffineMap toMap) {
    this.labels = labels;
    this.picture = picture;
    this.face = seen.landmarks();
    this.hands = seen.hands();
    this.toMap = toMap;
  }

  /** The parser's map, which is left as it is, made exact. */
  GrayImage of(GrayImage parsed) {
    byte[] values = parsed.values().clone();
    GrayImage map = new GrayImage(parsed.width(), parsed.height(), values);
    boolean[] oval =
        ShapeCoverage.most(FaceContour.OVAL.of(face, toMap), map.width(), map.height());
    boolean[] before = before(map, oval);
    byte skin = value(FacePart.SKIN, false);
    for (int i = 0; i < values.length; i++) {
      if (oval[i] && !before[i] || isFeature(part(values[i]))) {
        values[i] = skin;
      }
    }
    draw(map, FacePart.NOSE, false, FaceContour.NOSE.of(face, toMap));
    double scale = Math.sqrt(Math.abs(toMap.xx() * toMap.yy() - toMap.xy() * toMap.yx()));
    double eyes = face.eyeDistance() * scale;
    CieLab colours = CieLab.of(picture.resized(map.width(), map.height()));
    BrowHairs brows = new BrowHairs(colours.lightness(), map.width(), map.height(), eyes);
    draw(map, FacePart.BROW, false, brows.of(FaceContour.LEFT_BROW.of(face, toMap)));
    draw(map, FacePart.BROW, true, brows.of(FaceContour.RIGHT_BROW.of(face, toMap)));
    draw(map, FacePart.EYE, false, FaceContour.LEFT_EYE.of(face, toMap));
    draw(map, FacePart.EYE, true, FaceContour.RIGHT_EYE.of(face, toMap));
    draw(map, FacePart.UPPER_LIP, false, FaceContour.UPPER_LIP.of(face, toMap));
    draw(map, FacePart.LOWER_LIP, false, FaceContour.LOWER_LIP.of(face, toMap));
    draw(map, FacePart.INNER_MOUTH, false, FaceContour.MOUTH.of(face, toMap));
    GlassesFrames.on(colours, map.width(), map.height(), face, toMap)
        .ifPresent(frames -> frame(values, frames));
    uncover(values, new FaceCover(colours, map.width(), map.height(), face, toMap, eyes).covered());
    for (HandLandmarks hand : hands) {
      uncover(values, ShapeCoverage.most(HandShape.of(hand, toMap), map.width(), map.height()));
    }
    return map;
  }

  /** Nothing of a face is where something hides it. An eye, which tells where lids are, stays. */
  private void uncover(byte[] values, boolean[] covered) {
    byte background = value(FacePart.BACKGROUND, false);
    for (int i = 0; i < covered.length; i++) {
      if (covered[i] && part(values[i]) != FacePart.EYE) {
        values[i] = background;
      }
    }
  }

  /** Frames of glasses lie before skin and nose; eyes and brows are seen through or over them. */
  private void frame(byte[] values, boolean[] frames) {
    FacePart glasses =
        labels.parts().contains(FacePart.GLASSES) ? FacePart.GLASSES : FacePart.BACKGROUND;
    byte value = value(glasses, false);
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] && part(values[i]) != FacePart.EYE && part(values[i]) != FacePart.BROW) {
        values[i] = value;
      }
    }
  }

  /** Which pixels show something worn, or hair that begins outside the oval: dark lids do not. */
  private boolean[] before(GrayImage map, boolean[] oval) {
    boolean[] seen = new boolean[oval.length];
    for (int i = 0; i < seen.length; i++) {
      FacePart part = part(map.values()[i]);
      seen[i] = mayLieBefore(part) && !(oval[i] && part == FacePart.HAIR);
    }
    return Connected.reached(seen, map.width(), i -> mayLieBefore(part(map.values()[i])));
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

  private FacePart part(byte value) {
    return labels.parts().get(value & 0xFF);
  }

  /** What stands for a part; of one of two, for the person's left or right one. */
  private byte value(FacePart part, boolean right) {
    return (byte) (right ? labels.parts().lastIndexOf(part) : labels.parts().indexOf(part));
  }

  private void draw(GrayImage map, FacePart part, boolean right, Shape shape) {
    draw(map, part, right, ShapeCoverage.most(shape, map.width(), map.height()));
  }

  private void draw(GrayImage map, FacePart part, boolean right, boolean[] covered) {
    byte value = value(part, right);
    for (int i = 0; i < covered.length; i++) {
      if (covered[i]) {
        map.values()[i] = value;
      }
    }
  }
}
