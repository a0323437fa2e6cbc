// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.LargeAllocations;
import org.ipmnet.core.testing.PoisonedMemory;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.SeededDraws;
import org.ipmnet.train.adversarial.StepMemory;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Who holds which array when, over whole iterations. */
class IpmNetTrainingMemoryTest {
  private static final int STEPS = 5;

  @ParameterizedTest
  @EnumSource(StyleSource.class)
  void aSteadyStateAsksTheSystemForNothing(StyleSource style) {
    MakeupBatch batch = TinyModel.batch(DataType.FLOAT);
    Arena arena = new Arena(DataType.FLOAT, 1 << 14); // many small slabs
    try (IpmNetTraining training = training(style, DataType.FLOAT, arena, null)) {
      training.step(batch);
      long slabs = arena.slabAllocations();
      long peak = arena.peakBytes();
      assertTrue(slabs > 1, "more than one slab, or this tests nothing");
      for (int i = 1; i < STEPS; i++) {
        training.step(batch);
        assertEquals(slabs, arena.slabAllocations());
        assertEquals(peak, arena.peakBytes());
        assertEquals(0, arena.usedBytes());
      }
    }
  }

  /** Above the arena there is room for small columns only: a fresh array costs page faults. */
  @ParameterizedTest
  @EnumSource(StyleSource.class)
  void aSteadyStateTakesNoFreshArrayAboveAMegabyte(StyleSource style) {
    long megabyte = 1 << 20;
    IpmNetNetworkConfig sizes = TinyModel.sizes(64);
    IpmNet net = IpmNet.of(sizes, DataType.FLOAT).initialise(new RandomStreams(3));
    Discriminators d = Discriminators.of(sizes, DataType.FLOAT).initialise(new RandomStreams(4));
    MakeupBatch batch = TinyModel.batch(DataType.FLOAT, 64);
    Arena arena = new Arena(DataType.FLOAT, 64 << 20);
    try (IpmNetTraining training = training(net, d, style, StepMemory.of(arena))) {
      try (LargeAllocations allocations = new LargeAllocations(megabyte)) {
        training.step(batch);
        assertTrue(
            allocations.found().size() > 0, "the arena's own are seen, or this tests nothing");
      }
      assertTrue(arena.peakBytes() > 50 * megabyte, "arrays are large, or this tests nothing");
      assertTrue(net.generator().parameters().length() * Float.BYTES > megabyte, "parameters too");
      try (LargeAllocations allocations = new LargeAllocations(megabyte)) {
        training.step(batch);
        assertEquals(List.of(), allocations.found());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(StyleSource.class)
  void nothingIsReadAfterItsReleaseOrBeforeItIsWrittenAndNothingLeaks(StyleSource style) {
    MakeupBatch batch = TinyModel.batch(DataType.DOUBLE);
    Arena plain = new Arena(DataType.DOUBLE, 1 << 20);
    Arena poisoned = new Arena(DataType.DOUBLE, 1 << 20);
    PoisonedMemory poison = new PoisonedMemory(poisoned);
    try (IpmNetTraining expected = training(style, DataType.DOUBLE, plain, null);
        IpmNetTraining found = training(style, DataType.DOUBLE, poisoned, poison)) {
      List<LossReport> reports = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        reports.add(expected.step(batch));
        assertEquals(reports.get(i), found.step(batch), "iteration " + i);
        assertEquals(List.of(), poison.inUse(), "never released");
      }
      assertTrue(
          reports.get(0).terms().get("g_total") > reports.get(STEPS - 1).terms().get("g_total"),
          "it learns");
      assertIdentical(
          "G", expected.net().generator().parameters(), found.net().generator().parameters());
    }
  }

  private static IpmNetTraining training(
      StyleSource style, DataType type, Arena arena, PoisonedMemory poison) {
    return training(
        TinyModel.net(type),
        TinyModel.discriminators(type),
        style,
        poison == null ? StepMemory.of(arena) : new StepMemory(arena, poison));
  }

  private static IpmNetTraining training(
      IpmNet net, Discriminators d, StyleSource style, StepMemory memory) {
    return new IpmNetTraining(
        net,
        d,
        TinyModel.perceptual(net.generator().type()),
        TinyModel.allLosses(AdversarialForm.LOG, style),
        new AdamConfig(1e-3, 0.5, 0.999, 1e-8, 0.01, 3, 2),
        TinyModel.residual(style),
        new SeededDraws(new RandomStreams(1)),
        SkinTone.REFERENCE,
        memory);
  }
}
