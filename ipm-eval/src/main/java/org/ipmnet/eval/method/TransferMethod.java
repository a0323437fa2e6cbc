// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

/** A way to put the makeup of one face on another. Pictures are planar RGB in [-1, 1]. */
public interface TransferMethod {
  /** What tables call it. */
  String name();

  /** Whether the reference matters; without, a target has one result in all runs of a protocol. */
  default boolean readsReference() {
    return true;
  }

  /** Begins with a face that several references' makeup is put on. */
  Canvas canvas(EvaluationFace target);

  /** A face that waits for makeup. */
  @FunctionalInterface
  interface Canvas {
    /**
     * The face in the reference's makeup.
     *
     * @return a new array, not necessarily within [-1, 1]
     */
    float[] paint(EvaluationFace reference);
  }
}
