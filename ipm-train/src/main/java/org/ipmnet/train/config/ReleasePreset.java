// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.NetworkConfig;

/** The authors' settings as a configuration, for networks that came from their files. */
public final class ReleasePreset {
  private static final String BASE = "configs/paper.yaml";
  private static final String PRESET = "configs/release.yaml";

  // The perceptual loss needs weights that a checkpoint does not bring.
  private static final List<String> ALWAYS = List.of("loss.perceptual=0");

  // Where configs/release.yaml is not in this build, these are what can be said with its keys.
  private static final List<String> WITHOUT_PRESET =
      List.of(
          "batch=1",
          "data.crop=center",
          "data.order=fixed",
          "data.texture=high-contrast",
          "loss.cycle=10",
          "loss.adversarial-form=least-squares",
          "optimizer.learning-rate=2e-4",
          "optimizer.weight-decay=1e-4");

  private ReleasePreset() {}

  /** The preset with these sizes. */
  public static ConfigTree tree(NetworkConfig sizes) {
    String preset = resource(PRESET);
    ConfigTree base = ConfigTree.parse(BASE, resource(BASE));
    ConfigTree tree =
        preset == null
            ? base.set(WITHOUT_PRESET)
            : base.with(ConfigTree.parse(PRESET, preset).without("extends"));
    String network = ConfigTree.write(Map.of("network", sizes));
    return tree.set(ALWAYS).with(ConfigTree.parse(PRESET, network));
  }

  /** Whether the optimiser's section knows a key. */
  public static boolean hasOptimizerKey(ConfigTree tree, String key) {
    return tree.section("optimizer").has(key);
  }

  private static String resource(String name) {
    try (InputStream in = ReleasePreset.class.getResourceAsStream("/" + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
