// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.gan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.tape.MakeupArea;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.TrainingStep;
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
      Variable styleX = encodeStyle(tape, batch.bare());
      Variable styleY = encodeStyle(tape, batch.madeUp());
      Face x = encode(tape, batch.bare(), styleX);
      Face y = encode(tape, batch.madeUp(), styleY);
      Discriminators d = discriminators();
      Transfer toX = new Transfer(tape, net, d == null ? null : d.madeUp(), x, y); // g_yx
      Transfer toY = new Transfer(tape, net, d == null ? null : d.bare(), y, x); // g_xy

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

  private Variable encodeStyle(Tape tape, FaceBatch faces) {
    return tape.apply(net.style(), Parameters.TRAINED, tape.constant(faces.images()));
  }

  private Face encode(Tape tape, FaceBatch faces, Variable style) {
    Variable image = tape.constant(faces.images());
    Variable residual = MakeupArea.residual(tape, image, faces.masks(), faces.textures());
    return new Face(
        image,
        faces.masks(),
        faces.masks().rsub(1),
        faces.textures(),
        residual,
        tape.apply(net.identity(), Parameters.TRAINED, residual),
        style,
        tape.apply(net.mlp(), Parameters.TRAINED, style));
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
