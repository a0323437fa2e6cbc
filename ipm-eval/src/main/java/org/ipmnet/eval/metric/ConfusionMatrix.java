// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntPredicate;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/** How often each value of a parsing map was taken for each other one; gathers many maps. */
public final class ConfusionMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LabelScheme labels;
  private final long[][] counts; // [truth][found]

  /** An empty matrix of maps of this scheme. */
  public ConfusionMatrix(LabelScheme labels) {
    this.labels = labels;
    this.counts = new long[labels.size()][labels.size()];
  }

  /**
   * Counts a map's pixels.
   *
   * @param truth what it should be
   * @param found what a parser says, of the same size
   */
  public void add(GrayImage truth, GrayImage found) {
    byte[] wanted = truth.values();
    byte[] got = found.values();
    if (wanted.length != got.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d pixels against %d", wanted.length, got.length));
    }
    for (int i = 0; i < wanted.length; i++) {
      counts[wanted[i] & 0xFF][got[i] & 0xFF]++;
    }
  }

  /** Counts what another one of the same scheme has counted. */
  public void add(ConfusionMatrix other) {
    for (int truth = 0; truth < counts.length; truth++) {
      for (int found = 0; found < counts.length; found++) {
        counts[truth][found] += other.counts[truth][found];
      }
    }
  }

  /**
   * Intersection over union of all pixels of one value; nothing if neither map ever has it.
   *
   * @param value of the scheme
   */
  public OptionalDouble iou(int value) {
    return iou(v -> v == value);
  }

  /** The same of parts together; left and right of a part are one. */
  public OptionalDouble iou(Set<FacePart> parts) {
    return iou(v -> parts.contains(labels.parts().get(v)));
  }

  /** The same of the makeup area. */
  public OptionalDouble makeupArea() {
    return iou(v -> labels.parts().get(v).wearsMakeup());
  }

  /** The mean over all values that occur, as the published program takes it. */
  public OptionalDouble mean() {
    double sum = 0;
    int occur = 0;
    for (int value = 0; value < counts.length; value++) {
      OptionalDouble iou = iou(value);
      if (iou.isPresent()) {
        sum += iou.getAsDouble();
        occur++;
      }
    }
    return occur == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / occur);
  }

  private OptionalDouble iou(IntPredicate inside) {
    long both = 0;
    long either = 0;
    for (int truth = 0; truth < counts.length; truth++) {
      for (int found = 0; found < counts.length; found++) {
        boolean a = inside.test(truth);
        boolean b = inside.test(found);
        both += a && b ? counts[truth][found] : 0;
        either += a || b ? counts[truth][found] : 0;
      }
    }
    return either == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both / either);
  }
}
