// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.train.loop.LossReport;
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
   * What one D learns to tell apart.
   *
   * @param d one of the optimiser's networks
   * @param fake pictures [batch, 3, h, w] from the current G, which are constants here
   * @param real photos of the domain that it judges
   * @param domain how reports call that domain, such as {@code _x}
   */
  public record Examples(Network d, INDArray fake, INDArray real, String domain) {}

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
      Memory memory, double learningRate, List<Examples> all, LossReport.Builder report) {
    adam.clearGradients();
    double sum = 0;
    for (Examples examples : all) {
      sum += addGradient(memory, examples, report);
    }
    adam.step(learningRate, 1, memory);
    report.add("d_total", weight * sum);
  }

  /** Adds the gradient of one D's weighted loss to D; returns the loss, unweighted. */
  private double addGradient(Memory memory, Examples examples, LossReport.Builder report) {
    Network d = examples.d();
    double loss = 0;
    try (Tape tape = new Tape(memory)) {
      Variable photos = tape.constant(examples.real());
      if (r1 > 0) {
        Tape.PenalisedOutputs judged = tape.applyWithGradientNorm(d, photos);
        tape.weigh(judged.gradientNorm(), weight * r1 * R1_FACTOR);
        double penalty = R1_FACTOR * judged.gradientNorm().value();
        report.add("r1" + examples.domain(), penalty);
        loss += r1 * penalty + sum(tape, judged.outputs(), form::real);
      } else {
        loss += sum(tape, tape.applyAll(d, Parameters.TRAINED, photos), form::real);
      }
      Variable fakes = tape.constant(examples.fake());
      loss += sum(tape, tape.applyAll(d, Parameters.TRAINED, fakes), form::fake);
      tape.backward();
    }
    report.add("d" + examples.domain(), loss);
    return loss;
  }

  /** The sum of a loss over scales, each weighed on the tape. */
  private double sum(
      Tape tape, List<Variable> scales, BiFunction<Tape, Variable, Scalar> ofLogits) {
    double sum = 0;
    for (Variable logits : scales) {
      Scalar loss = ofLogits.apply(tape, logits);
      tape.weigh(loss, weight);
      sum += loss.value();
    }
    return sum;
  }
}
