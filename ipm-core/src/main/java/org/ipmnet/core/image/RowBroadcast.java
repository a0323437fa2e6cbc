// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One row over all rows of a matrix.
 *
 * <p>ND4J's own addiRowVector must not be used: its operation holds the array of dimensions, and
 * nobody holds the operation while native code reads that array. If the garbage collector comes in
 * between, memory is read that was freed: the process ends, or a training gets NaN.
 */
public final class RowBroadcast {
  private RowBroadcast() {}

  /** Adds a row in place. */
  public static void add(INDArray rows, INDArray row) {
    run(new BroadcastAddOp(rows, row, rows, 1));
  }

  /** Multiplies by a row into another matrix. */
  public static void multiply(INDArray rows, INDArray row, INDArray into) {
    run(new BroadcastMulOp(rows, row, into, 1));
  }

  private static void run(BroadcastOp operation) {
    try {
      Nd4j.getExecutioner().exec(operation);
    } finally {
      Reference.reachabilityFence(operation);
    }
  }
}
