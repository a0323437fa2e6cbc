// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import java.util.List;
import java.util.Map;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;

/** What one step of a generator minimises: losses on a tape with their weights, and the report. */
public final class WeightedSum {
  private final Tape tape;
  private final Map<String, Double> report;
  private double total;

  /**
   * An empty sum.
   *
   * @param report receives each loss, unweighted
   */
  public WeightedSum(Tape tape, Map<String, Double> report) {
    this.tape = tape;
    this.report = report;
  }

  /**
   * Adds a loss.
   *
   * @param name in the report
   * @param parts whose sum is the loss
   */
  public void add(String name, double weight, List<Scalar> parts) {
    double value = 0;
    for (Scalar part : parts) {
      tape.weigh(part, weight);
      value += part.value();
    }
    report.put(name, value);
    total += weight * value;
  }

  /** Adds a loss. */
  public void add(String name, double weight, Scalar loss) {
    add(name, weight, List.of(loss));
  }

  /** Reports the weighted sum and walks back over the tape. */
  public void backward() {
    report.put("g_total", total);
    tape.backward();
  }
}
