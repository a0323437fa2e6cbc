// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.segmentation;

import java.util.Arrays;
import org.ipmnet.data.image.BoxMean;
import org.ipmnet.data.image.CieLab;
import org.ipmnet.data.image.RgbImage;

/**
 * The colours of a picture's pixels, and how rough it is around each, on a lattice: a pixel counts
 * for the 16 nodes around it as linear interpolation says. A histogram over the lattice's nodes is
 * a smooth density of colours.
 */
final class PixelColours {
  /** Nodes around a point of four dimensions. */
  private static final int CORNERS = 16;

  /** Lightness, a, b and roughness from one node to the next. */
  private static final float[] STEPS = {14, 8, 8, 2};

  /** Above this roughness all is alike. */
  private static final float MOST_ROUGHNESS = 8;

  /** Added to a and b, so that none is below 0. */
  private static final float SHIFT = 128;

  /** Nodes of each dimension. */
  private static final int[] NODES = {9, 34, 34, 6};

  private static final int PARTS = HeadPart.values().length;

  private final int width;
  private final int height;
  private final int[] nodes;
  private final float[] weights;
  private final int count;
  private final float[] lightness;

  /** The colours of a picture. */
  PixelColours(RgbImage picture) {
    CieLab lab = CieLab.of(picture);
    this.width = picture.width();
    this.height = picture.height();
    this.lightness = BoxMean.of(lab.lightness(), width, height, 1);
    float[][] values = {
      lightness,
      BoxMean.of(lab.a(), width, height, 1),
      BoxMean.of(lab.b(), width, height, 1),
      roughness(lab.lightness(), width, height)
    };
    int pixels = lightness.length;
    this.nodes = new int[CORNERS * pixels];
    this.weights = new float[CORNERS * pixels];
    int[] numbers = new int[Arrays.stream(NODES).reduce(1, (a, b) -> a * b)]; // 0: not yet
    int used = 0;
    int[] below = new int[STEPS.length];
    float[] shares = new float[STEPS.length];
    for (int i = 0; i < pixels; i++) {
      for (int d = 0; d < STEPS.length; d++) {
        float place = (values[d][i] + (d == 1 || d == 2 ? SHIFT : 0)) / STEPS[d];
        below[d] = (int) place;
        shares[d] = place - below[d];
      }
      for (int corner = 0; corner < CORNERS; corner++) {
        int node = 0;
        float weight = 1;
        for (int d = 0; d < STEPS.length; d++) {
          int above = corner >> d & 1;
          node = node * NODES[d] + below[d] + above;
          weight *= above == 1 ? shares[d] : 1 - shares[d];
        }
        if (numbers[node] == 0) {
          numbers[node] = ++used;
        }
        nodes[CORNERS * i + corner] = numbers[node] - 1;
        weights[CORNERS * i + corner] = weight;
      }
    }
    this.count = used;
  }

  /** The mean difference of lightness from its surroundings. */
  private static float[] roughness(float[] lightness, int width, int height) {
    float[] rough = BoxMean.of(lightness, width, height, 2);
    for (int i = 0; i < rough.length; i++) {
      rough[i] = Math.abs(lightness[i] - rough[i]);
    }
    rough = BoxMean.of(rough, width, height, 2);
    for (int i = 0; i < rough.length; i++) {
      rough[i] = Math.min(MOST_ROUGHNESS, rough[i]);
    }
    return rough;
  }

  /** Lightness of each pixel and its neighbours, from 0 to 100. */
  float[] lightness() {
    return lightness;
  }

  /**
   * What pixels count at each node. Every second pixel of every second row will do.
   *
   * @param shares what each pixel counts, a plane for each {@link HeadPart}
   * @return for each node the parts' sums, beside each other, each begun at {@code first}
   */
  float[] histogram(float[][] shares, float first) {
    float[] histogram = new float[count * PARTS];
    Arrays.fill(histogram, first);
    float[] own = new float[PARTS];
    for (int y = 0; y < height; y += 2) {
      for (int i = y * width; i < (y + 1) * width; i += 2) {
        for (int part = 0; part < PARTS; part++) {
          own[part] = shares[part][i];
        }
        for (int j = CORNERS * i; j < CORNERS * (i + 1); j++) {
          int at = nodes[j] * PARTS;
          for (int part = 0; part < PARTS; part++) {
            histogram[at + part] += weights[j] * own[part];
          }
        }
      }
    }
    return histogram;
  }

  /** A density at a pixel's colour, for each part. */
  void at(int pixel, float[] histogram, float[] densities) {
    Arrays.fill(densities, 0);
    for (int j = CORNERS * pixel; j < CORNERS * (pixel + 1); j++) {
      int at = nodes[j] * PARTS;
      for (int part = 0; part < PARTS; part++) {
        densities[part] += weights[j] * histogram[at + part];
      }
    }
  }
}
