// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import java.util.List;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.AdversarialTraining;
import org.ipmnet.train.adversarial.DiscriminatorStep;
import org.ipmnet.train.adversarial.DiscriminatorStep.Examples;
import org.ipmnet.train.adversarial.WeightedSum;
import org.ipmnet.train.loop.LossReport;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * CycleGAN's training (Zhu et al. 2017) as the published program does it: both G make their step,
 * then both D judge photos and what their pools hand out for the pictures made before that step.
 */
public final class CycleGanTraining extends AdversarialTraining {
  /** D learns at half the speed: the program halves its loss. */
  private static final double DISCRIMINATOR_FACTOR = 0.5;

  private static final AdversarialForm FORM = AdversarialForm.LEAST_SQUARES;

  private final CycleGan net;
  private final CycleGanLossWeights weights;
  private final CycleGanOptimizer schedule;
  private final ImagePool madeUpPool;
  private final ImagePool barePool;
  private final PoolDraws draws;

  /**
   * A training that has not begun.
   *
   * @param net the networks, initialised or to be loaded
   * @param draws of the pools
   */
  public CycleGanTraining(
      CycleGan net, CycleGanLossWeights weights, CycleGanOptimizer optimizer, PoolDraws draws) {
    super(
        optimizer.adam(),
        net.generators(),
        DiscriminatorStep.of(
            optimizer.adam(),
            net.discriminators(),
            FORM,
            DISCRIMINATOR_FACTOR * weights.adversarial(),
            0));
    this.net = net;
    this.weights = weights;
    this.schedule = optimizer;
    this.madeUpPool = new ImagePool(Side.MADE_UP, weights.pool());
    this.barePool = new ImagePool(Side.BARE, weights.pool());
    this.draws = draws;
  }

  /** One iteration: updates both G, then both D. */
  @Override
  protected void step(MakeupBatch batch, LossReport.Builder report) {
    try (Tape tape = new Tape(memory())) {
      Variable bare = tape.constant(batch.bare().images());
      Variable madeUp = tape.constant(batch.madeUp().images());
      List<Variable> byA = generate(tape, net.generatorA(), bare, madeUp);
      List<Variable> byB = generate(tape, net.generatorB(), madeUp, bare);
      Variable fakeMadeUp = byA.get(0);
      Variable fakeBare = byB.get(0);

      WeightedSum sum = new WeightedSum(tape, report);
      if (hasDiscriminators()) {
        addAdversarial(tape, sum, "_xy", net.discriminatorB(), fakeBare);
        addAdversarial(tape, sum, "_yx", net.discriminatorA(), fakeMadeUp);
      }
      if (weights.cycle() > 0) {
        Variable bareAgain = tape.apply(net.generatorB(), Parameters.TRAINED, fakeMadeUp);
        Variable madeUpAgain = tape.apply(net.generatorA(), Parameters.TRAINED, fakeBare);
        sum.add("cycle_x", weights.cycle(), MeanAbsoluteError.of(tape, bareAgain, bare));
        sum.add("cycle_y", weights.cycle(), MeanAbsoluteError.of(tape, madeUpAgain, madeUp));
      }
      if (weights.identity() > 0) {
        sum.add("identity_x", weights.identity(), MeanAbsoluteError.of(tape, byB.get(1), bare));
        sum.add("identity_y", weights.identity(), MeanAbsoluteError.of(tape, byA.get(1), madeUp));
      }
      minimise(sum, batch);
      if (hasDiscriminators()) {
        updateDiscriminators(batch, fakeBare.value(), fakeMadeUp.value(), report);
      }
    }
  }

  @Override
  protected double learningRate(MakeupBatch batch) {
    return schedule.learningRateOf(batch.epoch());
  }

  /** What a G makes of the other domain, and, for the identity loss, of its own: in one batch. */
  private List<Variable> generate(Tape tape, Network g, Variable other, Variable own) {
    List<List<Variable>> inputs =
        weights.identity() > 0 ? List.of(List.of(other), List.of(own)) : List.of(List.of(other));
    return tape.applyEach(g, Parameters.TRAINED, inputs);
  }

  private void addAdversarial(
      Tape tape, WeightedSum sum, String picture, Network d, Variable fake) {
    Variable logits = tape.apply(d, Parameters.FROZEN, fake);
    sum.add("adversarial" + picture, weights.adversarial(), FORM.real(tape, logits));
  }

  private void updateDiscriminators(
      MakeupBatch batch, INDArray fakeBare, INDArray fakeMadeUp, LossReport.Builder report) {
    // D_A's pool is asked first, as in the program
    INDArray shownMadeUp = madeUpPool.exchange(memory(), fakeMadeUp, draws, batch.iteration());
    INDArray shownBare = barePool.exchange(memory(), fakeBare, draws, batch.iteration());
    updateDiscriminators(
        batch,
        List.of(
            new Examples(net.discriminatorA(), shownMadeUp, batch.madeUp().images(), "_y"),
            new Examples(net.discriminatorB(), shownBare, batch.bare().images(), "_x")),
        report);
    memory().release(shownMadeUp);
    memory().release(shownBare);
  }

  @Override
  public void initialise(RandomStreams streams) {
    net.initialise(streams);
  }

  /** Adds the pools. */
  @Override
  public void save(Checkpoint.Content content) {
    madeUpPool.save(content);
    barePool.save(content);
  }

  @Override
  public void load(Checkpoint checkpoint) {
    madeUpPool.load(checkpoint);
    barePool.load(checkpoint);
  }
}
