// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.junit.jupiter.api.Test;

/** The files in configs/ hold what the paper says, and what is saved is read back equal. */
class PresetsTest {
  private static final Path CONFIGS = Path.of(System.getProperty("ipm.root"), "configs");

  @Test
  void paperHasThePapersSettings() {
    RunConfig paper = load("paper.yaml", "loss.perceptual=0");
    assertEquals(1_000_000, paper.iterations());
    assertEquals(3, paper.batch());
    assertEquals(256, paper.data().size());
    assertEquals(321, paper.data().resize());
    assertEquals(64, paper.network().dim());
    assertEquals(128, paper.network().style());
    assertEquals(1e-4, paper.optimizer().learningRate());
    assertEquals(0.5, paper.optimizer().beta1());
    assertEquals(20, paper.loss().reconstruction());
    assertEquals(20, paper.loss().foreground());
  }

  @Test
  void paperWantsThePerceptualLoss() {
    UserError error = assertThrows(UserError.class, () -> load("paper.yaml"));
    assertTrue(error.getMessage().contains("loss.perceptual"), error.getMessage());
  }

  @Test
  void theGradientPenaltyWantsADiscriminatorWithoutNorm() {
    assertEquals(0.5, load("demo.yaml", "loss.r1=0.5").loss().r1());
    load("demo.yaml", "loss.r1=0.5", "loss.adversarial=0", "network.discriminator.norm=batch");
    UserError error =
        assertThrows(
            UserError.class,
            () -> load("demo.yaml", "loss.r1=0.5", "network.discriminator.norm=instance"));
    assertTrue(
        error.getMessage().contains("network.discriminator.norm must be none"), error.getMessage());
  }

  /** Runs begun before these keys existed go on. */
  @Test
  void keysThatCameLaterHaveDefaults() {
    String yaml =
        load("demo.yaml")
            .toYaml()
            .replaceAll(
                "(?m)^ *(flip-unit|texture-factor|texture-jitter|halve-every|generator-steps):.*\\n",
                "");
    assertFalse(yaml.contains("generator-steps"), yaml);
    assertEquals(load("demo.yaml"), RunConfig.of(ConfigTree.parse("saved", yaml)));
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
            load("demo.yaml"), load("paper.yaml", "loss.perceptual=0", "data.folder=/a b/#1"))) {
      assertEquals(config, RunConfig.of(ConfigTree.parse("saved", config.toYaml())));
    }
  }

  private static RunConfig load(String file, String... assignments) {
    return RunConfig.load(CONFIGS.resolve(file), List.of(assignments));
  }
}
