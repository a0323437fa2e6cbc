// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One application of a network to a batch: forwards, and perhaps backwards once. */
public interface Application {

  /**
   * Runs forwards.
   *
   * @param inputs in the order of the graph's inputs; they stay the caller's
   * @return the outputs in the order of the graph's outputs, owned by the caller
   */
  INDArray[] forward(INDArray... inputs);

  /**
   * Runs backwards, once.
   *
   * @param gradients of the outputs, owned references; null where none flows
   * @param inputsWanted which inputs' gradients are wanted
   * @param parametersWanted whether to add to the network's gradient; false for a frozen network,
   *     and always in mode FROZEN
   * @return the inputs' gradients, owned by the caller; null where not wanted
   */
  INDArray[] backward(INDArray[] gradients, boolean[] inputsWanted, boolean parametersWanted);

  /** Releases what was kept for a backward pass that will not come. */
  void drop();

  /**
   * An application that has not run yet: of the whole batch by one thread, whose kernels may use
   * more, or of equal shares of it by as many threads, where each image is computed by itself.
   */
  static Application of(Network network, Memory memory, ForwardPass.Mode mode, INDArray... inputs) {
    int shares = ShardedPass.shares(network, memory, inputs);
    return shares > 1
        ? new ShardedPass(network, memory, mode, shares)
        : new ForwardPass(network, memory, mode);
  }
}
