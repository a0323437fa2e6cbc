// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsConfigTest {
  @TempDir Path folder;

  @Test
  void everythingMayBeLeftOut() {
    WeightsConfig none = read("{}");
    assertFalse(none.random(Pretrained.VGGFACE2));
    for (Pretrained network : Pretrained.values()) {
      assertEquals(network.defaultFile(), none.file(network));
    }
    assertEquals("lpips-alex.safetensors", name(none.file(Pretrained.LPIPS_ALEX)));
  }

  @Test
  void aPathReplacesTheDefaultPlace() throws IOException {
    Path file = Files.createFile(folder.resolve("vgg.pth"));
    WeightsConfig config = read("lpips-vgg: '" + file + "'");
    assertEquals(file, config.require(Pretrained.LPIPS_VGG));
    assertEquals(Pretrained.BISENET.defaultFile(), config.file(Pretrained.BISENET));
  }

  @Test
  void onlyThePerceptualNetworkCanBeRandom() {
    assertTrue(read("vggface2: random").random(Pretrained.VGGFACE2));
    UserError error = assertThrows(UserError.class, () -> read("inception: random"));
    assertTrue(error.getMessage().contains("inception must be the path"), error.getMessage());
  }

  @Test
  void aMissingFileIsExplained() {
    for (Pretrained network : Pretrained.values()) {
      WeightsConfig config = read(network.key() + ": '" + folder.resolve("none") + "'");
      UserError error = assertThrows(UserError.class, () -> config.require(network));
      String message = error.getMessage();
      assertEquals(1, message.lines().count());
      assertTrue(message.contains(network.description()), message);
      assertTrue(message.contains(network.publication()), message);
      assertTrue(message.contains("ipm weights import --as " + network.key()), message);
    }
  }

  private static WeightsConfig read(String yaml) {
    return WeightsConfig.withOptionalKeys(ConfigTree.parse("test", yaml), "")
        .read(WeightsConfig.class);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
