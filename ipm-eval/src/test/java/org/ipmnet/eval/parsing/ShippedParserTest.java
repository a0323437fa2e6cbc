// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.junit.jupiter.api.Test;

/** The parser that comes with the program is as good as the documentation says. */
class ShippedParserTest {
  /** Hair, skin, neck of drawn faces, dark lids included, which are no hair. */
  @Test
  void drawnHeads() {
    try (FaceParser parser = FaceParsers.shipped()) {
      for (int seed = 1; seed <= 6; seed++) {
        byte[] truth = SyntheticPhoto.labels(seed, 256);
        byte[] found = parser.parse(SyntheticPhoto.face(seed, 256)).values();
        for (int part : new int[] {1, 10, 13}) {
          double overlap = overlap(truth, found, (byte) part);
          assertTrue(overlap > LEAST_OVERLAP, "face " + seed + ", part " + part + ": " + overlap);
        }
      }
    }
  }

  private static final double LEAST_OVERLAP = 0.6;

  private static double overlap(byte[] a, byte[] b, byte part) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < a.length; i++) {
      both += a[i] == part && b[i] == part ? 1 : 0;
      either += a[i] == part || b[i] == part ? 1 : 0;
    }
    return (double) both / either;
  }

  @Test
  void withoutAFaceAllIsBackground() {
    try (FaceParser parser = FaceParsers.shipped()) {
      GrayImage map = parser.parse(SyntheticPhoto.row(90, 60));
      assertEquals(90, map.width());
      for (byte value : map.values()) {
        assertEquals(0, value);
      }
    }
  }

  @Test
  void realPhotos() {
    Path sample = OutsideFolder.PHOTOS.resolve("mt-sample");
    try (FaceParser parser = FaceParsers.shipped()) {
      Map<String, Double> scores =
          ParserEvaluation.of(
              parser, ParsedPhotos.list(sample), LabelScheme.MT, (photo, found) -> {});
      LEAST_ON_PHOTOS.forEach(
          (name, least) ->
              assertTrue(scores.get(name) > least, name + " " + scores.get(name) + " " + scores));
    }
  }

  /** A little below what docs/RESULTS.md says: floating point differs between machines. */
  private static final Map<String, Double> LEAST_ON_PHOTOS =
      Map.of("makeupArea", 0.92, "skin", 0.88, "hair", 0.75, "nose", 0.81);
}
