// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.NetworkConfig;

/** The authors' settings as a configuration, for networks that came from their files. */
public final class ReleasePreset {
  private static final String BASE = "configs/paper.yaml";
  private static final String PRESET = "configs/release.yaml";

  // The perceptual loss needs weights that a checkpoint does not bring.
  private static final List<String> ALWAYS = List.of("loss.perceptual=0");

  private ReleasePreset() {}

  /** The preset with these sizes. */
  public static ConfigTree tree(NetworkConfig sizes) {
    ConfigTree preset = ConfigTree.parse(PRESET, resource(PRESET)).without("extends");
    ConfigTree tree = ConfigTree.parse(BASE, resource(BASE)).with(preset);
    String network = ConfigTree.write(Map.of("network", sizes));
    return tree.set(ALWAYS).with(ConfigTree.parse(PRESET, network));
  }

  private static String resource(String name) {
    try (InputStream in = ReleasePreset.class.getResourceAsStream("/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
