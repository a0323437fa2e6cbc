// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.util.Map;
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
   * @param presets names, see {@link Preset#of}
   */
  public static ConfigTree tree(Record sizes, String... presets) {
    ConfigTree tree = Preset.of(presets);
    return tree.with(ConfigTree.parse(tree.source(), ConfigTree.write(Map.of("network", sizes))));
  }
}
