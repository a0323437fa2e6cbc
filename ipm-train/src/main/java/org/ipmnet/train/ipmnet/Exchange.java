// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.MakeupArea;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;

/**
 * The two directions of an iteration: x wears y's makeup and y wears x's. What losses need beyond
 * the results is computed when the first of them asks, for both directions at once: where norms
 * allow it as one batch.
 */
public final class Exchange {
  private final Tape tape;
  private final IpmNet net;
  private final List<Transfer> transfers;
  private final List<Variable> results;
  private List<Variable> reconstructions;
  private List<Variable> residuals;
  private List<Variable> identities;
  private List<Variable> styles;
  private List<Variable> cycles;

  /**
   * Computes g_yx = G(I_x, S_y) + r_x and g_xy = G(I_y, S_x) + r_y, or with the styles that are
   * lent in place of S_y and S_x.
   *
   * @param discriminatorX D of x's domain; null when the adversarial weight is 0
   * @param discriminatorY D of y's domain, or null
   * @param losses what will be asked for: if any needs the reconstructions, they join the batch
   */
  public Exchange(
      Tape tape,
      IpmNet net,
      EncodedFace x,
      EncodedFace y,
      Network discriminatorX,
      Network discriminatorY,
      List<TransferLoss> losses) {
    this.tape = tape;
    this.net = net;
    this.transfers =
        List.of(
            new Transfer(this, 0, x, y, discriminatorY),
            new Transfer(this, 1, y, x, discriminatorX));
    List<List<Variable>> inputs =
        new ArrayList<>(each(t -> decoding(t.target(), t.reference().lentAdaIn())));
    boolean reconstructing = losses.stream().anyMatch(TransferLoss::reconstructs);
    if (reconstructing) {
      inputs.addAll(each(t -> decoding(t.target(), t.target().adaIn())));
    }
    List<Variable> decoded = tape.applyEach(net.generator(), Parameters.TRAINED, inputs);
    this.results = decoded.subList(0, 2);
    this.reconstructions = reconstructing ? decoded.subList(2, 4) : null;
  }

  private static List<Variable> decoding(EncodedFace target, Variable adaIn) {
    return List.of(target.code(), adaIn, target.residual());
  }

  private <T> List<T> each(Function<Transfer, T> of) {
    return transfers.stream().map(of).toList();
  }

  /** Both directions: towards y's makeup, whose result is g_yx, and towards x's. */
  public List<Transfer> transfers() {
    return transfers;
  }

  Tape tape() {
    return tape;
  }

  /** g_yx, g_xy. */
  List<Variable> results() {
    return results;
  }

  /** g_xx = G(I_x, S_x) + r_x, g_yy. */
  List<Variable> reconstructions() {
    if (reconstructions == null) {
      throw new IllegalStateException("no loss said that it needs the reconstructions");
    }
    return reconstructions;
  }

  /** r(g_yx) with x's mask and texture, r(g_xy). */
  private List<Variable> residuals() {
    if (residuals == null) {
      residuals =
          each(
              t ->
                  MakeupArea.residual(
                      tape, t.result(), t.target().kept(), t.target().textureOfResult()));
    }
    return residuals;
  }

  /** E_I(r(g_yx)), E_I(r(g_xy)). */
  List<Variable> identities() {
    if (identities == null) {
      identities = tape.applyEach(net.identity(), Parameters.TRAINED, singly(residuals()));
    }
    return identities;
  }

  /** E_S(g_yx), E_S(g_xy). */
  List<Variable> styles() {
    if (styles == null) {
      styles = tape.applyEach(net.style(), Parameters.TRAINED, singly(results));
    }
    return styles;
  }

  /** G(E_I(r(g_yx)), S_x, r(g_yx)), and the other. */
  List<Variable> cycles() {
    if (cycles == null) {
      List<Variable> codes = identities();
      List<List<Variable>> inputs = new ArrayList<>();
      for (int i = 0; i < codes.size(); i++) {
        inputs.add(List.of(codes.get(i), transfers.get(i).target().adaIn(), residuals().get(i)));
      }
      cycles = tape.applyEach(net.generator(), Parameters.TRAINED, inputs);
    }
    return cycles;
  }

  private static List<List<Variable>> singly(List<Variable> inputs) {
    return inputs.stream().map(List::of).toList();
  }
}
