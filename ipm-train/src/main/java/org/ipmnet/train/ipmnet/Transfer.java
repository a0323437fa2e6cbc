// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;

/**
 * One direction of an {@link Exchange}, as a loss is written for: {@code target} x wears the makeup
 * of {@code reference} y.
 */
public final class Transfer {
  private final Exchange exchange;
  private final int direction;
  private final EncodedFace target;
  private final EncodedFace reference;
  private final Network discriminator;

  /**
   * A direction.
   *
   * @param discriminator D of the reference's domain; null when the adversarial weight is 0
   */
  Transfer(
      Exchange exchange,
      int direction,
      EncodedFace target,
      EncodedFace reference,
      Network discriminator) {
    this.exchange = exchange;
    this.direction = direction;
    this.target = target;
    this.reference = reference;
    this.discriminator = discriminator;
  }

  /** What it is recorded on. */
  public Tape tape() {
    return exchange.tape();
  }

  /** x. */
  public EncodedFace target() {
    return target;
  }

  /** y. */
  public EncodedFace reference() {
    return reference;
  }

  /** g_yx, [batch, 3, h, w]. */
  public Variable result() {
    return exchange.results().get(direction);
  }

  /** g_xx = G(I_x, S_x) + r_x. */
  public Variable reconstruction() {
    return exchange.reconstructions().get(direction);
  }

  /** E_I(r(g_yx)), r with x's mask and texture. */
  Variable identityOfResult() {
    return exchange.identities().get(direction);
  }

  /** E_S(g_yx). */
  Variable styleOfResult() {
    return exchange.styles().get(direction);
  }

  /** G(E_I(r(g_yx)), S_x, r(g_yx)). */
  Variable cycle() {
    return exchange.cycles().get(direction);
  }

  /** D(g_yx) with D frozen, one variable a scale. */
  List<Variable> judged() {
    return tape().applyAll(discriminator, Parameters.FROZEN, result());
  }
}
