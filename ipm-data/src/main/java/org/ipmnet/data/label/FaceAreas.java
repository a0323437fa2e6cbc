// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.util.Arrays;
import java.util.Locale;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.image.BoxMean;

/**
 * How much each pixel belongs to each {@link FaceArea}. Edges are soft, and the areas of a pixel
 * add up to how much it belongs to the makeup area, so that what is done to each of them in turn is
 * done to all of it once.
 *
 * <p>Brows, nose and lips are a map's own parts; lids, cheeks and what is under the eyes lie where
 * eyes, brows and mouth say. A map without eyes has skin in their place. Lips and brows end where
 * the map says: their own edges are hard.
 *
 * @param width pixels
 * @param height pixels
 * @param planes one for each area in the order of the enum, row by row, from 0 to 1
 */
public record FaceAreas(int width, int height, float[]... planes) {
  private static final int COUNT = FaceArea.COUNT;

  /** Width of the soft edges in distances between the eyes. */
  private static final double SOFT = 0.05;

  /** A pixel of which the areas have less in {@link #sum} is outside: that is rounding. */
  public static final float FAINT = 1e-3f;

  /** An area with fewer pixels is none. */
  public static final double LEAST_PIXELS = 0.5;

  /** Checks that sizes and arrays agree. */
  public FaceAreas {
    if (planes.length != COUNT || planes[0].length != (long) width * height) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "planes do not fit areas of %dx%d", width, height));
    }
  }

  /** Those of a map. */
  public static FaceAreas of(RegionMap map) {
    int width = map.width();
    int height = map.height();
    float[][] planes = new float[COUNT][width * height];
    FaceFeatures features = FaceFeatures.of(map);
    for (int i = 0; i < map.codes().length; i++) {
      switch (FacePart.ofCode(map.codes()[i])) {
        case SKIN -> share(features, i % width + 0.5, i / width + 0.5, planes, i);
        case NOSE -> planes[FaceArea.NOSE.ordinal()][i] = 1;
        case BROW -> planes[FaceArea.BROWS.ordinal()][i] = 1;
        case UPPER_LIP, LOWER_LIP -> planes[FaceArea.LIPS.ordinal()][i] = 1;
        default -> {
          // no makeup
        }
      }
    }
    int radius = (int) Math.round(SOFT * features.eyeDistance() / 2);
    if (radius > 0) {
      for (int area = 0; area < COUNT; area++) {
        planes[area] =
            BoxMean.of(BoxMean.of(planes[area], width, height, radius), width, height, radius);
      }
      for (int i = 0; i < map.codes().length; i++) {
        sharpen(FacePart.ofCode(map.codes()[i]), planes, i);
      }
    }
    return new FaceAreas(width, height, planes);
  }

  /** Lips and brows are few pixels: a soft edge would leave them half skin, and colour the skin. */
  private static void sharpen(FacePart part, float[][] planes, int pixel) {
    if (part.isLip() || part == FacePart.BROW) {
      for (float[] plane : planes) {
        plane[pixel] = 0;
      }
      planes[(part.isLip() ? FaceArea.LIPS : FaceArea.BROWS).ordinal()][pixel] = 1;
      return;
    }
    float sum = 0;
    for (float[] plane : planes) {
      sum += plane[pixel];
    }
    planes[FaceArea.LIPS.ordinal()][pixel] = 0;
    planes[FaceArea.BROWS.ordinal()][pixel] = 0;
    if (!part.wearsMakeup()) {
      return;
    }
    float others = 0; // the pixel is itself one of theirs
    for (float[] plane : planes) {
      others += plane[pixel];
    }
    for (float[] plane : planes) {
      plane[pixel] *= sum / others;
    }
  }

  /** Shares a pixel of skin out among lids, under the eyes, cheeks and the rest. */
  private static void share(
      FaceFeatures features, double x, double y, float[][] planes, int pixel) {
    double left = 1;
    for (FaceFeatures.Eye eye : features.eyes()) {
      double lid = left * eye.lid(x, y);
      planes[FaceArea.LIDS.ordinal()][pixel] += (float) lid;
      left -= lid;
      double under = left * eye.under(x, y);
      planes[FaceArea.UNDER_EYES.ordinal()][pixel] += (float) under;
      left -= under;
      double cheek = left * eye.cheek(x, y);
      planes[FaceArea.CHEEKS.ordinal()][pixel] += (float) cheek;
      left -= cheek;
    }
    planes[FaceArea.SKIN.ordinal()][pixel] = (float) left;
  }

  /**
   * What each pixel of a smaller map contributes to what is told of each area: of the skin its
   * mean, of any other area how its mean differs from the skin's, which is the same on every skin.
   *
   * @param reduction pixels of a side that become one; divides both sides
   * @param into for each area, row by row, values that add up to 1 for the skin and to 0 for the
   *     others; all 0 where there is no such area
   * @param at where the first goes
   */
  public void contrasts(int reduction, float[] into, int at) {
    int columns = width / reduction;
    int pixels = columns * (height / reduction);
    double[] counts = pixels();
    int skin = at + FaceArea.SKIN.ordinal() * pixels;
    for (int area = 0; area < COUNT; area++) {
      int first = at + area * pixels;
      Arrays.fill(into, first, first + pixels, 0);
      if (counts[area] >= LEAST_PIXELS) {
        for (int i = 0; i < planes[area].length; i++) {
          into[first + i / width / reduction * columns + i % width / reduction] +=
              (float) (planes[area][i] / counts[area]);
        }
        for (int i = 0; first != skin && i < pixels; i++) {
          into[first + i] -= into[skin + i];
        }
      }
    }
  }

  /**
   * Writes what {@link #contrasts} told of the skin behind it, once for each area.
   *
   * @param at where the contrasts begin
   * @param pixels of one of their maps
   */
  public static void repeatSkin(float[] contrasts, int at, int pixels) {
    for (int area = 0; area < COUNT; area++) {
      System.arraycopy(
          contrasts,
          at + FaceArea.SKIN.ordinal() * pixels,
          contrasts,
          at + (COUNT + area) * pixels,
          pixels);
    }
  }

  /** How many pixels each area has, those in part counted in part. */
  public double[] pixels() {
    double[] pixels = new double[COUNT];
    for (int area = 0; area < COUNT; area++) {
      for (float share : planes[area]) {
        pixels[area] += share;
      }
    }
    return pixels;
  }

  /** How much a pixel belongs to the makeup area. */
  public float sum(int pixel) {
    float sum = 0;
    for (float[] plane : planes) {
      sum += plane[pixel];
    }
    return sum;
  }
}
