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
 * The presets of {@code configs} as they are in the jar, for commands that are given no
 * configuration.
 */
public final class PublishedPreset {
  private PublishedPreset() {}

  /**
   * Presets, each over those before it.
   *
   * @param presets names such as {@code paper}
   */
  public static ConfigTree tree(String... presets) {
    ConfigTree tree = preset(presets[0]);
    for (int i = 1; i < presets.length; i++) {
      tree = tree.with(preset(presets[i]).without("extends"));
    }
    return tree;
  }

  /**
   * The settings of a published program, for networks that came from its files.
   *
   * @param sizes what stands under {@code network}
   * @param presets see {@link #tree(String...)}
   */
  public static ConfigTree tree(Record sizes, String... presets) {
    ConfigTree tree = tree(presets);
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
