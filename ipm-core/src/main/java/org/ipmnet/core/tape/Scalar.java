// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

/** One loss on a tape: its value, unweighted. Its weight is given when the tape walks back. */
public final class Scalar {
  private final double value;
  private double weight;

  Scalar(double value) {
    this.value = value;
  }

  /** The loss. */
  public double value() {
    return value;
  }

  double weight() {
    return weight;
  }

  void weigh(double factor) {
    weight += factor;
  }
}
