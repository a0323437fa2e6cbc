// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.VggForm;
import org.ipmnet.core.perceptual.VggInput;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.LargeAllocations;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.session.TrainingRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class BeautyGanTrainingTest {
  private static final int SIDE = 32;
  private static final Path PRESET =
      Path.of(System.getProperty("ipm.root"), "configs", "beautygan.yaml");

  private static BeautyGan net() {
    BeautyGanNetworkConfig sizes =
        new BeautyGanNetworkConfig(4, 1, new BeautyGanNetworkConfig.Discriminator(4, 2));
    return BeautyGan.of(sizes, DataType.FLOAT).initialise(new RandomStreams(1));
  }

  private static BeautyGanTraining training(BeautyGanLossWeights loss) {
    return new BeautyGanTraining(
        net(), loss, new AdamConfig(1e-3, 0.5, 0.999, 1e-8, 0, 0, 1), null);
  }

  private static BeautyGanLossWeights weights(double makeup, double others) {
    return new BeautyGanLossWeights(
        others,
        others,
        others,
        0,
        makeup,
        makeup,
        makeup,
        VggForm.VGG_19,
        VggInput.AS_IS,
        EyeBoxEdge.CUT);
  }

  private static FaceBatch face(long seed, boolean bothEyes) {
    byte[] codes = new byte[SIDE * SIDE];
    Arrays.fill(codes, FacePart.SKIN.code());
    codes[10 * SIDE + 8] = FacePart.EYE.code();
    codes[10 * SIDE + 24] = bothEyes ? FacePart.EYE.secondCode() : FacePart.SKIN.code();
    codes[25 * SIDE + 16] = FacePart.UPPER_LIP.code();
    INDArray image = GradientCheck.values(seed, 1, 3, SIDE, SIDE).muli(0.9).castTo(DataType.FLOAT);
    return new FaceBatch(image, null, null, new byte[][] {codes});
  }

  @Test
  void aPairWithoutAnEyeMovesNothing() {
    try (BeautyGanTraining training = training(weights(1, 1))) {
      List<INDArray> before = state(training);
      LossReport report = training.step(new MakeupBatch(0, face(1, true), face(2, false)));
      assertEquals(Map.of("skipped", 1.0), report.terms());
      List<INDArray> after = state(training);
      for (int i = 0; i < before.size(); i++) {
        assertIdentical("array " + i, before.get(i), after.get(i));
      }
      training.optimizers().forEach(adam -> assertEquals(0, adam.steps()));
    }
  }

  private static List<INDArray> state(BeautyGanTraining training) {
    List<INDArray> state = new ArrayList<>();
    for (Network network : training.networks()) {
      state.add(network.parameters().dup());
      state.add(network.statistics().dup());
    }
    return state;
  }

  @Test
  void aLossOfWeightZeroIsNotComputed() {
    MakeupBatch batch = new MakeupBatch(0, face(1, true), face(2, true));
    try (BeautyGanTraining training = training(weights(0, 0))) {
      assertEquals(Set.of("g_total"), training.step(batch).terms().keySet());
      assertEquals(List.of(training.net().generator()), training.networks());
    }
    try (BeautyGanTraining training = training(weights(2, 0))) {
      LossReport report = training.step(batch);
      double sum =
          report.terms().entrySet().stream()
              .filter(term -> term.getKey().matches("(lips|skin|left_eye|right_eye)_(yx|xy)"))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      assertTrue(sum > 0);
      assertEquals(2 * sum, report.terms().get("g_total"), 1e-9 * sum);
      assertFalse(report.terms().containsKey("cycle_x"));
    }
  }

  @Test
  void laterIterationsTakeNoFreshMemory() {
    MakeupBatch batch = new MakeupBatch(0, face(1, true), face(2, true));
    try (BeautyGanTraining training = training(weights(1, 1))) {
      training.step(batch);
      training.step(batch);
      try (LargeAllocations watched = new LargeAllocations(8 << 10)) {
        training.step(batch);
        assertEquals(List.of(), watched.found());
      }
    }
  }

  /** Masks tell where makeup may be, but not where lips and eyes are. */
  @Test
  void facesWithoutMapsAreRefused(@TempDir Path folder) throws IOException {
    Path faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 3, SIDE, 1);
    Files.move(faces.resolve("segs"), faces.resolve("masks"));
    BufferedImage mask = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setSample(0, 0, 0, 255);
    try (Stream<Path> files = Files.walk(faces.resolve("masks"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        ImageIO.write(mask, "png", file.toFile());
      }
    }
    RunConfig config =
        RunConfig.load(
            PRESET,
            List.of(
                "data.folder=" + faces,
                "data.size=" + SIDE,
                "data.resize=" + SIDE,
                "network.dim=2",
                "network.discriminator.dim=2",
                "network.discriminator.layers=2",
                "loss.perceptual=0"));
    TrainingRun run =
        new TrainingRun(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            false,
            () -> true);
    Path out = folder.resolve("run");
    UserError error = assertThrows(UserError.class, () -> run.start(config, out));
    assertEquals(1, error.getMessage().lines().count());
    assertTrue(
        error.getMessage().startsWith("BeautyGAN needs a parsing map of every face"),
        error.getMessage());
    assertTrue(error.getMessage().contains(faces.toString()), error.getMessage());
    assertFalse(Files.exists(out), "no run begins");
  }

  @Test
  void whatTheConfigurationRefuses() {
    assertNotEquals(null, RunConfig.load(PRESET, List.of()));
    assertTrue(refused("batch=2").contains("batch must be 1"));
    assertTrue(refused("data.size=20").contains("24 would do"));
    assertTrue(refused("loss.skin=-1").contains("skin"));
    assertTrue(refused("loss.background=1").contains("unknown key loss.background"));
  }

  private static String refused(String assignment) {
    UserError error =
        assertThrows(
            UserError.class, () -> RunConfig.load(PRESET, List.of(assignment, "data.resize=256")));
    assertEquals(1, error.getMessage().lines().count());
    return error.getMessage();
  }
}
