// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What becomes of complete gradients before a step, where several workers train the same. */
@FunctionalInterface
public interface GradientExchange {
  /**
   * Changes them in place.
   *
   * @param gradients those of an optimiser's networks in their order, each [n]
   */
  void exchange(List<INDArray> gradients);
}
