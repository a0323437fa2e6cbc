// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.HyphenatedName;

/**
 * A space file as it stands, read strictly.
 *
 * @param file where it was read from; paths in it are relative to that
 * @param settings differences over the base for every candidate, or null
 * @param axes in the file's order; none for a list of files
 */
public record Space(Path file, SpaceConfig config, ConfigTree settings, List<Axis> axes) {
  /** Where candidates come from. */
  public enum Search {
    /** One for each file of differences. */
    LIST,
    /** One for each combination of the axes' values. */
    GRID,
    /** Drawn from the axes. */
    RANDOM
  }

  /** Checks what the kind of search needs. */
  public Space {
    axes = List.copyOf(axes);
    boolean listed = config.search() == Search.LIST;
    if (listed != axes.isEmpty()) {
      throw new UserError(
          listed ? "%s: search %s takes files, not axes" : "%s: search %s needs axes",
          file,
          HyphenatedName.of(config.search()));
    }
    if (listed != (config.files() != null && !config.files().isEmpty())) {
      throw new UserError(
          listed ? "%s: search list needs files" : "%s: files belong to search list", file);
    }
    if (config.search() == Search.RANDOM && config.budget().candidates() == null) {
      throw new UserError("%s: search random needs budget.candidates", file);
    }
  }

  /**
   * Reads a file.
   *
   * @throws UserError naming the file and the key
   */
  public static Space load(Path file) {
    ConfigTree tree = ConfigTree.load(file);
    ConfigTree settings = tree.has("settings") ? tree.section("settings") : null;
    List<Axis> axes = new ArrayList<>();
    if (tree.has("axes")) {
      ConfigTree section = tree.section("axes");
      for (String key : section.keys()) {
        axes.add(section.section(key).read(AxisConfig.class).of(key));
      }
    }
    SpaceConfig config = tree.without("settings").without("axes").read(SpaceConfig.class);
    return new Space(file, config, settings, axes);
  }

  /** A path in the file. */
  Path resolve(String path) {
    return file.resolveSibling(path).normalize();
  }
}
