// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import java.util.List;
import java.util.Optional;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.adversarial.DiscriminatorStep.Examples;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.optimizer.AdamConfig;

/**
 * What trainings with discriminators have in common: an optimiser of the generators, one of the
 * discriminators, and an arena for the arrays of an iteration.
 *
 * <p>At adversarial weight 0 no D is needed: then there is no {@link DiscriminatorStep}, no D is
 * trained, and none is stored.
 */
public abstract class AdversarialTraining implements Training {
  private final Adam adam;
  private final Optional<DiscriminatorStep> discriminatorStep;
  private final StepMemory memory;

  /**
   * A training that has not begun.
   *
   * @param optimizer of the generators
   * @param generators all networks that learn together, encoders included
   */
  protected AdversarialTraining(
      AdamConfig optimizer,
      List<Network> generators,
      Optional<DiscriminatorStep> discriminatorStep) {
    this(optimizer, generators, discriminatorStep, StepMemory.of(generators.get(0).type()));
  }

  /** The same with a memory that is given, such as one that checks who owns an array. */
  protected AdversarialTraining(
      AdamConfig optimizer,
      List<Network> generators,
      Optional<DiscriminatorStep> discriminatorStep,
      StepMemory memory) {
    this.adam = new Adam(optimizer, generators);
    this.discriminatorStep = discriminatorStep;
    this.memory = memory;
  }

  @Override
  public final LossReport step(MakeupBatch batch) {
    LossReport.Builder report = new LossReport.Builder();
    try {
      step(batch, report);
    } finally {
      memory.arena().reset();
    }
    return report.build();
  }

  /**
   * One iteration.
   *
   * @param report receives its losses in the order in which they are computed
   */
  protected abstract void step(MakeupBatch batch, LossReport.Builder report);

  /** The learning rate of an iteration. */
  protected double learningRate(MakeupBatch batch) {
    return adam.config().learningRateAt(batch.iteration());
  }

  /** The generators' step along the gradient of a sum, which is complete. */
  protected final void minimise(WeightedSum sum, MakeupBatch batch) {
    adam.clearGradients();
    sum.backward();
    adam.step(learningRate(batch), adam.config().generatorSteps(), memory.memory());
  }

  /** Whether there are discriminators: the adversarial loss has a weight. */
  protected final boolean hasDiscriminators() {
    return discriminatorStep.isPresent();
  }

  /** The discriminators' step, where there are any. */
  protected final void updateDiscriminators(
      MakeupBatch batch, List<Examples> all, LossReport.Builder report) {
    discriminatorStep.orElseThrow().update(memory.memory(), learningRate(batch), all, report);
  }

  /** Where arrays of an iteration come from; what is left of them at its end is taken back. */
  protected final Memory memory() {
    return memory.memory();
  }

  /** That of the generators, then that of the discriminators if there are any. */
  @Override
  public final List<Adam> optimizers() {
    return discriminatorStep.map(d -> List.of(adam, d.adam())).orElse(List.of(adam));
  }

  @Override
  public final Arena.Use memoryUse() {
    return memory.arena().use();
  }

  @Override
  public final void close() {
    memory.arena().close();
  }
}
