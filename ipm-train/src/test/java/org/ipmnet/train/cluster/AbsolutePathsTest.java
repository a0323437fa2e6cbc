// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.config.ConfigTree;
import org.junit.jupiter.api.Test;

class AbsolutePathsTest {
  private static final String YAML =
      """
      data: {folder: it's mine, size: 64, makeup: {images: /there, maps: ~}}
      weights: {vggface2: random, inception: w/i.bin}
      log: {every: 1}
      """;

  @Test
  void workersAreToldWholePathsOfWhatIsRelative() {
    ConfigTree tree = ConfigTree.parse("test", YAML);
    ConfigTree told = tree.set(AbsolutePaths.assignments(tree));
    assertEquals(Path.of("it's mine").toAbsolutePath().toString(), value(told, "data.folder"));
    assertEquals(Path.of("w/i.bin").toAbsolutePath().toString(), value(told, "weights.inception"));
    assertEquals("random", value(told, "weights.vggface2"));
    assertEquals("/there", value(told, "data.makeup.images"));
    assertEquals("null", value(told, "data.makeup.maps"));
    assertEquals(tree.values().keySet(), told.values().keySet());
    assertEquals(List.of(), AbsolutePaths.assignments(told));
  }

  private static String value(ConfigTree tree, String key) {
    return tree.values().get(key);
  }
}
