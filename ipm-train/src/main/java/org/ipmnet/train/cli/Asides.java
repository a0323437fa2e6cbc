// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** Lines beside a command's own output, each seen at once: progress, warnings. */
record Asides(PrintWriter err) implements Consumer<String> {
  Asides(CommandSpec spec) {
    this(spec.commandLine().getErr());
  }

  @Override
  public void accept(String line) {
    err.println(line);
    err.flush();
  }
}
