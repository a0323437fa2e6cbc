// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FacePose;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.CieLab;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.parsing.ParsedFace;

/**
 * What a folder of faces can be sorted by.
 *
 * @param pose which way it looks
 * @param sharpness how much lightness differs from that of the four pixels around, within the face:
 *     the root of the mean square, of 100
 * @param light mean lightness of the skin, from 0, black, to 100
 * @param covered share of the face's oval, from 0 to 1, that hair or something else lies before
 */
record FaceMeasures(FacePose pose, double sharpness, double light, double covered) {
  /** Names of the values, as {@link #columns} writes them. */
  static final List<String> NAMES =
      List.of("yaw", "pitch", "roll", "sharpness", "light", "covered");

  /**
   * Measures a face.
   *
   * @param picture of the face's square, of the map's size
   */
  static FaceMeasures of(ParsedFace face, RgbImage picture, LabelScheme labels) {
    int side = picture.width();
    float[] lightness = CieLab.of(picture).lightness();
    AffineMap toPicture = face.square().map(side).inverse();
    boolean[] oval =
        ShapeCoverage.most(FaceContour.OVAL.of(face.landmarks(), toPicture), side, side);
    byte[] map = face.map().values();
    double squares = 0;
    double skin = 0;
    int visible = 0;
    int inside = 0;
    int skinPixels = 0;
    for (int i = side + 1; i < oval.length - side - 1; i++) {
      if (!oval[i]) {
        continue;
      }
      FacePart part = labels.parts().get(map[i] & 0xFF);
      inside++;
      if (part.wearsMakeup() || part == FacePart.EYE || part == FacePart.INNER_MOUTH) {
        visible++;
        double around =
            lightness[i - 1] + lightness[i + 1] + lightness[i - side] + lightness[i + side];
        squares += (lightness[i] - around / 4) * (lightness[i] - around / 4);
      }
      if (part == FacePart.SKIN) {
        skinPixels++;
        skin += lightness[i];
      }
    }
    return new FaceMeasures(
        FacePose.of(face.landmarks()),
        Math.sqrt(squares / Math.max(1, visible)),
        skin / Math.max(1, skinPixels),
        1 - (double) visible / Math.max(1, inside));
  }

  /** The values in the order of {@link #NAMES}, in each those of all faces. */
  static List<String> columns(List<FaceMeasures> faces) {
    List<String[]> values = faces.stream().map(FaceMeasures::columns).toList();
    return IntStream.range(0, NAMES.size())
        .mapToObj(
            column -> values.stream().map(face -> face[column]).collect(Collectors.joining("/")))
        .toList();
  }

  String[] columns() {
    return new String[] {
      rounded("%.0f", pose.yaw()),
      rounded("%.0f", pose.pitch()),
      rounded("%.0f", pose.roll()),
      rounded("%.2f", sharpness),
      rounded("%.0f", light),
      rounded("%.2f", covered)
    };
  }

  private static String rounded(String format, double value) {
    String text = String.format(Locale.ROOT, format, value);
    return text.equals("-0") ? "0" : text;
  }
}
