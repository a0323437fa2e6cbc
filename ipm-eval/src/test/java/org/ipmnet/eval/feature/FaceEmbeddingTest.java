// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class FaceEmbeddingTest {
  @Test
  void aPictureIsAtDistanceZeroFromItself() {
    float[] first = new float[3 * 40 * 40];
    float[] second = new float[first.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = (float) Math.sin(i * 0.05);
      second[i] = (float) Math.cos(i * i * 0.001);
    }
    ResNet50 network = ResNet50.random(new RandomStreams(3), DataType.FLOAT);
    try (FaceEmbedding faces = new FaceEmbedding(network)) {
      List<float[]> embeddings = faces.of(List.of(first, second, first), 40);
      assertEquals(2048, embeddings.get(0).length);
      assertEquals(0, FaceEmbedding.distance(embeddings.get(0), embeddings.get(2)), 1e-6);
      assertTrue(FaceEmbedding.distance(embeddings.get(0), embeddings.get(1)) > 1e-4);
      float[] alone = faces.of(List.of(second), 40).get(0);
      float largest = 0;
      for (float value : alone) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertArrayEquals(
          alone, embeddings.get(1), 1e-5f * largest); // of a random network: thousands
    }
  }

  @Test
  void distanceIsOneMinusTheCosine() {
    float[] a = {1, 0};
    assertEquals(1, FaceEmbedding.distance(a, new float[] {0, 5}));
    assertEquals(2, FaceEmbedding.distance(a, new float[] {-3, 0}));
    assertEquals(1 - Math.sqrt(0.5), FaceEmbedding.distance(a, new float[] {2, 2}), 1e-7);
  }

  @Test
  void writtenPicturesHaveLevels() {
    float[] written = PictureBatch.asWritten(new float[] {-3, 0.001f, 7, Float.NaN});
    assertArrayEquals(new float[] {-1, (float) (128 / 127.5 - 1), 1, -1}, written);
  }
}
