// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.sample.Sample;

/**
 * Pixels of a square picture that a measure looks at.
 *
 * @param inside row by row, true for the pixels that count; kept, not copied
 */
public record Region(boolean[] inside) {
  /** How far around the eyes eye shadow is looked for, relative to the picture's side. */
  private static final double EYE_SHADOW_REACH = 0.05;

  /** Every pixel of a picture that has so many. */
  public static Region whole(int pixels) {
    boolean[] inside = new boolean[pixels];
    Arrays.fill(inside, true);
    return new Region(inside);
  }

  /** The makeup area: m is 0. */
  public static Region makeupArea(Sample sample) {
    return byMask(sample, 0);
  }

  /** What is kept: m is 1. */
  public static Region kept(Sample sample) {
    return byMask(sample, 1);
  }

  /** Skin, of a sample with a parsing map. */
  public static Region skin(Sample sample) {
    return parts(sample, EnumSet.of(FacePart.SKIN));
  }

  /** Upper and lower lip, of a sample with a parsing map. */
  public static Region lips(Sample sample) {
    return parts(sample, EnumSet.of(FacePart.UPPER_LIP, FacePart.LOWER_LIP));
  }

  /** Where eye shadow goes: skin close to the eyes, of a sample with a parsing map. */
  public static Region aroundEyes(Sample sample) {
    int size = sample.size();
    int reach = (int) Math.max(1, Math.round(EYE_SHADOW_REACH * size));
    boolean[] inside = new boolean[size * size];
    for (int i = 0; i < inside.length; i++) {
      if (part(sample, i) == FacePart.EYE) {
        int x = i % size;
        int y = i / size;
        for (int v = Math.max(0, y - reach); v <= Math.min(size - 1, y + reach); v++) {
          for (int u = Math.max(0, x - reach); u <= Math.min(size - 1, x + reach); u++) {
            boolean near = (u - x) * (u - x) + (v - y) * (v - y) <= reach * reach;
            inside[v * size + u] |= near && part(sample, v * size + u) == FacePart.SKIN;
          }
        }
      }
    }
    return new Region(inside);
  }

  /** Any parts of a face, of a sample with a parsing map. */
  public static Region parts(Sample sample, Set<FacePart> parts) {
    boolean[] inside = new boolean[sample.regions().length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = parts.contains(part(sample, i));
    }
    return new Region(inside);
  }

  /** The pixels of a plane whose share is more than a half. */
  public static Region most(float[] shares) {
    boolean[] inside = new boolean[shares.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = shares[i] > 0.5f;
    }
    return new Region(inside);
  }

  /** How many pixels count. */
  public int pixels() {
    int count = 0;
    for (boolean one : inside) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** Checks that an image fits; all measures do. */
  void requireFits(float[] image) {
    if (image.length != 3 * inside.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected 3 planes of %d pixels, found %d values",
              inside.length,
              image.length));
    }
  }

  private static Region byMask(Sample sample, float value) {
    boolean[] inside = new boolean[sample.mask().length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = sample.mask()[i] == value;
    }
    return new Region(inside);
  }

  private static FacePart part(Sample sample, int i) {
    return FacePart.ofCode(sample.regions()[i]);
  }
}
