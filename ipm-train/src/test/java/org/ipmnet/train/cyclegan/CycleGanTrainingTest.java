// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.cyclegan.CycleGanOptimizer.ScheduleStep;
import org.ipmnet.train.testing.ReportedGradient;
import org.ipmnet.train.testing.SteadyMemory;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class CycleGanTrainingTest {
  private static final int SIDE = 16;
  private static final CycleGanNetworkConfig SIZES =
      new CycleGanNetworkConfig(
          new CycleGanNetworkConfig.Generator(2, 1), new CycleGanNetworkConfig.Discriminator(2, 2));

  @TempDir Path folder;

  private static CycleGanTraining training(CycleGanLossWeights loss, double rate) {
    CycleGanOptimizer optimizer =
        new CycleGanOptimizer(rate, 0.5, 0.999, 1e-8, 1, 2, ScheduleStep.BEFORE_EPOCH);
    CycleGan net = CycleGan.of(SIZES, DataType.DOUBLE).initialise(new RandomStreams(3));
    net.networks().forEach(network -> GradientCheck.filled(network, 1));
    return new CycleGanTraining(net, loss, optimizer, new SeededPoolDraws(new RandomStreams(1)));
  }

  private static MakeupBatch batch(long iteration, long epoch) {
    return new MakeupBatch(
        iteration,
        epoch,
        0,
        new FaceBatch(GradientCheck.values(1 + iteration, 2, 3, SIDE, SIDE), null, null),
        new FaceBatch(GradientCheck.values(9 + iteration, 2, 3, SIDE, SIDE), null, null));
  }

  @Test
  void adamIsGivenTheGradientOfTheReportedTotals() {
    try (CycleGanTraining training = training(new CycleGanLossWeights(1.5, 3, 2, 0), 0)) {
      ReportedGradient.check(training, batch(0, 0), "g_total", "d_total");
    }
  }

  @Test
  void aSteadyStateTakesNoFreshArrayAboveAMegabyte() {
    CycleGanNetworkConfig wide =
        new CycleGanNetworkConfig(
            new CycleGanNetworkConfig.Generator(32, 1),
            new CycleGanNetworkConfig.Discriminator(32, 2));
    CycleGan net = CycleGan.of(wide, DataType.FLOAT).initialise(new RandomStreams(3));
    CycleGanOptimizer optimizer =
        new CycleGanOptimizer(1e-4, 0.5, 0.999, 1e-8, 1, 0, ScheduleStep.BEFORE_EPOCH);
    PoolDraws draws = new SeededPoolDraws(new RandomStreams(1));
    try (CycleGanTraining training =
        new CycleGanTraining(net, new CycleGanLossWeights(1, 10, 5, 4), optimizer, draws)) {
      SteadyMemory.check(training, TinyModel.batch(DataType.FLOAT, 96), 3); // the pools are full
    }
  }

  @Test
  void lossesOfWeight0AreNotThere() {
    try (CycleGanTraining training = training(new CycleGanLossWeights(0, 3, 0, 5), 1e-4)) {
      Map<String, Double> report = training.step(batch(0, 0)).terms();
      assertEquals(Set.of("cycle_x", "cycle_y", "g_total"), report.keySet());
    }
  }

  @Test
  void theRateFollowsTheEpoch() {
    try (CycleGanTraining training = training(new CycleGanLossWeights(1, 3, 2, 0), 1e-3)) {
      INDArray before = training.networks().get(0).parameters().dup();
      training.step(batch(0, 2)); // the last of three epochs: rate 0
      assertIdentical("parameters", before, training.networks().get(0).parameters());
      training.step(batch(1, 0));
      assertFalse(before.equals(training.networks().get(0).parameters()));
    }
  }

  @Test
  void theFormulaAsItWasMeantEndsAboveNothing() {
    CycleGanOptimizer after =
        new CycleGanOptimizer(1, 0.5, 0.999, 1e-8, 100, 100, ScheduleStep.AFTER_EPOCH);
    assertEquals(1, after.learningRateOf(99), "the 100th");
    assertEquals(1 - 1 / 101.0, after.learningRateOf(100), 1e-15);
    assertEquals(1 / 101.0, after.learningRateOf(199), 1e-15);
    assertEquals(0, after.learningRateOf(500), "a run longer than its schedule");
    CycleGanOptimizer constant =
        new CycleGanOptimizer(1, 0.5, 0.999, 1e-8, 3, 0, ScheduleStep.BEFORE_EPOCH);
    assertEquals(1, constant.learningRateOf(1000));
  }

  /** A pool that comes back from a checkpoint hands out what the one before would have. */
  @Test
  void poolsComeBackFromCheckpoints() {
    PoolDraws draws = new SeededPoolDraws(new RandomStreams(2));
    ImagePool pool = new ImagePool(Side.BARE, 3);
    for (int i = 0; i < 4; i++) {
      pool.exchange(Memory.fresh(), GradientCheck.values(i + 1, 2, 3, 2, 2), draws, i);
    }
    Path file = folder.resolve("pool.safetensors");
    Checkpoint.Content content = new Checkpoint.Content(4, "seed: 1");
    pool.save(content);
    new ImagePool(Side.MADE_UP, 3).save(content);
    content.writeTo(file);
    ImagePool back = new ImagePool(Side.BARE, 3);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      back.load(checkpoint);
      ImagePool empty = new ImagePool(Side.MADE_UP, 3);
      empty.load(checkpoint);
      assertEquals(0, empty.stored());
      UserError error =
          assertThrows(UserError.class, () -> new ImagePool(Side.BARE, 2).load(checkpoint));
      assertTrue(error.getMessage().contains("a pool of 2"), error.getMessage());
    }
    assertEquals(3, back.stored());
    int old = 0;
    for (int i = 4; i < 20; i++) {
      INDArray newest = GradientCheck.values(i + 1, 2, 3, 2, 2);
      INDArray expected = pool.exchange(Memory.fresh(), newest, draws, i);
      assertIdentical("iteration " + i, expected, back.exchange(Memory.fresh(), newest, draws, i));
      old += expected.equals(newest) ? 0 : 1;
    }
    assertTrue(old > 5, "old pictures are handed out too");
  }

  @Test
  void poolsThatDoNotFitAreRefused() {
    INDArray two = GradientCheck.values(1, 2, 3, 2, 2);
    assertTrue(refusal("two", two).contains("pool.non-makeup.stored must be a whole number"));
    assertTrue(refusal("99999999999", two).contains("must be a whole number"));
    assertTrue(refusal("1", two).contains("has shape [2, 3, 2, 2] and says that it holds 1"));
    assertTrue(refusal("2", two.reshape(2, 12)).contains("has shape [2, 12]"));
    ImagePool pool = new ImagePool(Side.BARE, 3);
    load(pool, "2", two);
    INDArray larger = GradientCheck.values(1, 1, 3, 4, 4);
    PoolDraws draws = new SeededPoolDraws(new RandomStreams(2));
    UserError error =
        assertThrows(UserError.class, () -> pool.exchange(Memory.fresh(), larger, draws, 0));
    assertTrue(
        error.getMessage().endsWith("of shape [3, 2, 2], not [3, 4, 4]"), error.getMessage());
  }

  private String refusal(String stored, INDArray pictures) {
    return assertThrows(
            UserError.class, () -> load(new ImagePool(Side.BARE, 3), stored, pictures), stored)
        .getMessage();
  }

  private void load(ImagePool pool, String stored, INDArray pictures) {
    Path file = folder.resolve("odd.safetensors");
    new Checkpoint.Content(4, "seed: 1")
        .text("pool.non-makeup.stored", stored)
        .tensor("pool.non-makeup", pictures)
        .writeTo(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      pool.load(checkpoint);
    }
  }
}
