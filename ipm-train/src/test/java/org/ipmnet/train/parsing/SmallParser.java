// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.util.ArrayList;
import java.util.List;

/** The preset, made small enough for tests. */
final class SmallParser {
  private SmallParser() {}

  static ParserConfig config(String... assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "iterations=4",
                "batch=2",
                "parser.width=2",
                "data.labels=mt",
                "data.size=64",
                "data.crop=64",
                "data.held-out=0.25",
                "optimizer.warm-up=2",
                "checkpoint.every=2",
                "log.every=1",
                "log.samples-every=0"));
    all.addAll(List.of(assignments));
    return ParserConfig.of(ParserConfig.preset().set(all));
  }
}
