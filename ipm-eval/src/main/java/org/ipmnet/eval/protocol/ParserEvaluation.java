// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhoto;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.data.parsing.PhotoWithMap;
import org.ipmnet.eval.metric.ConfusionMatrix;
import org.ipmnet.eval.metric.ParsingScores;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;

/** Measures a parser on photos with maps, at the photos' own size. */
public final class ParserEvaluation {
  private ParserEvaluation() {}

  /** Hears of each photo that was measured. */
  @FunctionalInterface
  public interface Listener {
    /**
     * One photo.
     *
     * @param found what the parser says, values of the maps' scheme
     */
    void parsed(ParsedPhoto photo, GrayImage found);
  }

  /**
   * Measures a stored parser on a folder of photos with maps.
   *
   * @param parser see {@link FaceParsers#open}
   * @param data folder with images/ and segs/
   * @param labels what the maps' values mean
   * @param told a line if the maps seem to follow another scheme, and of each damaged checkpoint
   * @return as {@link #of(FaceParser, List, LabelScheme, Listener)}
   */
  public static Map<String, Double> of(
      Path parser, Path data, LabelScheme labels, Consumer<String> told) {
    try (FaceParser opened = FaceParsers.open(parser, 1, told)) {
      return of(opened, photos(data, labels, told), labels, (photo, found) -> {});
    }
  }

  /**
   * The photos that are measured.
   *
   * @param told a line if the maps seem to follow another scheme
   */
  public static List<PhotoWithMap> photos(Path data, LabelScheme labels, Consumer<String> told) {
    List<PhotoWithMap> photos = ParsedPhotos.list(data);
    // told, not refused: the numbers alone are at stake, and they say so too
    MismatchPolicy.WARN.apply(ParsedPhotos.labels(photos, labels)).forEach(told);
    return photos;
  }

  /**
   * Measures.
   *
   * @param labels what the maps' values mean; a parser of another scheme is translated
   * @return intersections over unions by name, see {@link ParsingScores}
   * @throws org.ipmnet.core.UserError naming a file that cannot be read
   */
  public static Map<String, Double> of(
      FaceParser parser, List<PhotoWithMap> photos, LabelScheme labels, Listener listener) {
    return ParsingScores.of(count(parser, photos, labels, listener), labels);
  }

  /** The same as it was counted. */
  public static ConfusionMatrix count(
      FaceParser parser, List<PhotoWithMap> photos, LabelScheme labels, Listener listener) {
    ConfusionMatrix matrix = new ConfusionMatrix(labels);
    byte[] table = parser.labels().valuesIn(labels);
    for (PhotoWithMap pair : photos) {
      ParsedPhoto photo = pair.read(labels);
      GrayImage found = translated(parser.parse(photo.photo()), table);
      matrix.add(photo.map(), found);
      listener.parsed(photo, found);
    }
    return matrix;
  }

  private static GrayImage translated(GrayImage map, byte[] table) {
    byte[] values = new byte[map.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[map.values()[i] & 0xFF];
    }
    return new GrayImage(map.width(), map.height(), values);
  }
}
