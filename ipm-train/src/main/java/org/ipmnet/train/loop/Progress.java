// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

/**
 * How far a run has come.
 *
 * @param iteration iterations finished so far
 * @param iterations iterations the run is to have in the end
 */
public record Progress(long iteration, long iterations) {
  /** One iteration further. */
  public Progress next() {
    return new Progress(iteration + 1, iterations);
  }

  /** Whether nothing is left to do. */
  public boolean finished() {
    return iteration >= iterations;
  }
}
