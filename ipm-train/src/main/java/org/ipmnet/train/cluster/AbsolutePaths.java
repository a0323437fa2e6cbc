// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.config.ConfigTree;

/** Paths in a configuration, made absolute: they are relative to where a command is started. */
final class AbsolutePaths {
  private static final String PATHS =
      "data\\.folder|data\\.(non-)?makeup\\.(images|maps|masks|textures)|weights\\..*";

  private AbsolutePaths() {}

  /** As assignments over the configuration. */
  static List<String> assignments(ConfigTree tree) {
    return tree.values().entrySet().stream()
        .filter(key -> key.getKey().matches(PATHS))
        .filter(key -> isRelative(key.getValue()))
        .map(AbsolutePaths::assignment)
        .toList();
  }

  /** A path as all workers read it. */
  static String of(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static boolean isRelative(String value) {
    return !value.equals("null") && !value.equals("random") && !Path.of(value).isAbsolute();
  }

  private static String assignment(Map.Entry<String, String> key) {
    String path = of(Path.of(key.getValue()));
    return String.format(Locale.ROOT, "%s='%s'", key.getKey(), path.replace("'", "''"));
  }
}
