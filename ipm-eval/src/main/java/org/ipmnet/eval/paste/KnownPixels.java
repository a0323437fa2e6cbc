// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.stream.IntStream;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.sample.Sample;

/**
 * In which pixels of the networks' picture a change is known. One at the lips' edge shows skin too,
 * and tells the change of neither.
 */
final class KnownPixels {
  /** Of fewer the networks' picture tells no colour. */
  private static final int LEAST_LIPS = 4;

  /** The same of those within the lips. */
  private static final int LEAST_INNER = 2 * LEAST_LIPS;

  private final Sample sample;
  private final int size;
  private final boolean[] lip;
  private final int count; // of lips

  private KnownPixels(Sample sample, boolean[] lip, int count) {
    this.sample = sample;
    this.size = sample.size();
    this.lip = lip;
    this.count = count;
  }

  static KnownPixels of(Sample sample) {
    boolean[] lip = new boolean[sample.regions().length];
    int count = 0;
    for (int i = 0; i < lip.length; i++) {
      lip[i] = FacePart.ofCode(sample.regions()[i]).isLip();
      count += lip[i] ? 1 : 0;
    }
    return new KnownPixels(sample, lip, count);
  }

  /** Whether the networks see enough of the lips. */
  boolean showLips() {
    return count >= LEAST_LIPS;
  }

  /** The makeup area. */
  boolean[] area() {
    boolean[] known = new boolean[lip.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = sample.mask()[i] == 0;
    }
    return known;
  }

  /** The makeup area but for lips and what touches them. */
  boolean[] skin() {
    boolean[] known = area();
    for (int i = 0; i < known.length; i++) {
      known[i] &= !touchesLip(i);
    }
    return known;
  }

  /** Pixels of nothing but lips, or all that show lips where these are too few. */
  boolean[] lips() {
    boolean[] known = new boolean[lip.length];
    int inner = 0;
    for (int i = 0; i < lip.length; i++) {
      known[i] = lip[i] && isAmongLips(i);
      inner += known[i] ? 1 : 0;
    }
    return inner >= LEAST_INNER ? known : lip.clone();
  }

  private boolean touchesLip(int pixel) {
    return lip[pixel] || neighbours(pixel).anyMatch(i -> lip[i]);
  }

  private boolean isAmongLips(int pixel) {
    return neighbours(pixel).allMatch(i -> lip[i]);
  }

  /** Those above, below, left and right that the picture has. */
  private IntStream neighbours(int pixel) {
    int x = pixel % size;
    return IntStream.of(
            x > 0 ? pixel - 1 : -1,
            x < size - 1 ? pixel + 1 : -1,
            pixel - size,
            pixel + size < lip.length ? pixel + size : -1)
        .filter(i -> i >= 0);
  }
}
