// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.train.adversarial.WeightedSum;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The losses of G, E_I, E_S and the MLP: section 3.2 of the paper, one method an equation, written
 * for g_yx. || a - b ||_1 is the mean over all elements.
 *
 * @param weights one of weight 0 is not computed
 * @param perceptual R; null when the perceptual weight is 0
 * @param discriminators null when the adversarial weight is 0
 */
record IpmNetLosses(
    IpmNetLossWeights weights, PerceptualNetwork perceptual, Discriminators discriminators) {

  IpmNetLosses {
    if (weights.perceptual() > 0 && perceptual == null) {
      throw new IllegalArgumentException("a perceptual loss needs its network");
    }
  }

  /** Whether {@link Exchange#reconstruction} is asked for. */
  boolean reconstruct() {
    return weights.reconstruction() > 0 || weights.foreground() > 0 || weights.change() > 0;
  }

  /**
   * Adds all, in both directions. Their order fixes the order in which the networks are applied,
   * and so that in which running statistics move.
   */
  void addTo(WeightedSum sum, Exchange e) {
    Function<Direction, String> picture = Direction::ofPicture;
    Function<Direction, String> target = Direction::ofTarget;
    add(sum, "background", picture, weights.background(), e, this::background);
    add(sum, "reconstruction", target, weights.reconstruction(), e, this::reconstruction);
    add(sum, "foreground", target, weights.foreground(), e, this::foreground);
    add(sum, "truth", picture, weights.truth(), e, this::truth);
    add(sum, "change", picture, weights.change(), e, this::change);
    add(sum, "identity", picture, weights.identity(), e, this::identity);
    add(sum, "style", picture, weights.style(), e, this::style);
    add(sum, "cycle", target, weights.cycle(), e, this::cycle);
    add(sum, "adversarial", picture, weights.adversarial(), e, this::adversarial);
    // last: its arrays are released first
    add(sum, "perceptual", picture, weights.perceptual(), e, this::perceptual);
  }

  private static void add(
      WeightedSum sum,
      String name,
      Function<Direction, String> suffix,
      double weight,
      Exchange exchange,
      BiFunction<Exchange, Direction, List<Scalar>> loss) {
    if (weight > 0) {
      for (Direction direction : Direction.values()) {
        sum.add(name + suffix.apply(direction), weight, loss.apply(exchange, direction));
      }
    }
  }

  /** L_back = || b_x - b_yx ||_1, equation (3): what the mask keeps stays as it was. */
  private List<Scalar> background(Exchange e, Direction yx) {
    return l1(e, e.made(yx), e.target(yx).image(), e.target(yx).mask());
  }

  /** L_recon = || x - g_xx ||_1, equation (4): one's own style gives back the photo. */
  private List<Scalar> reconstruction(Exchange e, Direction yx) {
    return l1(e, e.reconstruction(yx), e.target(yx).image());
  }

  /**
   * L_fore = || f_x - f_xx ||_1, equation (5): the makeup area of the reconstruction; 0 where there
   * is none.
   */
  private List<Scalar> foreground(Exchange e, Direction yx) {
    return l1(e, e.reconstruction(yx), e.target(yx).image(), e.target(yx).area());
  }

  /** || (g_yx - truth) * area ||_1, where it is known how x looks in y's makeup. */
  private List<Scalar> truth(Exchange e, Direction yx) {
    return l1(e, e.made(yx), e.target(yx).truth(), e.target(yx).area());
  }

  /**
   * || ((g_yx - g_xx) - (truth - x)) * area ||_1: what y's style changes, which is what a transfer
   * puts on a photo; what G gets wrong in both paintings does not count.
   */
  private List<Scalar> change(Exchange e, Direction yx) {
    return l1(e, e.made(yx), e.reconstructionWithChange(yx), e.target(yx).area());
  }

  /** L_identity = || I_x - E_I(g_yx * m_x + t_x) ||_1, equation (6); no side is detached. */
  private List<Scalar> identity(Exchange e, Direction yx) {
    return l1(e, e.identityOfMade(yx), e.target(yx).identity());
  }

  /**
   * L_style = || S_y - E_S(g_yx) ||_1, equation (7); no side is detached. The authors' program has
   * the random vector that made g_yx in place of S_y.
   */
  private List<Scalar> style(Exchange e, Direction yx) {
    return l1(e, e.styleOfMade(yx), e.reference(yx).lent().code());
  }

  /** || x - G(E_I(r(g_yx)), S_x) - r(g_yx) ||_1, authors' program: x's own style undoes it. */
  private List<Scalar> cycle(Exchange e, Direction yx) {
    return l1(e, e.cycle(yx), e.target(yx).image());
  }

  /**
   * G's side of L_adv, equation (8), non-saturating: D of y's domain takes g_yx for a photo; summed
   * over scales.
   */
  private List<Scalar> adversarial(Exchange e, Direction yx) {
    Network d = yx == Direction.YX ? discriminators.madeUp() : discriminators.bare();
    return e.tape().applyAll(d, Parameters.FROZEN, e.made(yx)).stream()
        .map(logits -> weights.adversarialForm().real(e.tape(), logits))
        .toList();
  }

  /**
   * L_per = || R(x) - R(g_yx) ||_1, equation (2): what R sees of the person stays as it was. R(x)
   * is a constant.
   */
  private List<Scalar> perceptual(Exchange e, Direction yx) {
    Variable photo = perceptual.features(e.tape(), e.target(yx).image());
    return l1(e, perceptual.features(e.tape(), e.made(yx)), photo);
  }

  private static List<Scalar> l1(Exchange e, Variable a, Variable b) {
    return List.of(MeanAbsoluteError.of(e.tape(), a, b));
  }

  private static List<Scalar> l1(Exchange e, Variable a, Variable b, INDArray mask) {
    return List.of(MeanAbsoluteError.of(e.tape(), a, b, mask));
  }
}
