// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder outside the repository that tests read. One that a system property names must hold what
 * is asked of it: a mistyped path fails. Only without the property, where the folder is looked for
 * in its usual place, may it be absent.
 */
public enum OutsideFolder {
  /** Reference numbers. */
  GOLDEN("ipm.golden", "../shared/golden"),
  /** Real photos. */
  PHOTOS("ipm.shared.data", "../shared/data"),
  /** Networks of others, as they were published. */
  MODELS("ipm.shared.models", "../shared/models");

  private final String property;
  private final String usual;

  OutsideFolder(String property, String usual) {
    this.property = property;
    this.usual = usual;
  }

  /** The folder itself, whether it is there or not. */
  public Path path() {
    return root().resolve(System.getProperty(property, usual));
  }

  /** Whether the property names it. */
  boolean isNamed() {
    return System.getProperty(property) != null;
  }

  /** What is in it by this name; fails or skips the calling test where there is no such thing. */
  public Path resolve(String name) {
    return find(name)
        .orElseGet(
            () -> abort(String.format(Locale.ROOT, "there is no %s (-D%s=DIR)", name, property)));
  }

  /** The same, or nothing instead of skipping. */
  Optional<Path> find(String name) {
    return find(root(), System.getProperty(property), name);
  }

  /** The same for a value of the property, or null without it. */
  Optional<Path> find(Path root, String given, String name) {
    Path found = root.resolve(given == null ? usual : given).resolve(name).normalize();
    if (!Files.exists(found)) {
      return given == null
          ? Optional.empty()
          : fail(String.format(Locale.ROOT, "there is no %s (-D%s=DIR)", found, property));
    }
    return Optional.of(found);
  }

  /** Relative names begin at the repository's root; a module's tests run in the module's folder. */
  private static Path root() {
    return Path.of(System.getProperty("ipm.root", ".."));
  }
}
