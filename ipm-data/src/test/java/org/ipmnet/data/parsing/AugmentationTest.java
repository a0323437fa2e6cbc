// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.FaultPolicy;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int SIZE = 64;
  private static final int CROP = 32;

  /** Blocks of classes, each painted with a level of its own. */
  private static ParsedPhoto blocks() {
    byte[] rgb = new byte[3 * SIZE * SIZE];
    byte[] map = new byte[SIZE * SIZE];
    for (int i = 0; i < map.length; i++) {
      map[i] = (byte) ((i % SIZE / 16 + 4 * (i / SIZE / 16)) % 14);
      for (int k = 0; k < 3; k++) {
        rgb[3 * i + k] = (byte) (10 * map[i] + 40 * k);
      }
    }
    return new ParsedPhoto(new RgbImage(SIZE, SIZE, rgb), new GrayImage(SIZE, SIZE, map));
  }

  private static ParsingDataConfig config(double rotation, double flip, double jitter) {
    return new ParsingDataConfig(
        LabelScheme.MT,
        MismatchPolicy.STOP,
        SIZE,
        CROP,
        0.75,
        2,
        rotation,
        flip,
        jitter,
        jitter,
        jitter,
        1,
        0.1,
        FaultPolicy.STOP,
        1,
        1,
        0,
        null);
  }

  private final float[] image = new float[3 * CROP * CROP];
  private final float[] classes = new float[CROP * CROP];

  private void apply(ParsingDataConfig config, long index) {
    new Augmentation(config)
        .apply(blocks(), new RandomStreams(5).at("test", 0, index), image, classes);
  }

  @Test
  void photoAndMapMoveTogether() {
    for (int index = 0; index < 20; index++) {
      apply(config(40, 0, 0), index);
      int same = 0;
      for (int i = 0; i < classes.length; i++) {
        same += Math.abs(image[i] - 10 * classes[i]) < 1 ? 1 : 0;
      }
      // edges between blocks mix levels
      assertTrue(same > 0.7 * classes.length, index + ": " + same);
    }
  }

  /** 2 and 3, 4 and 5, 11 and 12 are left and right; the rest stays what it is. */
  @Test
  void aMirroredMapSwapsLeftAndRight() {
    byte[] swapped = {0, 1, 3, 2, 5, 4, 6, 7, 8, 9, 10, 12, 11, 13};
    apply(config(0, 0, 0), 3);
    float[] plainImage = image.clone();
    float[] plain = classes.clone();
    apply(config(0, 1, 0), 3);
    for (int y = 0; y < CROP; y++) {
      for (int x = 0; x < CROP; x++) {
        int from = (int) plain[y * CROP + CROP - 1 - x];
        assertEquals(swapped[from], classes[y * CROP + x]);
        assertEquals(plainImage[y * CROP + CROP - 1 - x], image[y * CROP + x], 1);
      }
    }
  }

  @Test
  void coloursChangeButNotTheMapAndStayLevels() {
    apply(config(0, 0, 0), 4);
    float[] plainImage = image.clone();
    float[] plain = classes.clone();
    apply(config(0, 0, 0.9), 4);
    assertArrayEquals(plain, classes);
    double moved = 0;
    for (int i = 0; i < image.length; i++) {
      moved += Math.abs(image[i] - plainImage[i]);
      assertTrue(image[i] >= 0 && image[i] <= 255);
    }
    assertTrue(moved / image.length > 1, "moved by " + moved / image.length);
  }

  @Test
  void equalDrawsGiveEqualSamples() {
    apply(config(20, 0.5, 0.5), 9);
    float[] first = image.clone();
    apply(config(20, 0.5, 0.5), 10);
    apply(config(20, 0.5, 0.5), 9);
    assertArrayEquals(first, image);
  }
}
