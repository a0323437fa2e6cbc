// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.EnumSet;
import java.util.Map;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static GrayImage map(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new GrayImage(values.length, 1, bytes);
  }

  @Test
  void unionsByValueByPartAndTogether() {
    ConfusionMatrix matrix = new ConfusionMatrix(LabelScheme.MT);
    matrix.add(map(1, 1, 1, 0, 2, 3), map(1, 1, 0, 0, 3, 3));
    matrix.add(map(1, 0), map(1, 1));
    assertEquals(3 / 5.0, matrix.iou(1).getAsDouble(), 1e-12);
    assertEquals(1 / 3.0, matrix.iou(0).getAsDouble(), 1e-12);
    assertEquals(0, matrix.iou(2).getAsDouble(), 1e-12);
    assertEquals(1 / 2.0, matrix.iou(3).getAsDouble(), 1e-12);
    assertEquals(1, matrix.iou(EnumSet.of(FacePart.BROW)).getAsDouble(), 1e-12);
    assertEquals(5 / 7.0, matrix.makeupArea().getAsDouble(), 1e-12);
    assertEquals((3 / 5.0 + 1 / 3.0 + 0 + 1 / 2.0) / 4, matrix.mean().getAsDouble(), 1e-12);
  }

  @Test
  void whatNeverOccursHasNoScore() {
    ConfusionMatrix matrix = new ConfusionMatrix(LabelScheme.MT);
    matrix.add(map(1, 0), map(1, 0));
    Map<String, Double> scores = ParsingScores.of(matrix, LabelScheme.MT);
    assertEquals(1, scores.get("class 1 skin"));
    assertEquals(1, scores.get("skin"));
    assertFalse(scores.containsKey("lips"));
    assertFalse(scores.containsKey("class 4 eye"));
  }
}
