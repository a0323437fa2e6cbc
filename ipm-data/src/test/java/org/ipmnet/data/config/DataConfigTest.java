// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.image.WorkingSize;
import org.ipmnet.data.label.LabelScheme;
import org.junit.jupiter.api.Test;

class DataConfigTest {
  private static final String LEAST =
      """
      size: 256
      crop: random
      order: shuffled
      texture: fractional-differential
      labels: celebamask-hq
      """;

  @Test
  void optionalKeysHaveDefaults() {
    DataConfig config = read(LEAST);
    assertEquals(321, config.resize());
    assertEquals(0.5, config.flip());
    assertEquals(2.0, config.featureGain());
    assertEquals(FaultPolicy.STOP, config.faults());
    assertEquals(MismatchPolicy.STOP, config.labelMismatch());
    assertEquals(LabelScheme.CELEBAMASK_HQ, config.labels());
    assertEquals(80, read(LEAST.replace("256", "64")).resize());
  }

  @Test
  void theRatioCountsWhereNoResizeIsGiven() {
    assertEquals(286, read(LEAST + "resize-ratio: 1.1171875\n").resize());
    assertEquals(300, read(LEAST + "resize-ratio: 1.5\nresize: 300\n").resize());
  }

  @Test
  void whatIsWrittenReadsBackTheSame() {
    DataConfig config =
        read(
            LEAST
                + "makeup: {images: a, maps: b}\nnon-makeup: {images: c, masks: d, textures: e}\n");
    assertEquals("b", config.makeup().maps());
    assertEquals(config, read(ConfigTree.write(config)));
  }

  @Test
  void keysUnderAPrefix() {
    record Run(DataConfig data) {}
    ConfigTree tree = ConfigTree.parse("a.yaml", "data:\n" + LEAST.indent(2));
    Run run = tree.read(Run.class);
    assertEquals(read(LEAST), run.data());
  }

  /** The longer side of the longest photo that is read must fit into an array too. */
  @Test
  void sizesThatOverflowAreRefused() {
    int most = Resize.LARGEST_SIDE;
    assertFails("resize: " + (most + 1), "resize must lie between 4 and " + most);
    assertFails("resize: 252", "resize must lie between 256 and " + most);
    String large = LEAST.replace("size: 256", "size: 4096") + "resize-ratio: 8\n";
    assertEquals(
        "resize-ratio 8.0 of size 4096 is 32768 pixels, more than the 6688 allowed; lower one of them",
        assertThrows(UserError.class, () -> read(large)).getMessage().replaceFirst("^.*?: ", ""));
    WorkingSize longest = Resize.shorterSide(most).size(1000, 16_000);
    assertTrue(3L * longest.width() * longest.height() <= Integer.MAX_VALUE);
  }

  @Test
  void badValuesAreNamed() {
    assertFails("size: 250", "size must be a multiple of 4, found 250; 248 or 252 would do");
    assertFails("resize-ratio: 0.5", "resize-ratio must lie between");
    assertFails("resize: 200", "resize must lie between");
    assertFails("flip: 1.5", "flip must lie between");
    assertFails("threads: 0", "threads must lie between");
    assertFails("texture: wool", "fractional-differential, high-contrast, sobel, files, none");
    assertFails("makeup.images: a", "non-makeup is missing");
    assertFails("colour: 1", "unknown key colour");
    assertFails("makeup.maps: a", "missing key makeup.images");
    assertFails("makeup.images: ~", "makeup.images must be text");
    assertFails("interpolation: ~", "interpolation must be one of");
  }

  private static void assertFails(String line, String message) {
    String assignment = line.replace(": ", "=");
    ConfigTree tree = ConfigTree.parse("a.yaml", LEAST).set(List.of(assignment));
    UserError error = assertThrows(UserError.class, () -> tree.read(DataConfig.class));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private static DataConfig read(String yaml) {
    return ConfigTree.parse("a.yaml", yaml).read(DataConfig.class);
  }
}
