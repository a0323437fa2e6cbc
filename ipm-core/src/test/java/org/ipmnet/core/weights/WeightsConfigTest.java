// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsConfigTest {
  /** The face's networks have none: no training looks at them. */
  private static final Set<Pretrained> WITH_KEY =
      EnumSet.complementOf(
          EnumSet.of(
              Pretrained.BISENET,
              Pretrained.FACE_DETECTOR,
              Pretrained.FACE_LANDMARKS,
              Pretrained.PERSON,
              Pretrained.PALM_DETECTOR,
              Pretrained.HAND_LANDMARKS));

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
    assertEquals(Pretrained.INCEPTION.defaultFile(), config.file(Pretrained.INCEPTION));
  }

  @Test
  void onlyPerceptualNetworksCanBeRandom() {
    for (Pretrained network : WITH_KEY) {
      String random = network.key() + ": random";
      if (network == Pretrained.VGGFACE2 || network == Pretrained.VGG19) {
        assertTrue(read(random).random(network));
      } else {
        UserError error = assertThrows(UserError.class, () -> read(random));
        String expected =
            network.key() + " must be the path of a file; only vggface2 and vgg19 can be random";
        assertTrue(error.getMessage().endsWith(expected), error.getMessage());
      }
    }
  }

  @Test
  void aPathIsNotBlank() {
    for (Pretrained network : WITH_KEY) {
      UserError error = assertThrows(UserError.class, () -> read(network.key() + ": ' '"));
      String expected = network.key() + " must be the path of a file, found nothing";
      assertTrue(error.getMessage().endsWith(expected), error.getMessage());
      WeightsConfig named = read(network.key() + ": a.pth");
      for (Pretrained other : Pretrained.values()) {
        assertEquals(other == network, named.names(other));
      }
    }
  }

  /** A value would be ignored; null stands in the files of runs from before. */
  @Test
  void theFaceParserHasNoKey() {
    UserError error = assertThrows(UserError.class, () -> read("bisenet: parser.pth"));
    assertTrue(error.getMessage().contains("unknown key bisenet"), error.getMessage());
    assertEquals("a", read("{bisenet: null, vgg19: a}").vgg19());
  }

  @Test
  void aMissingFileIsExplained() {
    for (Pretrained network : WITH_KEY) {
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
    return ConfigTree.parse("test", yaml).read(WeightsConfig.class);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
