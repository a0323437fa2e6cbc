// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.ipmnet.StyleParts;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.BatchAreas;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.adversarial.AdversarialTraining;
import org.ipmnet.train.adversarial.DiscriminatorStep;
import org.ipmnet.train.adversarial.DiscriminatorStep.Examples;
import org.ipmnet.train.adversarial.StepDraws;
import org.ipmnet.train.adversarial.StepDraws.Call;
import org.ipmnet.train.adversarial.StepMemory;
import org.ipmnet.train.adversarial.WeightedSum;
import org.ipmnet.train.loop.LossReport;
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
  private final IpmNetLosses losses;
  private final StyleSource styleSource;
  private final Residual residual;
  private final StepDraws draws;
  private final int styleLength;
  private final SkinTone skin;

  /**
   * A training of these networks.
   *
   * @param discriminators null when the adversarial weight is 0
   * @param perceptual R; null when the perceptual weight is 0
   * @param residual how r_x is made
   * @param draws the random styles and textures' factors, if the configuration has any
   * @param skin whose skin a face has in the other one's style
   */
  public IpmNetTraining(
      IpmNet net,
      Discriminators discriminators,
      PerceptualNetwork perceptual,
      IpmNetLossWeights weights,
      AdamConfig optimizer,
      Residual residual,
      StepDraws draws,
      SkinTone skin) {
    this(
        net,
        discriminators,
        perceptual,
        weights,
        optimizer,
        residual,
        draws,
        skin,
        StepMemory.of(net.generator().type()));
  }

  /** The same with a memory that is given, such as one that checks who owns an array. */
  IpmNetTraining(
      IpmNet net,
      Discriminators discriminators,
      PerceptualNetwork perceptual,
      IpmNetLossWeights weights,
      AdamConfig optimizer,
      Residual residual,
      StepDraws draws,
      SkinTone skin,
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
    this.losses = new IpmNetLosses(weights, perceptual, discriminators);
    this.styleSource = weights.styleSource();
    this.residual = residual;
    this.draws = draws;
    this.styleLength = (int) net.mlp().parameterViews().get("0.weight").size(1);
    this.discriminators = discriminators;
    this.skin = skin;
  }

  /** One iteration: updates D, then G with E_I, E_S and the MLP. */
  @Override
  protected void step(MakeupBatch batch, LossReport.Builder report) {
    if (hasDiscriminators() && styleSource == StyleSource.RANDOM) {
      updateDiscriminatorsWithRandomStyles(batch, report);
    }
    try (Tape tape = new Tape(memory())) {
      Exchange exchange = new Exchange(tape, net, encode(tape, batch), losses.reconstruct());
      if (hasDiscriminators() && styleSource == StyleSource.REFERENCE) {
        updateDiscriminators(
            batch, exchange.made(Direction.YX), exchange.made(Direction.XY), report);
      }
      WeightedSum sum = new WeightedSum(tape, report);
      losses.addTo(sum, exchange);
      minimise(sum, batch);
    }
  }

  /** D's update on pictures that are made for it alone, with styles of its own. */
  private void updateDiscriminatorsWithRandomStyles(MakeupBatch batch, LossReport.Builder report) {
    try (Tape tape = Tape.withoutGradients(memory())) {
      List<Variable> r = residuals(tape, batch, Call.DISCRIMINATOR);
      List<Variable> codes = each(tape, net.identity(), r);
      List<Variable> adaIns = each(tape, net.mlp(), randomStyles(tape, batch, Call.DISCRIMINATOR));
      List<BatchAreas> areas = net.tones() ? areas(batch) : List.of();
      List<List<Variable>> inputs = new ArrayList<>();
      for (int i = 0; i < SIDES.size(); i++) { // g_yx, then g_xy
        List<Variable> read = new ArrayList<>(List.of(codes.get(i), adaIns.get(1 - i), r.get(i)));
        read.addAll(tonedAreas(tape, areas, i));
        inputs.add(read);
      }
      List<Variable> made = tape.applyEach(net.generator(), Parameters.TRAINED, inputs);
      updateDiscriminators(batch, made.get(0), made.get(1), report);
    }
  }

  /** D_X tells g_xy from bare photos, D_Y tells g_yx from made-up ones. */
  private void updateDiscriminators(
      MakeupBatch batch, Variable gYx, Variable gXy, LossReport.Builder report) {
    updateDiscriminators(
        batch,
        List.of(
            new Examples(discriminators.bare(), gXy.value(), batch.bare().images(), "_x"),
            new Examples(discriminators.madeUp(), gYx.value(), batch.madeUp().images(), "_y")),
        report);
  }

  /** x and y: S = E_S(x), r_x, I_x = E_I(r_x), MLP(S) and the style to lend. */
  private List<EncodedFace> encode(Tape tape, MakeupBatch batch) {
    List<Variable> images =
        SIDES.stream().map(side -> tape.constant(batch.side(side).images())).toList();
    List<Variable> residuals = residuals(tape, batch, Call.GENERATOR);
    List<Variable> codes = each(tape, net.identity(), residuals);
    List<BatchAreas> areas = areas(batch);
    List<List<Variable>> styleAreas = new ArrayList<>();
    List<List<Variable>> read = new ArrayList<>();
    for (int i = 0; i < SIDES.size(); i++) {
      styleAreas.add(areas.isEmpty() ? List.of() : styleAreas(tape, areas.get(i)));
      read.add(EncodedFace.readByStyle(images.get(i), styleAreas.get(i)));
    }
    List<Variable> styleCodes =
        new ArrayList<>(tape.applyEach(net.style(), Parameters.TRAINED, read));
    if (styleSource == StyleSource.RANDOM) {
      styleCodes.addAll(randomStyles(tape, batch, Call.GENERATOR));
    } else if (skin == SkinTone.OWN) {
      Variable x = styleCodes.get(0);
      Variable y = styleCodes.get(1);
      styleCodes.add(StyleParts.onSkin(tape, y, x)); // what x lends to y
      styleCodes.add(StyleParts.onSkin(tape, x, y));
    }
    List<Variable> adaIns = each(tape, net.mlp(), styleCodes);
    List<EncodedFace.Style> styles = new ArrayList<>();
    for (int i = 0; i < styleCodes.size(); i++) {
      styles.add(new EncodedFace.Style(styleCodes.get(i), adaIns.get(i)));
    }
    List<EncodedFace> faces = new ArrayList<>();
    for (int i = 0; i < SIDES.size(); i++) {
      Side side = SIDES.get(i);
      faces.add(
          new EncodedFace(
              images.get(i),
              batch.side(side).masks(),
              area(batch.side(side), areas.isEmpty() ? null : areas.get(i)),
              styleAreas.get(i),
              tonedAreas(tape, areas, i),
              truth(tape, batch.side(side)),
              texture(tape, batch, Call.RESULT, side),
              residuals.get(i),
              codes.get(i),
              styles.get(i),
              styles.get(styles.size() - SIDES.size() + i))); // its own, if nothing else is lent
    }
    return faces;
  }

  /** Those of both sides, if anybody looks at them. */
  private List<BatchAreas> areas(MakeupBatch batch) {
    return net.readsAreas() || net.tones() || losses.weights().isBalanced()
        ? SIDES.stream().map(side -> BatchAreas.of(batch.side(side))).toList()
        : List.of();
  }

  /** What E_S reads beside pictures of these faces. */
  private List<Variable> styleAreas(Tape tape, BatchAreas areas) {
    return net.readsAreas() ? areas.ofStyle(net).stream().map(tape::constant).toList() : List.of();
  }

  /** What G reads beside r_x of a side's faces. */
  private List<Variable> tonedAreas(Tape tape, List<BatchAreas> areas, int side) {
    return net.tones()
        ? List.of(tape.constant(areas.get(side).shares(net.generator().type())))
        : List.of();
  }

  /** What counts in losses over the makeup area; null if there is none. */
  private INDArray area(FaceBatch faces, BatchAreas areas) {
    if (!losses.weights().looksAtArea()) {
      return null;
    }
    return losses.weights().isBalanced()
        ? areas.balanced(faces.masks().dataType())
        : faces.masks().rsub(1);
  }

  /** How these faces look in the other side's makeup, if that is asked for. */
  private Variable truth(Tape tape, FaceBatch faces) {
    if (!losses.weights().looksAtTruth()) {
      return null;
    }
    if (faces.truths() == null) {
      throw new IllegalArgumentException("a loss of truth, and nobody knows it");
    }
    return tape.constant(faces.truths());
  }

  private static List<Variable> each(Tape tape, Network network, List<Variable> inputs) {
    return tape.applyEach(network, Parameters.TRAINED, inputs.stream().map(List::of).toList());
  }

  /** r of both sides. */
  private List<Variable> residuals(Tape tape, MakeupBatch batch, Call call) {
    List<Variable> residuals = new ArrayList<>();
    for (Side side : SIDES) {
      FaceBatch faces = batch.side(side);
      Variable photos = tape.constant(faces.images());
      residuals.add(Residual.of(tape, photos, faces.masks(), texture(tape, batch, call, side)));
    }
    return residuals;
  }

  /** t' of one call of E_I. */
  private INDArray texture(Tape tape, MakeupBatch batch, Call call, Side side) {
    double u = residual.jitters() ? draws.texture(batch.iteration(), call, side) : 0;
    return residual.texture(tape, batch.side(side).textures(), u);
  }

  /** A random style for each side to lend, [batch, style, 1, 1]. */
  private List<Variable> randomStyles(Tape tape, MakeupBatch batch, Call call) {
    return SIDES.stream().map(side -> draws.styles(tape, batch, call, side, styleLength)).toList();
  }

  @Override
  public void initialise(RandomStreams streams) {
    net.initialise(streams);
    if (hasDiscriminators()) {
      discriminators.initialise(streams);
    }
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
