// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.train.adversarial.AdversarialForm.Verdict;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.optimizer.AdamConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * D's own update: pictures of G are fake, photos are real, and at photos D's slope may be penalised
 * (R1); summed over scales and over the networks of one optimiser. Photos come first, which matters
 * where an application moves D's own state, as spectral norm does.
 */
public final class DiscriminatorStep {
  /** Part of R1 in the authors' program, whose weight multiplies it. */
  private static final double R1_FACTOR = 0.01;

  private final Adam adam;
  private final AdversarialForm form;
  private final double weight;
  private final double r1;

  private DiscriminatorStep(Adam adam, AdversarialForm form, double weight, double r1) {
    this.adam = adam;
    this.form = form;
    this.weight = weight;
    this.r1 = r1;
  }

  /**
   * A step of one optimiser.
   *
   * @param networks that are updated together
   * @param weight multiplies the whole loss
   * @param r1 weight of the slope's penalty within it; 0 for none
   * @return empty at weight 0, which moves nothing
   */
  public static Optional<DiscriminatorStep> of(
      AdamConfig optimizer,
      List<Network> networks,
      AdversarialForm form,
      double weight,
      double r1) {
    return weight == 0
        ? Optional.empty()
        : Optional.of(new DiscriminatorStep(new Adam(optimizer, networks), form, weight, r1));
  }

  /**
   * What one D is to tell apart.
   *
   * @param d one of the optimiser's networks
   * @param fake pictures [batch, 3, h, w] from the current G, which are constants here
   * @param real photos of the domain that it judges
   * @param side how reports call that domain, such as {@code _x}
   */
  public record Judged(Network d, INDArray fake, INDArray real, String side) {}

  /** The optimiser. */
  public Adam adam() {
    return adam;
  }

  /**
   * Updates all.
   *
   * @param learningRate of this step
   * @param report receives each loss, unweighted, and the weighted sum
   */
  public void update(
      Memory memory, double learningRate, List<Judged> all, Map<String, Double> report) {
    adam.clearGradients();
    double sum = 0;
    for (Judged one : all) {
      sum += judge(memory, one.d(), one.fake(), one.real(), one.side(), report);
    }
    adam.step(learningRate, 1, memory);
    report.put("d_total", weight * sum);
  }

  private double judge(
      Memory memory,
      Network d,
      INDArray fake,
      INDArray real,
      String side,
      Map<String, Double> report) {
    double loss = 0;
    try (Tape tape = new Tape(memory)) {
      if (r1 > 0) {
        Tape.Steepness photos = tape.applyWithGradientNorm(d, tape.constant(real));
        tape.weigh(photos.gradientNorm(), weight * r1 * R1_FACTOR);
        double penalty = R1_FACTOR * photos.gradientNorm().value();
        report.put("r1" + side, penalty);
        loss += r1 * penalty + judge(tape, photos.outputs(), Verdict.REAL);
      } else {
        loss +=
            judge(tape, tape.applyAll(d, Parameters.TRAINED, tape.constant(real)), Verdict.REAL);
      }
      loss += judge(tape, tape.applyAll(d, Parameters.TRAINED, tape.constant(fake)), Verdict.FAKE);
      tape.backward();
    }
    report.put("d" + side, loss);
    return loss;
  }

  private double judge(Tape tape, List<Variable> scales, Verdict verdict) {
    double loss = 0;
    for (Variable logits : scales) {
      Scalar scale = form.of(tape, logits, verdict);
      tape.weigh(scale, weight);
      loss += scale.value();
    }
    return loss;
  }
}
