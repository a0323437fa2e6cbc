// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import org.ipmnet.core.memory.Arena;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The networks at work: evaluation mode, nothing kept for a backward pass. What the methods return
 * is a new array of the caller's; everything between lives in an arena. For one thread.
 */
public final class Inference implements AutoCloseable {
  /** By how much the arena grows: a fraction of what a 256 x 256 picture needs. */
  private static final long SLAB_BYTES = 64L << 20;

  private final IpmNet net;
  private final Arena arena;

  /** Over the networks' current parameters, which may go on training between calls. */
  public Inference(IpmNet net) {
    this.net = net;
    this.arena = new Arena(net.generator().type(), SLAB_BYTES);
  }

  /** I_x = E_I(r_x): [batch, 3, h, w] to [batch, 4 dim, h/4, w/4]. */
  public INDArray identityCode(INDArray residual) {
    return detached(run(net.identity(), residual));
  }

  /** S_x = E_S(x): [batch, 3, h, w] to [batch, style, 1, 1]. */
  public INDArray styleCode(INDArray photo) {
    return detached(run(net.style(), photo));
  }

  /** g = G(I, S, r_x): a picture [batch, 3, h, w], not clamped. */
  public INDArray generate(INDArray identityCode, INDArray styleCode, INDArray residual) {
    INDArray adaIn = run(net.mlp(), styleCode);
    return detached(run(net.generator(), identityCode, adaIn, residual));
  }

  /** S_new = alpha S_x + (1 - alpha) S_y, equation (9): alpha 0 is the reference's makeup. */
  public static INDArray mix(INDArray own, INDArray reference, double alpha) {
    return own.mul(alpha).addi(reference.mul(1 - alpha));
  }

  private INDArray run(Network network, INDArray... inputs) {
    return new Application(network, arena, Application.Mode.EVALUATION).forward(inputs)[0];
  }

  /** A copy outside the arena; the arena is empty afterwards. */
  private INDArray detached(INDArray array) {
    INDArray copy = Nd4j.createUninitialized(array.dataType(), array.shape(), 'c').assign(array);
    arena.reset();
    return copy;
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
