// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.eval.model.MakeupModels;

/** The folder of a training that another process writes; its checkpoints are the model shipped. */
public final class RunInProgress {
  private final Path folder;

  /** One that has just begun, of so many iterations. */
  public RunInProgress(Path folder, int iterations) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("samples"));
    Files.createDirectories(folder.resolve("checkpoints"));
    Files.writeString(folder.resolve("config.yaml"), "iterations: " + iterations + "\n");
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Its loss at an iteration. */
  public void loss(int iteration, double loss) throws IOException {
    Files.writeString(
        folder.resolve("stats.jsonl"),
        String.format(
            Locale.ROOT,
            "{\"iteration\":%d,\"seconds\":1,\"losses\":{\"g_total\":%s}}\n",
            iteration,
            loss),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** A sheet of samples, 64 pixels wide. */
  public void sample(int iteration) throws IOException {
    byte[] sheet = DrawnPhoto.png(DrawnPhoto.bare(1, 64));
    Files.write(folder.resolve(String.format(Locale.ROOT, "samples/%08d.png", iteration)), sheet);
  }

  /**
   * A checkpoint.
   *
   * @param factor of its weights: what is not 1 paints otherwise
   */
  public void checkpoint(int iteration, double factor) {
    MakeupModels.shipped(
        file -> {
          try (Checkpoint shipped = Checkpoint.open(file)) {
            Checkpoint.Content content = new Checkpoint.Content(iteration, shipped.config());
            shipped.weights().forEach((name, tensor) -> content.tensor(name, tensor.mul(factor)));
            shipped.bareStyle().ifPresent(content::bareStyle);
            content.writeTo(checkpoint(iteration));
            return file;
          }
        });
  }

  /** Where the checkpoint of an iteration is. */
  public Path checkpoint(int iteration) {
    return new CheckpointStore(folder.resolve("checkpoints")).file(iteration);
  }
}
