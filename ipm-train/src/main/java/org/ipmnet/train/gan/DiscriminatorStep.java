// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.gan;

import java.util.List;
import java.util.Map;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.loss.AdversarialForm;
import org.ipmnet.train.loss.AdversarialForm.Verdict;
import org.ipmnet.train.loss.LossWeights;
import org.ipmnet.train.optimizer.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * D's own update: pictures of G are fake, photos are real, and at photos D's slope is penalised
 * (R1); summed over scales.
 */
final class DiscriminatorStep {
  /** Part of R1 in the authors' program, whose weight multiplies it. */
  private static final double R1_FACTOR = 0.01;

  private final Discriminators discriminators;
  private final Adam adam;
  private final AdversarialForm form;
  private final double weight;
  private final double r1;

  DiscriminatorStep(Discriminators discriminators, Adam adam, LossWeights weights) {
    this.discriminators = discriminators;
    this.adam = adam;
    this.form = weights.adversarialForm();
    this.weight = weights.adversarial();
    this.r1 = weights.r1();
  }

  Discriminators discriminators() {
    return discriminators;
  }

  Adam adam() {
    return adam;
  }

  /**
   * Updates both on images from the current G, which are constants here.
   *
   * @param fakeX g_xy, made of the made-up faces of {@code batch}
   * @param fakeY g_yx, made of the bare ones
   */
  void update(
      Memory memory,
      MakeupBatch batch,
      INDArray fakeX,
      INDArray fakeY,
      Map<String, Double> report) {
    adam.clearGradients();
    double dx = judge(memory, discriminators.bare(), fakeX, batch.bare().images(), "_x", report);
    double dy =
        judge(memory, discriminators.madeUp(), fakeY, batch.madeUp().images(), "_y", report);
    adam.step(adam.config().learningRateAt(batch.iteration()), 1, memory);
    report.put("d_total", weight * (dx + dy));
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
      loss += judge(tape, tape.applyAll(d, Parameters.TRAINED, tape.constant(fake)), Verdict.FAKE);
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
