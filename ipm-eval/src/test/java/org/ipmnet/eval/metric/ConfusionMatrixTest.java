// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
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

  @Test
  void scoresByName() {
    ConfusionMatrix matrix = new ConfusionMatrix(LabelScheme.MT);
    assertTrue(matrix.mean().isEmpty());
    matrix.add(map(0, 1, 7, 9, 9, 2), map(1, 1, 7, 9, 7, 3));
    Map<String, Double> expected = new LinkedHashMap<>();
    expected.put("meanIou", (0 + 1 / 2.0 + 0 + 0 + 1 / 2.0 + 1 / 2.0) / 6);
    expected.put("makeupArea", 5 / 6.0);
    expected.put("lips", 1.0);
    expected.put("background", 0.0);
    expected.put("skin", 1 / 2.0);
    expected.put("brow", 1.0);
    expected.put("upper lip", 1 / 2.0);
    expected.put("lower lip", 1 / 2.0);
    expected.put("class 0 background", 0.0);
    expected.put("class 1 skin", 1 / 2.0);
    expected.put("class 2 brow", 0.0);
    expected.put("class 3 brow", 0.0);
    expected.put("class 7 upper lip", 1 / 2.0);
    expected.put("class 9 lower lip", 1 / 2.0);
    Map<String, Double> found = ParsingScores.of(matrix, LabelScheme.MT);
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()));
    expected.forEach((name, score) -> assertEquals(score, found.get(name), 1e-12, name));
  }

  @Test
  void mapsOfDifferentSizesAreNotCompared() {
    ConfusionMatrix matrix = new ConfusionMatrix(LabelScheme.MT);
    assertThrows(IllegalArgumentException.class, () -> matrix.add(map(1, 1), map(1)));
  }
}
