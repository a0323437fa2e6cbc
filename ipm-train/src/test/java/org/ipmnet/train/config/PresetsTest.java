// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.config.Crop;
import org.ipmnet.data.config.FlipUnit;
import org.ipmnet.data.config.Order;
import org.ipmnet.data.config.TextureKind;
import org.ipmnet.data.image.Interpolation;
import org.ipmnet.data.image.Resize;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.cyclegan.CycleGanConfig;
import org.ipmnet.train.cyclegan.CycleGanLossWeights;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.ipmnet.train.ipmnet.IpmNetLossWeights;
import org.ipmnet.train.ipmnet.StyleSource;
import org.ipmnet.train.munit.MunitConfig;
import org.ipmnet.train.munit.MunitLossWeights;
import org.ipmnet.train.optimizer.AdamConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The files in configs/ hold what the paper says, and what is saved is read back equal. */
class PresetsTest {
  private static final Path CONFIGS = Path.of(System.getProperty("ipm.root"), "configs");

  @Test
  void paperHasThePapersSettings() {
    RunConfig paper = load("paper.yaml");
    assertEquals(1_000_000, paper.iterations());
    assertEquals(3, paper.batch());
    assertEquals(256, paper.data().size());
    assertEquals(321, paper.data().resize());
    assertEquals(64, model(paper).network().dim());
    assertEquals(64, model(paper).network().discriminator().dim());
    assertEquals(128, model(paper).network().style());
    assertEquals(1e-4, model(paper).optimizer().learningRate());
    assertEquals(0.5, model(paper).optimizer().beta1());
    assertEquals(20, model(paper).loss().reconstruction());
    assertEquals(20, model(paper).loss().foreground());
  }

  @Test
  void thePerceptualLossNeedsLargePictures() {
    assertEquals(5, model(load("paper.yaml", "data.size=196")).loss().perceptual());
    UserError error = assertThrows(UserError.class, () -> load("paper.yaml", "data.size=192"));
    assertTrue(error.getMessage().contains("at least 195"), error.getMessage());
    assertEquals(192, load("paper.yaml", "data.size=192", "loss.perceptual=0").data().size());
  }

  @Test
  void releaseHasTheSettingsOfTheAuthorsProgram() {
    RunConfig release = load("release.yaml");
    assertEquals("random", release.weights().vggface2());
    assertEquals(1, release.batch());
    assertEquals(256, release.data().size());
    assertEquals(Crop.CENTER, release.data().crop());
    assertEquals(Order.FIXED, release.data().order());
    assertEquals(FlipUnit.BATCH, release.data().flipUnit());
    assertEquals(TextureKind.HIGH_CONTRAST, release.data().texture());
    assertEquals(new Residual(-2, 0.2), release.data().residual());
    IpmNetNetworkConfig paper = model(load("paper.yaml")).network();
    assertEquals(
        new IpmNetNetworkConfig(
            64,
            128,
            256,
            Padding.REFLECT,
            new IpmNetNetworkConfig.Identity(4, Norm.INSTANCE),
            new IpmNetNetworkConfig.Style(4, 0, Norm.NONE),
            new IpmNetNetworkConfig.Decoder(4, Norm.LAYER, true, true),
            paper.discriminator()),
        model(release).network());
    assertEquals(
        new IpmNetLossWeights(
            5, 1, 20, 20, 1, 1, 10, 1, 1, AdversarialForm.LEAST_SQUARES, StyleSource.RANDOM),
        model(release).loss());
    assertEquals(
        new AdamConfig(2e-4, 0.5, 0.999, 1e-8, 1e-4, 100_000, 2), model(release).optimizer());
  }

  @Test
  void theGradientPenaltyWantsADiscriminatorWithoutNorm() {
    assertEquals(0.5, model(load("demo.yaml", "loss.r1=0.5")).loss().r1());
    load("demo.yaml", "loss.r1=0.5", "loss.adversarial=0", "network.discriminator.norm=batch");
    UserError error =
        assertThrows(
            UserError.class,
            () -> load("demo.yaml", "loss.r1=0.5", "network.discriminator.norm=instance"));
    assertTrue(
        error.getMessage().contains("network.discriminator.norm must be none"), error.getMessage());
  }

  /** Groups have no constructors of their own; the whole that they are put into looks at them. */
  @Test
  void whatCodeBuildsIsCheckedToo() {
    RunConfig run = load("cyclegan.yaml");
    CycleGanConfig model = (CycleGanConfig) run.model();
    assertRefused(
        "log.every must be at least 1, found 0",
        () -> with(run, model, new LogConfig(0, 1, 1, 0, 1, 1, 1)));
    CycleGanLossWeights pool = new CycleGanLossWeights(1, 1, 1, -1);
    assertRefused(
        "loss.pool must lie between 0 and 10000, found -1",
        () -> with(run, new CycleGanConfig(model.network(), pool, model.optimizer()), run.log()));
    assertRefused(
        "generator.dim must lie between 1 and 512, found 1000",
        () ->
            new CycleGanNetworkConfig(
                new CycleGanNetworkConfig.Generator(1000, 1),
                new CycleGanNetworkConfig.Discriminator(1, 1)));
  }

  private static RunConfig with(RunConfig run, CycleGanConfig model, LogConfig log) {
    return new RunConfig(
        model,
        1,
        run.batch(),
        run.seed(),
        run.data(),
        run.checkpoint(),
        log,
        run.weights(),
        run.cluster());
  }

  private static void assertRefused(String message, Executable build) {
    assertEquals(message, assertThrows(UserError.class, build).getMessage());
  }

  /** Runs begun before these keys existed go on. */
  @Test
  void keysThatCameLaterHaveDefaults() {
    RunConfig config = load("demo.yaml", "optimizer.halve-every=0");
    String yaml =
        config
            .toYaml()
            .replaceAll(
                "(?m)^ *(model|flip-unit|texture-factor|texture-jitter|style-source|halve-every|generator-steps|residual):.*\\n",
                "");
    assertFalse(yaml.contains("generator-steps"), yaml);
    assertEquals(config, RunConfig.of(ConfigTree.parse("saved", yaml)));
    String oneWidth = yaml.replaceFirst("(?m)(discriminator:\\n) *dim:.*\\n", "$1");
    assertNotEquals(yaml, oneWidth);
    assertEquals(config, RunConfig.of(ConfigTree.parse("saved", oneWidth)));
  }

  @Test
  void everySideHasItsOwnResize() {
    assertEquals(80, load("demo.yaml").data().resize());
    assertEquals(161, load("demo.yaml", "data.size=128").data().resize());
    assertEquals(70, load("demo.yaml", "data.resize=70").data().resize());
  }

  @Test
  void whatIsSavedIsReadBackEqual() {
    for (RunConfig config :
        List.of(
            load("demo.yaml"),
            load("release.yaml"),
            load("release.yaml", "network.dim=32", "network.discriminator.dim=48"),
            load("demo.yaml", "weights.vggface2=random", "weights.lpips-vgg=/a b/vgg.pth"),
            load("paper.yaml", "weights.vggface2=random", "data.folder=/a b/#1"))) {
      assertEquals(config, RunConfig.of(ConfigTree.parse("saved", config.toYaml())));
    }
  }

  private static IpmNetConfig model(RunConfig config) {
    return (IpmNetConfig) config.model();
  }

  private static RunConfig load(String file, String... assignments) {
    return RunConfig.load(CONFIGS.resolve(file), List.of(assignments));
  }

  /** A smaller network sees whole faces too, not a corner of a large photo. */
  @Test
  void photosBecomeSmallerWithTheNetworksInput() {
    assertEquals(64, load("beautygan.yaml", "data.size=64").data().resize());
    assertEquals(72, load("cyclegan.yaml", "data.size=64").data().resize());
    assertEquals(64, load("munit.yaml", "data.size=64").data().resize());
    assertEquals(80, load("demo.yaml", "data.size=64").data().resize());
  }

  @Test
  void cycleGanHasItsProgramsSettings() {
    RunConfig config = load("cyclegan.yaml");
    assertEquals(1, config.batch());
    assertEquals(286, config.data().resize());
    assertEquals(Resize.Form.SQUARE, config.data().resizeForm());
    assertEquals(Interpolation.BICUBIC, config.data().interpolation());
    assertEquals(Order.RANDOM_REFERENCE, config.data().order());
    CycleGanConfig model = (CycleGanConfig) config.model();
    assertEquals(9, model.network().generator().resBlocks());
    assertEquals(new CycleGanLossWeights(1, 10, 5, 50), model.loss());
    assertEquals(2e-4, model.optimizer().learningRate());
    UserError error = assertThrows(UserError.class, () -> load("cyclegan.yaml", "data.size=20"));
    assertTrue(error.getMessage().endsWith("24 would do"), error.getMessage());
  }

  @Test
  void munitHasItsProgramsSettings() {
    RunConfig config = load("munit.yaml");
    assertEquals(1, config.batch());
    assertEquals(256, config.data().resize());
    assertEquals(Order.ZIPPED, config.data().order());
    MunitConfig model = (MunitConfig) config.model();
    assertEquals(8, model.network().style());
    assertEquals(new MunitLossWeights(10, 1, 1, 0, 1, 0), model.loss());
    assertEquals(new AdamConfig(1e-4, 0.5, 0.999, 1e-8, 1e-4, 100_000, 1), model.optimizer());
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                load(
                    "munit.yaml",
                    "data.size=16",
                    "loss.perceptual=1",
                    "network.discriminator.scales=1"));
    assertTrue(error.getMessage().contains("at least 32"), error.getMessage());
  }
}
