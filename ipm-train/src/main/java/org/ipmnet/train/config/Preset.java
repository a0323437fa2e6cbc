// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.ipmnet.core.config.ConfigTree;

/** The files of {@code configs/} as they come with the program. */
public final class Preset {
  private Preset() {}

  /**
   * A preset.
   *
   * @param names such as {@code paper} and {@code demo}, each over those before it; a file that
   *     extends another stands behind that one
   */
  public static ConfigTree of(String... names) {
    ConfigTree tree = read(names[0]);
    for (int i = 1; i < names.length; i++) {
      tree = tree.with(read(names[i]).without("extends"));
    }
    return tree;
  }

  /**
   * The settings of a published program, for networks that came from its files.
   *
   * @param sizes what stands under {@code network}
   * @param names see {@link #of}
   */
  public static ConfigTree withSizes(Record sizes, String... names) {
    ConfigTree tree = of(names);
    return tree.with(ConfigTree.parse(tree.source(), ConfigTree.write(Map.of("network", sizes))));
  }

  private static ConfigTree read(String name) {
    String file = "configs/" + name + ".yaml";
    try (InputStream in = Preset.class.getResourceAsStream("/" + file)) {
      byte[] yaml = Objects.requireNonNull(in, file).readAllBytes();
      return ConfigTree.parse(file, new String(yaml, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
