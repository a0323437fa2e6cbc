// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.texture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.MakeupArea;
import org.junit.jupiter.api.Test;

/** Each filter against its definition, pixel by pixel, up to the edges and to single pixels. */
class TextureFilterTest {
  /** Large ones before small ones: what is left in a filter's memory must not matter. */
  private static final int[][] SIZES = {
    {13, 17}, {7, 5}, {16, 3}, {2, 3}, {1, 6}, {6, 1}, {1, 1}, {19, 14}
  };

  private interface Definition {
    /** The texture of one pixel of the makeup area. */
    double at(int x, int y, RgbImage photo, MakeupArea area);
  }

  private static void assertFollows(
      Definition definition, TextureFilter filter, int contrast, double tolerance) {
    SplittableRandom random = new SplittableRandom(contrast);
    for (int[] size : SIZES) {
      int width = size[0];
      int height = size[1];
      byte[] rgb = new byte[3 * width * height];
      byte[] codes = new byte[width * height];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) (255 - random.nextInt(contrast));
      }
      for (int i = 0; i < codes.length; i++) {
        codes[i] = (byte) Math.min(MakeupArea.FEATURE, random.nextInt(6));
      }
      RgbImage photo = new RgbImage(width, height, rgb);
      MakeupArea area = new MakeupArea(width, height, codes);
      float[] expected = new float[width * height];
      for (int i = 0; i < expected.length; i++) {
        boolean kept = codes[i] == MakeupArea.KEEP;
        expected[i] = kept ? 0 : (float) definition.at(i % width, i / width, photo, area);
      }
      float[] found = new float[width * height];
      Arrays.fill(found, Float.NaN); // every value must be written
      filter.apply(photo, area, found);
      assertArrayEquals(expected, found, (float) tolerance, width + "x" + height);
    }
  }

  @Test
  void fractionalDifferential() {
    double order = 0.7;
    double[][] mask = new double[5][5];
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        boolean ray = dx == 0 || dy == 0 || Math.abs(dx) == Math.abs(dy);
        double value =
            switch (Math.max(Math.abs(dx), Math.abs(dy))) {
              case 0 -> 8;
              case 1 -> -order;
              default -> ray ? (order * order - order) / 2 : 0;
            };
        mask[dy + 2][dx + 2] = value / (8 - 12 * order + 4 * order * order);
      }
    }
    assertFollows(
        (x, y, photo, area) -> {
          double response = 0;
          for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
              int column = mirrored(x + dx, photo.width());
              int row = mirrored(y + dy, photo.height());
              response += mask[dy + 2][dx + 2] * luma(photo, column, row);
            }
          }
          byte code = area.codes()[y * area.width() + x];
          double gain = code == MakeupArea.FEATURE ? 0.5 * 3 : 0.5;
          return Math.max(-1, Math.min(1, gain * (response - luma(photo, x, y))));
        },
        new FractionalDifferential(order, 0.5, 3),
        256,
        2e-5);
  }

  private static int mirrored(int i, int length) {
    if (length == 1) {
      return 0;
    }
    int at = i;
    while (at < 0 || at >= length) {
      at = at < 0 ? -at : 2 * (length - 1) - at;
    }
    return at;
  }

  private static double luma(RgbImage photo, int x, int y) {
    int[] rgb = rgb(photo, x, y);
    return (0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]) / 255;
  }

  private static int[] rgb(RgbImage photo, int x, int y) {
    int at = 3 * (y * photo.width() + x);
    return new int[] {
      photo.rgb()[at] & 0xFF, photo.rgb()[at + 1] & 0xFF, photo.rgb()[at + 2] & 0xFF
    };
  }

  @Test
  void theOrderOfTheDifferentialLiesBetweenZeroAndOne() {
    UserError error = assertThrows(UserError.class, () -> new FractionalDifferential(1.01, 1, 1));
    assertEquals("texture-order must lie between 0.0 and 1.0, found 1.01", error.getMessage());
  }

  @Test
  void highContrast() {
    double[] taps = new double[10]; // the centre is the fifth: four before, five after
    for (int i = 0; i < taps.length; i++) {
      taps[i] = Math.exp(-(i - 4.5) * (i - 4.5) / (2 * 2 * 2));
    }
    double sum = Arrays.stream(taps).sum();
    assertFollows(
        (x, y, photo, area) -> {
          double blur = 0;
          for (int i = 0; i < taps.length; i++) {
            for (int j = 0; j < taps.length; j++) {
              double weight = taps[i] / sum * taps[j] / sum;
              blur +=
                  weight
                      * (inArea(x + j - 4, y + i - 4, area)
                          ? blue(photo, x + j - 4, y + i - 4)
                          : 0);
            }
          }
          return Math.max(0, blue(photo, x, y) - Math.round(blur)) / 255.0;
        },
        new HighContrast(),
        256,
        1e-7);
  }

  private static int blue(RgbImage photo, int x, int y) {
    return rgb(photo, x, y)[2];
  }

  private static boolean inArea(int x, int y, MakeupArea area) {
    return x >= 0
        && y >= 0
        && x < area.width()
        && y < area.height()
        && area.codes()[y * area.width() + x] != MakeupArea.KEEP;
  }

  @Test
  void sobel() {
    Definition definition =
        (x, y, photo, area) -> {
          if (x == 0 || y == 0 || x == photo.width() - 1 || y == photo.height() - 1) {
            return 0;
          }
          int gx = 0;
          int gy = 0;
          for (int d = -1; d <= 1; d++) {
            int weight = d == 0 ? 2 : 1;
            gx += weight * (gray(photo, area, x + 1, y + d) - gray(photo, area, x - 1, y + d));
            gy += weight * (gray(photo, area, x + d, y + 1) - gray(photo, area, x + d, y - 1));
          }
          int edge = Math.abs(gx) + Math.abs(gy);
          int kept = edge < 60 ? 0 : edge > 200 ? 128 : edge;
          return (kept + 1) / 2 / 255.0;
        };
    assertFollows(definition, new Sobel(), 256, 1e-7);
    assertFollows(definition, new Sobel(), 40, 1e-7);
  }

  private static int gray(RgbImage photo, MakeupArea area, int x, int y) {
    int[] rgb = rgb(photo, x, y);
    double gray =
        0.298936021293775 * rgb[0] + 0.587043074451121 * rgb[1] + 0.114020904255103 * rgb[2];
    return inArea(x, y, area) ? (int) Math.round(gray) : 0;
  }

  /** A step of d levels is an edge of 4 d. */
  @Test
  void theEndsOfSobelsRange() {
    assertEquals(0, levelOfStep(14));
    assertEquals(30, levelOfStep(15));
    assertEquals(100, levelOfStep(50));
    assertEquals(64, levelOfStep(51));
  }

  private static int levelOfStep(int step) {
    byte[] rgb = new byte[27];
    byte[] codes = new byte[9];
    Arrays.fill(codes, MakeupArea.SKIN);
    for (int i = 0; i < 9; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) (i % 3 == 2 ? 100 + step : 100));
    }
    return new Sobel().levels(new RgbImage(3, 3, rgb), new MakeupArea(3, 3, codes))[4] & 0xFF;
  }
}
