// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.gan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.MakeupArea;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.TrainingStep;
import org.ipmnet.train.loss.Exchange;
import org.ipmnet.train.loss.Face;
import org.ipmnet.train.loss.LossWeights;
import org.ipmnet.train.loss.Transfer;
import org.ipmnet.train.loss.TransferLoss;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.optimizer.AdamConfig;

/**
 * The training of the paper's section 3: both directions at once, D first, then G against the new
 * D. Both updates use one and the same forward pass of G, detached for D.
 */
public final class MakeupTraining implements TrainingStep, AutoCloseable {
  /** By how much the step's arena grows. */
  private static final long SLAB_BYTES = 256L << 20;

  private final IpmNet net;
  private final Adam adam;
  private final DiscriminatorStep discriminatorStep;
  private final List<TransferLoss> losses;
  private final Arena arena;
  private final Memory memory;

  /**
   * A training of these networks.
   *
   * @param discriminators null when the adversarial weight is 0
   */
  public MakeupTraining(
      IpmNet net, Discriminators discriminators, LossWeights weights, AdamConfig optimizer) {
    this(net, discriminators, weights, optimizer, new Arena(net.generator().type(), SLAB_BYTES));
  }

  private MakeupTraining(
      IpmNet net,
      Discriminators discriminators,
      LossWeights weights,
      AdamConfig optimizer,
      Arena arena) {
    this(net, discriminators, weights, optimizer, arena, arena);
  }

  /** A training that takes its arrays from {@code memory}, which is the arena or looks into it. */
  MakeupTraining(
      IpmNet net,
      Discriminators discriminators,
      LossWeights weights,
      AdamConfig optimizer,
      Arena arena,
      Memory memory) {
    this.net = net;
    this.adam = new Adam(optimizer, net.networks());
    this.losses = TransferLoss.of(weights);
    this.discriminatorStep =
        discriminators == null
            ? null
            : new DiscriminatorStep(
                discriminators, new Adam(optimizer, discriminators.networks()), weights);
    this.arena = arena;
    this.memory = memory;
  }

  /** One iteration: updates D, then G with E_I, E_S and the MLP. */
  @Override
  public LossReport step(MakeupBatch batch) {
    Map<String, Double> report = new LinkedHashMap<>();
    try (Tape tape = new Tape(memory)) {
      List<Face> faces = encode(tape, List.of(batch.bare(), batch.madeUp()));
      Discriminators d = discriminators();
      Exchange exchange =
          new Exchange(
              tape,
              net,
              faces.get(0),
              faces.get(1),
              d == null ? null : d.bare(),
              d == null ? null : d.madeUp(),
              losses);
      Transfer toX = exchange.transfers().get(0); // g_yx
      Transfer toY = exchange.transfers().get(1); // g_xy

      if (d != null) {
        discriminatorStep.update(
            memory,
            batch.bare().images(),
            toY.result().value(),
            batch.madeUp().images(),
            toX.result().value(),
            batch.iteration(),
            report);
      }

      adam.clearGradients();
      double total = 0;
      for (TransferLoss loss : losses) {
        total += record(tape, loss, toX, "_x", report);
        total += record(tape, loss, toY, "_y", report);
      }
      report.put("g_total", total);
      tape.backward();
      adam.step(
          adam.config().learningRateAt(batch.iteration()), adam.config().generatorSteps(), memory);
    } finally {
      arena.reset();
    }
    return new LossReport(report);
  }

  /** S = E_S(x), r_x, I_x = E_I(r_x) and MLP(S) of both sides. */
  private List<Face> encode(Tape tape, List<FaceBatch> sides) {
    List<Variable> images = sides.stream().map(s -> tape.constant(s.images())).toList();
    List<Variable> residuals = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      FaceBatch side = sides.get(i);
      residuals.add(MakeupArea.residual(tape, images.get(i), side.masks(), side.textures()));
    }
    List<Variable> styles = each(tape, net.style(), images);
    List<Variable> codes = each(tape, net.identity(), residuals);
    List<Variable> adaIns = each(tape, net.mlp(), styles);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      faces.add(
          new Face(
              images.get(i),
              sides.get(i).masks(),
              sides.get(i).masks().rsub(1),
              sides.get(i).textures(),
              residuals.get(i),
              codes.get(i),
              styles.get(i),
              adaIns.get(i)));
    }
    return faces;
  }

  private static List<Variable> each(Tape tape, Network network, List<Variable> inputs) {
    return tape.applyEach(network, Parameters.TRAINED, inputs.stream().map(List::of).toList());
  }

  /** Records one loss in one direction; returns its weighted value. */
  private static double record(
      Tape tape, TransferLoss loss, Transfer transfer, String side, Map<String, Double> report) {
    double value = 0;
    for (Scalar part : loss.of(transfer)) {
      tape.weigh(part, loss.weight());
      value += part.value();
    }
    report.put(loss.name() + side, value);
    return loss.weight() * value;
  }

  /** E_I, E_S, MLP, G. */
  public IpmNet net() {
    return net;
  }

  /** D_X and D_Y, or null without the adversarial loss. */
  public Discriminators discriminators() {
    return discriminatorStep == null ? null : discriminatorStep.discriminators();
  }

  /** The optimiser of {@link #net}. */
  public Adam adam() {
    return adam;
  }

  /** The optimiser of {@link #discriminators}, or null. */
  public Adam discriminatorAdam() {
    return discriminatorStep == null ? null : discriminatorStep.adam();
  }

  /** The step's memory, for measurements. */
  public Arena arena() {
    return arena;
  }

  @Override
  public void close() {
    arena.close();
  }
}
