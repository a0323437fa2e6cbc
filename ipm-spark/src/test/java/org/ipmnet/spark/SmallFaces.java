// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.log.StatsLine;

/** The demo's model made tiny, on a few synthetic faces. */
record SmallFaces(Path folder) {
  private static final int SIZE = 32;

  static SmallFaces in(Path folder) {
    return in(folder, 8);
  }

  /** So many of each side. */
  static SmallFaces in(Path folder, int identities) {
    SyntheticDataset.write(folder.resolve("faces"), identities, SIZE + SIZE / 4, 5);
    return new SmallFaces(folder);
  }

  RunConfig config(String... assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.folder=" + folder.resolve("faces"),
                "data.size=" + SIZE,
                "network.dim=4",
                "network.style=8",
                "network.mlp=8",
                "network.discriminator.layers=2",
                "log.every=1",
                "log.samples-every=0",
                "log.samples=1",
                "log.measures-every=0",
                "checkpoint.every=1",
                "batch=1",
                "data.threads=1",
                "iterations=2"));
    all.addAll(List.of(assignments));
    return RunConfig.load(Path.of(System.getProperty("ipm.root"), "configs", "demo.yaml"), all);
  }

  Path run(String name) {
    return folder.resolve(name);
  }

  static Path checkpoint(Path run, long iteration) {
    return new CheckpointStore(run.resolve("checkpoints")).file(iteration);
  }

  static List<StatsLine> stats(Path run) throws IOException {
    return Files.readAllLines(run.resolve("stats.jsonl")).stream()
        .map(line -> StatsLine.parse(line + "\n").orElseThrow())
        .toList();
  }
}
