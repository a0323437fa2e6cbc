// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.MeanSquaredError;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.AdversarialTraining;
import org.ipmnet.train.adversarial.DiscriminatorStep;
import org.ipmnet.train.adversarial.DiscriminatorStep.Examples;
import org.ipmnet.train.adversarial.WeightedSum;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.AdamConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One iteration of BeautyGAN's program: D_A and D_B on pictures of the current G, then G against
 * both with a forward pass of its own. In reports a, the bare side, is x and b is y, as in IPM-Net:
 * a loss of y1, which is a made up, ends with {@code _yx}, one of y2, which is b cleaned, with
 * {@code _xy}; what should be a photo of a domain again ends with {@code _x} or {@code _y}. D_A,
 * which judges made-up faces, is {@code d_y}.
 *
 * <p>A pair in which an eye has no pixel is skipped entirely, D's step too: the report then says
 * {@code skipped} 1 and nothing else.
 */
public final class BeautyGanTraining extends AdversarialTraining {
  /** D's objective is half of real and fake. */
  private static final double HALF = 0.5;

  private static final AdversarialForm FORM = AdversarialForm.LEAST_SQUARES;

  private final BeautyGan net;
  private final BeautyGanLossWeights weights;
  private final PerceptualNetwork perceptual;

  /**
   * A training of these networks.
   *
   * @param perceptual null when the perceptual weight is 0
   */
  public BeautyGanTraining(
      BeautyGan net,
      BeautyGanLossWeights weights,
      AdamConfig optimizer,
      PerceptualNetwork perceptual) {
    super(
        optimizer,
        List.of(net.generator()),
        DiscriminatorStep.of(
            optimizer, net.discriminators(), FORM, HALF * weights.adversarial(), 0));
    this.net = net;
    this.weights = weights;
    this.perceptual = perceptual;
  }

  @Override
  public void initialise(RandomStreams streams) {
    net.initialise(streams);
  }

  @Override
  protected void step(MakeupBatch batch, LossReport.Builder report) {
    Optional<MakeupRegions> bare = regions(batch.bare());
    Optional<MakeupRegions> madeUp = regions(batch.madeUp());
    if (bare.isEmpty() || madeUp.isEmpty()) {
      report.add("skipped", 1.0);
      return;
    }
    if (hasDiscriminators()) {
      updateDiscriminators(batch, report);
    }
    updateGenerator(batch, bare.get(), madeUp.get(), report);
  }

  private Optional<MakeupRegions> regions(FaceBatch faces) {
    if (faces.regions() == null || faces.regions().length != 1) {
      throw new UserError("BeautyGAN trains on one pair an iteration, with parsing maps: batch 1");
    }
    return MakeupRegions.of(faces.regions()[0], weights.eyeBox());
  }

  private void updateDiscriminators(MakeupBatch batch, LossReport.Builder report) {
    INDArray a = batch.bare().images();
    INDArray b = batch.madeUp().images();
    try (Tape tape = Tape.withoutGradients(memory())) {
      List<Variable> made =
          tape.applyAll(net.generator(), Parameters.TRAINED, tape.constant(a), tape.constant(b));
      updateDiscriminators(
          batch,
          List.of(
              new Examples(net.madeUp(), made.get(0).value(), b, "_y"),
              new Examples(net.bare(), made.get(1).value(), a, "_x")),
          report);
    }
  }

  private void updateGenerator(
      MakeupBatch batch, MakeupRegions inBare, MakeupRegions inMadeUp, LossReport.Builder report) {
    try (Tape tape = new Tape(memory())) {
      WeightedSum sum = new WeightedSum(tape, report);
      Variable a = tape.constant(batch.bare().images());
      Variable b = tape.constant(batch.madeUp().images());
      List<Variable> made = pictures(tape, sum, a, b);
      Variable y1 = made.get(0);
      Variable y2 = made.get(1);
      if (hasDiscriminators()) {
        addAdversarial(tape, sum, "_yx", net.madeUp(), y1);
        addAdversarial(tape, sum, "_xy", net.bare(), y2);
      }
      if (weights.cycle() > 0) {
        List<Variable> back = generate(tape, y2, y1); // b again, a again
        sum.add("cycle_x", weights.cycle(), MeanAbsoluteError.of(tape, back.get(1), a));
        sum.add("cycle_y", weights.cycle(), MeanAbsoluteError.of(tape, back.get(0), b));
      }
      addMakeup(sum, "_yx", new MakeupLoss(tape, y1, b.value()), inBare, inMadeUp);
      addMakeup(sum, "_xy", new MakeupLoss(tape, y2, a.value()), inMadeUp, inBare);
      if (weights.perceptual() > 0) {
        addPerceptual(tape, sum, "_yx", y1, a);
        addPerceptual(tape, sum, "_xy", y2, b);
      }
      minimise(sum, batch);
    }
  }

  /** y1, y2 = G(a, b); the identity losses' pictures are made in the same batch. */
  private List<Variable> pictures(Tape tape, WeightedSum sum, Variable a, Variable b) {
    if (weights.identity() == 0) {
      return generate(tape, a, b);
    }
    List<List<Variable>> made =
        tape.applyAllEach(
            net.generator(),
            Parameters.TRAINED,
            List.of(List.of(a, b), List.of(a, a), List.of(b, b)));
    double weight = weights.identity();
    for (int output = 0; output < 2; output++) {
      String name = "identity_x" + (output + 1);
      sum.add(name, weight, MeanAbsoluteError.of(tape, made.get(1).get(output), a));
    }
    for (int output = 0; output < 2; output++) {
      String name = "identity_y" + (output + 1);
      sum.add(name, weight, MeanAbsoluteError.of(tape, made.get(2).get(output), b));
    }
    return made.get(0);
  }

  private List<Variable> generate(Tape tape, Variable bare, Variable madeUp) {
    return tape.applyAll(net.generator(), Parameters.TRAINED, bare, madeUp);
  }

  private void addAdversarial(
      Tape tape, WeightedSum sum, String picture, Network d, Variable made) {
    Variable logits = tape.apply(d, Parameters.FROZEN, made);
    sum.add("adversarial" + picture, weights.adversarial(), FORM.real(tape, logits));
  }

  /** The parts of the made picture are where they were in the photo that it was made of. */
  private void addMakeup(
      WeightedSum sum,
      String picture,
      MakeupLoss loss,
      MakeupRegions own,
      MakeupRegions reference) {
    if (weights.lips() > 0) {
      sum.add("lips" + picture, weights.lips(), loss.of(own.lips(), reference.lips()));
    }
    if (weights.skin() > 0) {
      sum.add("skin" + picture, weights.skin(), loss.of(own.skin(), reference.skin()));
    }
    if (weights.eyes() > 0) {
      sum.add("left_eye" + picture, weights.eyes(), loss.of(own.leftEye(), reference.leftEye()));
      sum.add("right_eye" + picture, weights.eyes(), loss.of(own.rightEye(), reference.rightEye()));
    }
  }

  private void addPerceptual(
      Tape tape, WeightedSum sum, String picture, Variable made, Variable photo) {
    Variable target = perceptual.features(tape, photo);
    sum.add(
        "perceptual" + picture,
        weights.perceptual(),
        MeanSquaredError.of(tape, perceptual.features(tape, made), target));
  }

  /** The networks. */
  public BeautyGan net() {
    return net;
  }
}
