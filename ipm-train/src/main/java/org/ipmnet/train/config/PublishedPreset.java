// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.ipmnet.core.config.ConfigTree;

/**
 * The settings of a published program as a configuration, for networks that came from its files.
 */
public final class PublishedPreset {
  private PublishedPreset() {}

  /**
   * A preset with these sizes.
   *
   * @param sizes what stands under {@code network}
   * @param presets names of presets such as {@code release}, each over those before it
   */
  public static ConfigTree tree(Record sizes, String... presets) {
    ConfigTree tree = preset(presets[0]);
    for (int i = 1; i < presets.length; i++) {
      tree = tree.with(preset(presets[i]).without("extends"));
    }
    return tree.with(ConfigTree.parse(tree.source(), ConfigTree.write(Map.of("network", sizes))));
  }

  private static ConfigTree preset(String name) {
    String file = "configs/" + name + ".yaml";
    return ConfigTree.parse(file, resource(file));
  }

  private static String resource(String name) {
    try (InputStream in = PublishedPreset.class.getResourceAsStream("/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
