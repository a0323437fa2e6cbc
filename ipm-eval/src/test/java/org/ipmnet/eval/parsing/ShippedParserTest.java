// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.junit.jupiter.api.Test;

/** The parser in the jar is whole, and as good as the documentation says. */
class ShippedParserTest {
  @Test
  void itSeesAFace() {
    try (FaceParser parser = FaceParsers.shipped()) {
      GrayImage map = parser.parse(SyntheticPhoto.face(1, 256));
      assertEquals(256, map.width());
      Set<Byte> labels = new HashSet<>();
      for (byte label : map.values()) {
        labels.add(label);
      }
      // skin, both eyes, both lips, hair
      assertTrue(
          labels.containsAll(Set.of((byte) 1, (byte) 4, (byte) 5, (byte) 7, (byte) 9, (byte) 10)));
    }
  }

  @Test
  void itIsUsefulOnRealPhotos() {
    Path sample = OutsideFolder.PHOTOS.resolve("mt-sample");
    try (FaceParser parser = FaceParsers.shipped()) {
      Map<String, Double> scores =
          ParserEvaluation.of(
              parser, ParsedPhotos.list(sample), LabelScheme.MT, (photo, found) -> {});
      assertTrue(scores.get("makeupArea") > LEAST_AREA, scores.toString());
    }
  }

  /** A little below what docs/RESULTS.md says: floating point differs between machines. */
  private static final double LEAST_AREA = 0.8;
}
