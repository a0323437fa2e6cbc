// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.tape.MakeupArea;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Residual;
import org.ipmnet.train.adversarial.AdversarialTraining;
import org.ipmnet.train.adversarial.DiscriminatorStep;
import org.ipmnet.train.adversarial.DiscriminatorStep.Judged;
import org.ipmnet.train.adversarial.StepDraws;
import org.ipmnet.train.adversarial.StepDraws.Call;
import org.ipmnet.train.adversarial.StepMemory;
import org.ipmnet.train.adversarial.WeightedSum;
import org.ipmnet.train.optimizer.AdamConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The training of the paper's section 3: both directions at once, D first, then G against the new
 * D. In the paper's way both updates use one and the same forward pass of G, detached for D; with
 * random styles, as in the authors' program, D's update has pictures of its own.
 */
public final class IpmNetTraining extends AdversarialTraining {
  /** x and y, in the order of all lists here. */
  private static final List<Side> SIDES = List.of(Side.BARE, Side.MADE_UP);

  private final IpmNet net;
  private final Discriminators discriminators;
  private final List<TransferLoss> losses;
  private final StyleSource styleSource;
  private final Residual residual;
  private final StepDraws draws;
  private final int styleLength;

  /**
   * A training of these networks.
   *
   * @param discriminators null when the adversarial weight is 0
   * @param perceptual R; null when the perceptual weight is 0
   * @param residual how r is made
   * @param draws the random styles and textures' factors, if the configuration has any
   */
  public IpmNetTraining(
      IpmNet net,
      Discriminators discriminators,
      PerceptualNetwork perceptual,
      IpmNetLossWeights weights,
      AdamConfig optimizer,
      Residual residual,
      StepDraws draws) {
    this(
        net,
        discriminators,
        perceptual,
        weights,
        optimizer,
        residual,
        draws,
        StepMemory.of(net.generator().type()));
  }

  /** A training whose memory somebody watches. */
  IpmNetTraining(
      IpmNet net,
      Discriminators discriminators,
      PerceptualNetwork perceptual,
      IpmNetLossWeights weights,
      AdamConfig optimizer,
      Residual residual,
      StepDraws draws,
      StepMemory memory) {
    super(
        optimizer,
        net.networks(),
        DiscriminatorStep.of(
            optimizer,
            discriminators == null ? List.of() : discriminators.networks(),
            weights.adversarialForm(),
            weights.adversarial(),
            weights.r1()),
        memory);
    this.net = net;
    this.losses = TransferLoss.of(weights, perceptual);
    this.styleSource = weights.styleSource();
    this.residual = residual;
    this.draws = draws;
    this.styleLength = (int) net.mlp().parameterViews().get("0.weight").size(1);
    this.discriminators = discriminators;
  }

  /** One iteration: updates D, then G with E_I, E_S and the MLP. */
  @Override
  protected void step(MakeupBatch batch, Map<String, Double> report) {
    if (hasDiscriminators() && styleSource == StyleSource.RANDOM) {
      updateDiscriminators(batch, report);
    }
    try (Tape tape = new Tape(memory())) {
      List<EncodedFace> faces = encode(tape, batch);
      Exchange exchange =
          new Exchange(
              tape,
              net,
              faces.get(0),
              faces.get(1),
              hasDiscriminators() ? discriminators.bare() : null,
              hasDiscriminators() ? discriminators.madeUp() : null,
              losses);
      Transfer toX = exchange.transfers().get(0); // g_yx
      Transfer toY = exchange.transfers().get(1); // g_xy

      if (hasDiscriminators() && styleSource == StyleSource.REFERENCE) {
        INDArray fakeX = toY.result().value();
        judge(batch, fakeX, toX.result().value(), report);
      }

      WeightedSum sum = new WeightedSum(tape, report);
      for (TransferLoss loss : losses) {
        sum.add(loss.name() + "_x", loss.weight(), loss.of(toX));
        sum.add(loss.name() + "_y", loss.weight(), loss.of(toY));
      }
      minimise(sum, batch);
    }
  }

  /** D's update on pictures that are made for it alone, with styles of its own. */
  private void updateDiscriminators(MakeupBatch batch, Map<String, Double> report) {
    try (Tape tape = Tape.withoutGradients(memory())) {
      List<Variable> r = residuals(tape, batch, Call.DISCRIMINATOR);
      List<Variable> codes = each(tape, net.identity(), r);
      List<Variable> adaIns = each(tape, net.mlp(), randomStyles(tape, batch, Call.DISCRIMINATOR));
      List<Variable> pictures =
          tape.applyEach(
              net.generator(),
              Parameters.TRAINED,
              List.of(
                  List.of(codes.get(0), adaIns.get(1), r.get(0)), // g_yx
                  List.of(codes.get(1), adaIns.get(0), r.get(1)))); // g_xy
      judge(batch, pictures.get(1).value(), pictures.get(0).value(), report);
    }
  }

  /**
   * D's update.
   *
   * @param fakeX g_xy, made of the made-up faces of {@code batch}
   * @param fakeY g_yx, made of the bare ones
   */
  private void judge(
      MakeupBatch batch, INDArray fakeX, INDArray fakeY, Map<String, Double> report) {
    judge(
        batch,
        List.of(
            new Judged(discriminators.bare(), fakeX, batch.bare().images(), "_x"),
            new Judged(discriminators.madeUp(), fakeY, batch.madeUp().images(), "_y")),
        report);
  }

  /** S = E_S(x), r_x, I_x = E_I(r_x), MLP(S) and the style to lend, of both sides. */
  private List<EncodedFace> encode(Tape tape, MakeupBatch batch) {
    List<Variable> images =
        SIDES.stream().map(side -> tape.constant(batch.side(side).images())).toList();
    List<Variable> residuals = residuals(tape, batch, Call.GENERATOR);
    List<Variable> codes = each(tape, net.identity(), residuals);
    List<Variable> styles = new ArrayList<>(each(tape, net.style(), images));
    if (styleSource == StyleSource.RANDOM) {
      styles.addAll(randomStyles(tape, batch, Call.GENERATOR));
    }
    List<Variable> adaIns = each(tape, net.mlp(), styles);
    int lent = styleSource == StyleSource.RANDOM ? SIDES.size() : 0;
    List<EncodedFace> faces = new ArrayList<>();
    for (int i = 0; i < SIDES.size(); i++) {
      FaceBatch side = batch.side(SIDES.get(i));
      faces.add(
          new EncodedFace(
              images.get(i),
              side.masks(),
              side.masks().rsub(1),
              texture(tape, batch, Call.RESULT, SIDES.get(i)),
              residuals.get(i),
              codes.get(i),
              styles.get(i),
              adaIns.get(i),
              styles.get(lent + i),
              adaIns.get(lent + i)));
    }
    return faces;
  }

  private static List<Variable> each(Tape tape, Network network, List<Variable> inputs) {
    return tape.applyEach(network, Parameters.TRAINED, inputs.stream().map(List::of).toList());
  }

  /** r of both sides. */
  private List<Variable> residuals(Tape tape, MakeupBatch batch, Call call) {
    List<Variable> residuals = new ArrayList<>();
    for (Side side : SIDES) {
      FaceBatch faces = batch.side(side);
      residuals.add(
          MakeupArea.residual(
              tape,
              tape.constant(faces.images()),
              faces.masks(),
              texture(tape, batch, call, side)));
    }
    return residuals;
  }

  /** t' of one call of E_I: factor * j * t. */
  private INDArray texture(Tape tape, MakeupBatch batch, Call call, Side side) {
    double u = residual.jitter() == 0 ? 0 : draws.texture(batch.iteration(), call, side);
    return MakeupArea.texture(tape, batch.side(side).textures(), residual.factor(u));
  }

  /** A random style for each side to lend, [batch, style, 1, 1]. */
  private List<Variable> randomStyles(Tape tape, MakeupBatch batch, Call call) {
    return SIDES.stream().map(side -> draws.styles(tape, batch, call, side, styleLength)).toList();
  }

  /** E_I, E_S, MLP, G. */
  public IpmNet net() {
    return net;
  }

  /** D_X and D_Y, or null without the adversarial loss. */
  public Discriminators discriminators() {
    return discriminators;
  }
}
