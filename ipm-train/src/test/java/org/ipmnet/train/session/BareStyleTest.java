// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetInference;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.ipmnet.IpmNetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BareStyleTest {
  @TempDir private Path folder;
  private SmallRun small;

  @BeforeEach
  void faces() {
    small = SmallRun.in(folder);
  }

  @Test
  void itIsTheMeanOverAllBareTrainingFaces() {
    RunConfig config = small.config();
    RandomStreams streams = new RandomStreams(config.seed());
    MakeupTransferDataset dataset = MakeupTransferDataset.open(config.data(), streams);
    IpmNetNetworkConfig sizes = ((IpmNetConfig) config.model()).network();
    IpmNet net = IpmNet.of(sizes, DataType.FLOAT).initialise(streams);
    try (IpmNetInference inference = new IpmNetInference(net);
        MakeupModel model = MakeupModels.of(config.data(), net)) {
      BareStyle style = new BareStyle(dataset, model);
      List<FaceFile> faces = dataset.train(Side.BARE);
      assertTrue(faces.size() > 1, "more than one face, or this tests nothing");
      int size = config.data().size();
      INDArray expected = Nd4j.create(DataType.FLOAT, 1, sizes.style(), 1, 1);
      for (FaceFile face : faces) {
        float[] image = dataset.evaluationSample(face).image();
        expected.addi(inference.styleCode(Nd4j.createFromArray(image).reshape(1, 3, size, size)));
      }
      assertTrue(style.at(Workload.Occasion.BEGINNING).isEmpty());
      INDArray mean = style.at(Workload.Occasion.DUE).orElseThrow();
      assertClose("mean", expected.divi(faces.size()), mean, 1e-6, 1e-5);
      net.style().parameters().muli(2);
      assertSame(
          mean,
          style.at(Workload.Occasion.STOPPED).orElseThrow(),
          "a run that stops waits for no new one");
    }
  }

  @Test
  void checkpointsOfTrainedNetworksKeepIt() {
    Path run = folder.resolve("run");
    small.startAndStop(run, small.config("checkpoint.every=2", "iterations=4"), 1);
    assertEquals(List.of(false, true), kept(run, 0, 1));
    small.resume(run);
    assertEquals(List.of(true), kept(run, 4));
  }

  private static List<Boolean> kept(Path run, long... iterations) {
    CheckpointStore store = new CheckpointStore(run.resolve("checkpoints"));
    return java.util.Arrays.stream(iterations)
        .mapToObj(
            iteration -> {
              try (Checkpoint checkpoint = Checkpoint.open(store.file(iteration))) {
                return checkpoint.bareStyle().isPresent();
              }
            })
        .toList();
  }
}
