// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import java.util.List;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.train.loop.LossReport;

/** What one step of a generator minimises: losses on a tape with their weights, and the report. */
public final class WeightedSum {
  private final Tape tape;
  private final LossReport.Builder report;
  private double total;

  /**
   * An empty sum.
   *
   * @param report receives each loss, unweighted
   */
  public WeightedSum(Tape tape, LossReport.Builder report) {
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
    report.add(name, value);
    total += weight * value;
  }

  /** Adds a loss. */
  public void add(String name, double weight, Scalar loss) {
    add(name, weight, List.of(loss));
  }

  /** Reports the weighted sum and computes the gradients of all that it was made of. */
  public void backward() {
    report.add("g_total", total);
    tape.backward();
  }
}
