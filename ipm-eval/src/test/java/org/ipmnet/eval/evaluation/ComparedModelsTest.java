// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedModelsTest {
  @TempDir Path folder;

  private StoredModel model(String name, String preset, String... assignments) {
    Path file = Path.of(System.getProperty("ipm.root"), "configs", preset);
    ConfigTree config = ConfigTree.load(file).set(List.of(assignments));
    return new StoredModel(
        folder.resolve(name), folder.resolve(name + ".x"), 1, "sum", StoredModel.Config.of(config));
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
    assertEquals(
        List.of("IPM-Net", "MUNIT", "BeautyGAN"),
        compared.models().stream().map(ComparedModels.ComparedModel::name).toList());
    MakeupTransferDataset first = compared.models().get(0).dataset();
    for (Side side : Side.values()) {
      for (FaceFile face : first.train(side)) {
        for (ComparedModels.ComparedModel model : compared.models()) {
          assertSame(first.face(face), model.dataset().face(face));
        }
      }
    }
  }
}
