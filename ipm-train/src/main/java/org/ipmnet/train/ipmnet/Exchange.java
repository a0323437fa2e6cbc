// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pictures of an iteration: x wears y's makeup and y wears x's. What losses need beyond them is
 * computed when the first of them asks, for both directions at once: where norms allow it as one
 * batch. All is written for {@link Direction#YX}.
 */
final class Exchange {
  private static final List<Direction> DIRECTIONS = List.of(Direction.values());

  private final Tape tape;
  private final IpmNet net;
  private final List<EncodedFace> faces;
  private final List<Variable> made;
  private final List<Variable> reconstructions;
  private List<Variable> residuals;
  private List<Variable> identities;
  private List<Variable> styles;
  private List<Variable> cycles;

  /**
   * Computes g_yx = G(I_x, S_y) + r_x and g_xy = G(I_y, S_x) + r_y, or with the styles that are
   * lent in place of S_y and S_x.
   *
   * @param faces x and y
   * @param reconstructing whether g_xx and g_yy join the batch
   */
  Exchange(Tape tape, IpmNet net, List<EncodedFace> faces, boolean reconstructing) {
    this.tape = tape;
    this.net = net;
    this.faces = faces;
    List<List<Variable>> inputs = new ArrayList<>();
    inputs.addAll(each(yx -> decoding(target(yx), reference(yx).lent())));
    if (reconstructing) {
      inputs.addAll(each(yx -> decoding(target(yx), target(yx).style())));
    }
    List<Variable> decoded = tape.applyEach(net.generator(), Parameters.TRAINED, inputs);
    this.made = decoded.subList(0, DIRECTIONS.size());
    this.reconstructions = decoded.subList(DIRECTIONS.size(), decoded.size());
  }

  private static List<Variable> decoding(EncodedFace target, EncodedFace.Style style) {
    return target.decoding(target.identity(), style, target.residual());
  }

  private static <T> List<T> each(Function<Direction, T> of) {
    return DIRECTIONS.stream().map(of).toList();
  }

  /** What it is recorded on. */
  Tape tape() {
    return tape;
  }

  /** x. */
  EncodedFace target(Direction yx) {
    return faces.get(yx.ordinal());
  }

  /** y. */
  EncodedFace reference(Direction yx) {
    return target(yx.reversed());
  }

  /** g_yx, [batch, 3, h, w]. */
  Variable made(Direction yx) {
    return made.get(yx.ordinal());
  }

  /** g_xx = G(I_x, S_x) + r_x. */
  Variable reconstruction(Direction yx) {
    return reconstructions.get(yx.ordinal());
  }

  /** g_xx + truth - x: the reconstruction, changed as x is in the truth. */
  Variable reconstructionWithChange(Direction yx) {
    EncodedFace x = target(yx);
    Variable own = reconstruction(yx);
    INDArray changed = tape.memory().take(own.value().dataType(), own.value().shape());
    own.value().add(x.truth().value(), changed);
    changed.subi(x.image().value());
    return tape.record(changed, gradient -> tape.add(own, gradient), own);
  }

  /** r(g_yx) = g_yx * m_x + t'_x. */
  private Variable residualOfMade(Direction yx) {
    if (residuals == null) {
      residuals =
          each(d -> Residual.of(tape, made(d), target(d).mask(), target(d).textureOfResult()));
    }
    return residuals.get(yx.ordinal());
  }

  /** E_I(r(g_yx)). */
  Variable identityOfMade(Direction yx) {
    if (identities == null) {
      identities =
          tape.applyEach(net.identity(), Parameters.TRAINED, each(d -> List.of(residualOfMade(d))));
    }
    return identities.get(yx.ordinal());
  }

  /** E_S(g_yx). */
  Variable styleOfMade(Direction yx) {
    if (styles == null) {
      styles =
          tape.applyEach(
              net.style(),
              Parameters.TRAINED,
              each(d -> EncodedFace.readByStyle(made(d), target(d).styleAreas())));
    }
    return styles.get(yx.ordinal());
  }

  /** G(E_I(r(g_yx)), S_x) + r(g_yx): x again. */
  Variable cycle(Direction yx) {
    if (cycles == null) {
      cycles =
          tape.applyEach(
              net.generator(),
              Parameters.TRAINED,
              each(
                  d ->
                      target(d).decoding(identityOfMade(d), target(d).style(), residualOfMade(d))));
    }
    return cycles.get(yx.ordinal());
  }
}
