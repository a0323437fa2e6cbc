// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import org.ipmnet.core.vertex.LayerVertex;

/** Is told how long each vertex of a network takes: see {@link Network#timeWith}. */
@FunctionalInterface
public interface VertexTimer {
  /** Which way a vertex ran. */
  enum Direction {
    /** Inputs to output. */
    FORWARD,
    /** The output's gradient to those that are wanted of the inputs and the parameters. */
    BACKWARD
  }

  /**
   * One run of one vertex.
   *
   * @param shape of its output
   * @param gradients how many gradients were wanted going backward, that of the parameters counted
   *     as one; 1 going forward
   */
  record Run(
      Network network,
      LayerVertex vertex,
      Direction direction,
      long[] shape,
      int gradients,
      long nanoseconds) {}

  /** A vertex has run. */
  void ran(Run run);
}
