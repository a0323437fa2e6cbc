// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.sample.Sample;

/**
 * Which pixels of the networks' picture tell what a painting changes. One at the lips' edge shows
 * skin too, and tells the change of neither.
 */
final class TellingPixels {
  /** Of fewer the networks' picture tells no colour. */
  private static final int LEAST_LIPS = 4;

  /** The same of those within the lips. */
  private static final int LEAST_INNER = 2 * LEAST_LIPS;

  private final Sample sample;
  private final int size;
  private final boolean[] lip;
  private final int count; // of lips

  private TellingPixels(Sample sample, boolean[] lip, int count) {
    this.sample = sample;
    this.size = sample.size();
    this.lip = lip;
    this.count = count;
  }

  static TellingPixels of(Sample sample) {
    boolean[] lip = new boolean[sample.regions().length];
    int count = 0;
    for (int i = 0; i < lip.length; i++) {
      lip[i] = FacePart.ofCode(sample.regions()[i]).isLip();
      count += lip[i] ? 1 : 0;
    }
    return new TellingPixels(sample, lip, count);
  }

  /** Whether the networks see enough of the lips. */
  boolean showLips() {
    return count >= LEAST_LIPS;
  }

  /** The makeup area. */
  boolean[] area() {
    boolean[] telling = new boolean[lip.length];
    for (int i = 0; i < telling.length; i++) {
      telling[i] = sample.mask()[i] == 0;
    }
    return telling;
  }

  /** The makeup area but for lips and what touches them. */
  boolean[] skin() {
    boolean[] telling = area();
    for (int i = 0; i < telling.length; i++) {
      telling[i] &= !touchesLip(i);
    }
    return telling;
  }

  /** Pixels of nothing but lips, or all that show lips where these are too few. */
  boolean[] lips() {
    boolean[] telling = new boolean[lip.length];
    int inner = 0;
    for (int i = size; i < lip.length - size; i++) {
      telling[i] = lip[i] && lip[i - 1] && lip[i + 1] && lip[i - size] && lip[i + size];
      inner += telling[i] ? 1 : 0;
    }
    return inner >= LEAST_INNER ? telling : lip.clone();
  }

  private boolean touchesLip(int pixel) {
    int x = pixel % size;
    return lip[pixel]
        || x > 0 && lip[pixel - 1]
        || x < size - 1 && lip[pixel + 1]
        || pixel >= size && lip[pixel - size]
        || pixel < lip.length - size && lip[pixel + size];
  }
}
