// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ipmnet.train.parsing.ParserConfig;
import org.ipmnet.train.parsing.ParserRun;

/** A face parser that has hardly been trained. */
final class SmallParser {
  private SmallParser() {}

  static void writeTo(Path run, Path faces) {
    ParserConfig config =
        ParserConfig.of(
            ParserConfig.preset()
                .set(
                    List.of(
                        "data.folder=" + faces,
                        "data.labels=mt",
                        "parser.width=2",
                        "data.size=64",
                        "data.crop=64",
                        "batch=2",
                        "iterations=1")));
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    new ParserRun(silent, false, () -> false).start(config, run);
  }
}
