// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ipmnet.data.synth.SyntheticDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ipm data synth}. */
@Command(
    name = "synth",
    mixinStandardHelpOptions = true,
    description =
        "Write synthetic faces in MT layout, with the ground truth of held-out transfers.",
    footer = {"", "Example:", "  ipm data synth faces --identities 300 --size 128"})
final class SynthCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "a new or empty folder")
  private Path dir;

  @Option(
      names = "--identities",
      defaultValue = "300",
      description = "bare faces, and as many made-up ones (default ${DEFAULT-VALUE})")
  private int identities;

  @Option(
      names = "--size",
      defaultValue = "361",
      description = "side in pixels (default ${DEFAULT-VALUE})")
  private int size;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of every draw (default ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() {
    SyntheticDataset.write(dir, identities, size, seed);
    System.out.printf(
        Locale.ROOT, "%s: %d bare and %d made-up faces%n", dir, identities, identities);
    return 0;
  }
}
