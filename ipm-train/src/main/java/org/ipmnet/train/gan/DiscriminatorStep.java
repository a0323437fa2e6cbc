// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.gan;

import java.util.Map;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.train.loss.AdversarialForm;
import org.ipmnet.train.loss.AdversarialForm.Verdict;
import org.ipmnet.train.optimizer.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/** D's own update: pictures of G are fake, photos are real; summed over scales. */
final class DiscriminatorStep {
  private final Discriminators discriminators;
  private final Adam adam;
  private final AdversarialForm form;
  private final double weight;

  DiscriminatorStep(Discriminators discriminators, Adam adam, AdversarialForm form, double weight) {
    this.discriminators = discriminators;
    this.adam = adam;
    this.form = form;
    this.weight = weight;
  }

  Discriminators discriminators() {
    return discriminators;
  }

  Adam adam() {
    return adam;
  }

  /** Updates both on images from the current G, which are constants here. */
  void update(
      Memory memory,
      INDArray x,
      INDArray fakeX,
      INDArray y,
      INDArray fakeY,
      Map<String, Double> report) {
    adam.clearGradients();
    double dx = judge(memory, discriminators.bare(), fakeX, x);
    double dy = judge(memory, discriminators.madeUp(), fakeY, y);
    adam.step();
    report.put("d_x", dx);
    report.put("d_y", dy);
    report.put("d_total", weight * (dx + dy));
  }

  private double judge(Memory memory, Network d, INDArray fake, INDArray real) {
    double loss = 0;
    try (Tape tape = new Tape(memory)) {
      loss += judge(tape, d, fake, Verdict.FAKE);
      loss += judge(tape, d, real, Verdict.REAL);
      tape.backward();
    }
    return loss;
  }

  private double judge(Tape tape, Network d, INDArray images, Verdict verdict) {
    double loss = 0;
    for (Variable logits : tape.applyAll(d, Parameters.TRAINED, tape.constant(images))) {
      Scalar scale = form.of(tape, logits, verdict);
      tape.weigh(scale, weight);
      loss += scale.value();
    }
    return loss;
  }
}
