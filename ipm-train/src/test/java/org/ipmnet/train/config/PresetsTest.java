// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    RunConfig paper = load("paper.yaml");
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
  void thePerceptualLossNeedsLargePictures() {
    assertEquals(5, load("paper.yaml", "data.size=196").loss().perceptual());
    UserError error = assertThrows(UserError.class, () -> load("paper.yaml", "data.size=192"));
    assertTrue(error.getMessage().contains("at least 195"), error.getMessage());
    assertEquals(192, load("paper.yaml", "data.size=192", "loss.perceptual=0").data().size());
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
            load("demo.yaml", "weights.vggface2=random", "weights.lpips-vgg=/a b/vgg.pth"),
            load("paper.yaml", "weights.vggface2=random", "data.folder=/a b/#1"))) {
      assertEquals(config, RunConfig.of(ConfigTree.parse("saved", config.toYaml())));
    }
  }

  private static RunConfig load(String file, String... assignments) {
    return RunConfig.load(CONFIGS.resolve(file), List.of(assignments));
  }
}
