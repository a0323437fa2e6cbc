// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import org.ipmnet.core.memory.Arena;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Applies networks in evaluation mode and keeps nothing for a backward pass. It reads their current
 * parameters, which may go on training between calls. What it returns is the caller's; all arrays
 * between input and output lie in an arena. For one thread.
 */
public final class Inference implements AutoCloseable {
  /** By how much the arena grows: a fraction of what a 256 x 256 picture needs. */
  private static final long SLAB_BYTES = 64L << 20;

  private final Arena arena;

  /** Of networks of this type. */
  public Inference(DataType type) {
    this.arena = new Arena(type, SLAB_BYTES);
  }

  /**
   * Applies a network.
   *
   * @return its outputs, new arrays
   */
  public INDArray[] apply(Network network, INDArray... inputs) {
    try {
      INDArray[] outputs =
          Application.of(network, arena, ForwardPass.Mode.EVALUATION, inputs).forward(inputs);
      INDArray[] copies = new INDArray[outputs.length];
      for (int i = 0; i < outputs.length; i++) {
        copies[i] =
            Nd4j.createUninitialized(outputs[i].dataType(), outputs[i].shape(), 'c')
                .assign(outputs[i]);
      }
      return copies;
    } finally {
      arena.reset(); // whoever goes on after a failure finds nothing taken
    }
  }

  /** The most bytes that were in use between two results, and what is held for them. */
  public Arena.Use memoryUse() {
    return arena.use();
  }

  @Override
  public void close() {
    arena.close();
  }
}
