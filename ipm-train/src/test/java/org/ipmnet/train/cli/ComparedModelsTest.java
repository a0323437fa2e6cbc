// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.measure.EvaluationSplit;
import org.ipmnet.train.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedModelsTest {
  @TempDir Path folder;

  private MeasuredModel model(String name, String preset, String... assignments) {
    RunConfig config =
        RunConfig.load(
            Path.of(System.getProperty("ipm.root"), "configs", preset), List.of(assignments));
    return new MeasuredModel(folder.resolve(name), folder.resolve(name + ".x"), 1, "sum", config);
  }

  /** The MT set fills half the default heap: it is decoded once, however many models there are. */
  @Test
  void aFaceIsDecodedOnceForAllModels() {
    Path faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 3, 64, 1);
    String[] common = {"data.folder=" + faces, "data.size=64", "data.resize=64"};
    ComparedModels compared =
        ComparedModels.of(
            List.of(
                model("a", "demo.yaml", common),
                model("b", "munit.yaml", common),
                model("c", "beautygan.yaml", common)),
            EvaluationSplit.Part.ALL);
    List<MakeupTransferDataset> datasets = compared.datasets();
    assertEquals(3, datasets.size());
    for (Side side : Side.values()) {
      for (FaceFile face : datasets.get(0).train(side)) {
        assertSame(datasets.get(0).face(face), datasets.get(1).face(face));
        assertSame(datasets.get(0).face(face), datasets.get(2).face(face));
      }
    }
  }
}
