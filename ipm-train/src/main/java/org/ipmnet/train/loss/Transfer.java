// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loss;

import java.util.List;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.MakeupArea;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;

/**
 * One direction of an iteration: {@code target} x wears the makeup of {@code reference} y. What
 * losses need beyond g_yx is computed when the first of them asks.
 */
public final class Transfer {
  private final Tape tape;
  private final IpmNet net;
  private final Network discriminator;
  private final Face target;
  private final Face reference;
  private final Variable result;
  private Variable reconstruction;
  private Variable residualOfResult;
  private Variable identityOfResult;
  private Variable styleOfResult;

  /**
   * Computes g_yx = G(I_x, S_y) + r_x.
   *
   * @param discriminator D of the reference's domain; null when the adversarial weight is 0
   */
  public Transfer(Tape tape, IpmNet net, Network discriminator, Face target, Face reference) {
    this.tape = tape;
    this.net = net;
    this.discriminator = discriminator;
    this.target = target;
    this.reference = reference;
    this.result = decode(target.code(), reference.adaIn(), target.residual());
  }

  private Variable decode(Variable code, Variable adaIn, Variable residual) {
    return tape.apply(net.generator(), Parameters.TRAINED, code, adaIn, residual);
  }

  /** What it is recorded on. */
  public Tape tape() {
    return tape;
  }

  /** x. */
  public Face target() {
    return target;
  }

  /** y. */
  public Face reference() {
    return reference;
  }

  /** g_yx, [batch, 3, h, w]. */
  public Variable result() {
    return result;
  }

  /** g_xx = G(I_x, S_x) + r_x. */
  public Variable reconstruction() {
    if (reconstruction == null) {
      reconstruction = decode(target.code(), target.adaIn(), target.residual());
    }
    return reconstruction;
  }

  /** E_I(r(g_yx)), r with x's mask and texture. */
  Variable identityOfResult() {
    if (identityOfResult == null) {
      identityOfResult = tape.apply(net.identity(), Parameters.TRAINED, residualOfResult());
    }
    return identityOfResult;
  }

  /** E_S(g_yx). */
  Variable styleOfResult() {
    if (styleOfResult == null) {
      styleOfResult = tape.apply(net.style(), Parameters.TRAINED, result);
    }
    return styleOfResult;
  }

  /** G(E_I(r(g_yx)), S_x, r(g_yx)). */
  Variable cycle() {
    return decode(identityOfResult(), target.adaIn(), residualOfResult());
  }

  /** D(g_yx) with D frozen, one variable a scale. */
  List<Variable> judged() {
    return tape.applyAll(discriminator, Parameters.FROZEN, result);
  }

  private Variable residualOfResult() {
    if (residualOfResult == null) {
      residualOfResult = MakeupArea.residual(tape, result, target.kept(), target.texture());
    }
    return residualOfResult;
  }
}
