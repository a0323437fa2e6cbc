// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.published.PublishedProgram;
import org.ipmnet.core.published.PublishedWriter;
import org.ipmnet.core.weights.PyTorchWriter;

/** Exports a checkpoint's networks to files of the program that their model was published with. */
public final class PublishedWeights {
  private PublishedWeights() {}

  /**
   * Writes a checkpoint's networks as that program does; if the program cannot build such networks,
   * one dictionary of all tensors under our names.
   *
   * @param config the checkpoint's
   * @param out a new file; for programs with several, its name says which one
   * @return what was written, in a few words
   */
  public static String write(Checkpoint checkpoint, ConfigTree config, Path out) {
    return write(PublishedProgram.of(ModelKind.of(config)), checkpoint, config, out);
  }

  private static <S extends Record> String write(
      PublishedProgram<S> program, Checkpoint checkpoint, ConfigTree config, Path out) {
    S sizes = program.sizes(config.section("network"));
    if (!program.builds(sizes)) {
      PyTorchWriter.write(out, checkpoint.weights());
      return "";
    }
    String file = PublishedWriter.write(program, sizes, checkpoint::read, out);
    return String.format(Locale.ROOT, ", as a %s of %s", file, program.owner());
  }
}
