// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class FirstWeightsTest {
  @TempDir Path folder;

  private Path stored(IpmNet net) {
    Path file = folder.resolve("model.safetensors");
    Checkpoint.Content content = new Checkpoint.Content(7, "model: ipm-net");
    net.networks().forEach(content::network);
    content.writeTo(file);
    return file;
  }

  private static FirstWeights of(Path file) {
    return new FirstWeights(file, line -> {});
  }

  @Test
  void allOfTheSameModel() {
    IpmNet net = TinyModel.net(DataType.FLOAT);
    Path file = stored(net);
    List<INDArray> before = net.networks().stream().map(n -> n.parameters().dup()).toList();
    net.initialise(new RandomStreams(99));
    assertEquals(Optional.of(file + ": all weights taken"), of(file).load(net.networks()));
    for (int i = 0; i < before.size(); i++) {
      assertIdentical("network " + i, before.get(i), net.networks().get(i).parameters());
    }
  }

  @Test
  void whatFitsOfAnother() {
    Path file = stored(TinyModel.net(DataType.FLOAT));
    IpmNet net = TinyModel.netByArea(DataType.FLOAT);
    INDArray drawn = net.style().parameterViews().get("out.weight").dup();
    String told = of(file).load(net.networks()).orElseThrow();
    assertTrue(told.startsWith(file + ": weights taken, but for these, which are new: "), told);
    assertTrue(told.contains("style.out.weight"), told);
    assertIdentical("drawn", drawn, net.style().parameterViews().get("out.weight"));
    assertIdentical(
        "identity",
        TinyModel.net(DataType.FLOAT).identity().parameters(),
        net.identity().parameters());
  }

  @Test
  void nothingOfAStranger() {
    Path file = stored(TinyModel.net(DataType.FLOAT));
    List<Network> others = TinyModel.discriminators(DataType.FLOAT).networks();
    UserError error = assertThrows(UserError.class, () -> of(file).load(others));
    assertEquals(file + " has no tensor that fits these networks", error.getMessage());
  }

  @Test
  void noneIsTakenUnlessAskedFor() {
    IpmNet net = TinyModel.net(DataType.FLOAT);
    assertEquals(Optional.empty(), FirstWeights.DRAWN.load(net.networks()));
  }
}
