// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.data.parsing.ParsingDataConfig;
import org.ipmnet.train.config.Preset;
import org.ipmnet.train.optimizer.SgdConfig;

/**
 * Everything that determines a parser's training; saved resolved as config.yaml next to its
 * results.
 *
 * @param iterations how many in all; the learning rate falls to 0 over them
 * @param batch samples of an iteration; at least 2, as norms of a global average need
 * @param seed of every random draw
 * @param parser size of the network
 */
public record ParserConfig(
    @Range(least = 0) long iterations,
    @Range(least = 2, most = 1024) int batch,
    long seed,
    Parser parser,
    ParsingDataConfig data,
    ParserLossConfig loss,
    SgdConfig optimizer,
    CheckpointStore.Retention checkpoint,
    ParserLogConfig log) {

  /** The key that tells a parser's configuration from that of an IPM-Net. */
  private static final String OWN_KEY = "parser";

  /**
   * Size of the network, key {@code parser}.
   *
   * @param width channels of the first stage; published 64
   * @param weights file to begin with, of the same size, or null for random weights
   */
  public record Parser(
      @Range(least = 1, most = BiSeNetConfig.MOST_WIDTH) int width, @Nullable String weights) {}

  /** Checks the ranges. */
  public ParserConfig {
    Ranges.of(ParserConfig.class)
        .require(iterations, batch, seed, parser, data, loss, optimizer, checkpoint, log);
  }

  /** {@code configs/parser.yaml}: the published training. */
  public static ConfigTree preset() {
    return Preset.of("parser");
  }

  /** Whether a configuration is a parser's. */
  public static boolean isOne(ConfigTree tree) {
    return tree.has(OWN_KEY);
  }

  /** Reads a tree strictly. */
  public static ParserConfig of(ConfigTree tree) {
    return tree.read(ParserConfig.class);
  }

  /** What the network is. */
  public BiSeNetConfig sizes() {
    return new BiSeNetConfig(data.labels().size(), parser.width());
  }

  /** The resolved configuration as YAML that {@link #of} reads back. */
  public String toYaml() {
    return ConfigTree.write(this);
  }
}
