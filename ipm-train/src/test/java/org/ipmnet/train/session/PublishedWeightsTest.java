// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.published.MunitProgram;
import org.ipmnet.core.published.PublishedWriter;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.vertex.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PublishedWeightsTest {
  /** Both D are wider than the encoders. */
  private static final MunitNetworkConfig SIZES =
      new MunitNetworkConfig(
          4, 6, 8, 1, Padding.REFLECT, new MunitNetworkConfig.Discriminator(5, 2, 3));

  @TempDir Path folder;

  @Test
  void munitsFilesComeInAndGoOutWithBothWidths() throws IOException {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Munit net = Munit.of(SIZES, DataType.FLOAT);
    net.initialise(new RandomStreams(3));
    for (String name : List.of("gen_00000002.pt", "dis_00000002.pt")) {
      PublishedWriter.write(
          new MunitProgram(), SIZES, ours -> tensor(net.networks(), ours), theirs.resolve(name));
    }
    Path run = folder.resolve("run");
    PublishedImport.run(new MunitProgram(), theirs, run, List.of(), line -> {});
    try (Checkpoint checkpoint = CheckpointStore.model(run, System.err::println)) {
      ConfigTree config = ConfigTree.parse("checkpoint", checkpoint.config());
      assertEquals(SIZES, config.section("network").read(MunitNetworkConfig.class));
      for (String name : List.of("gen_00000002.pt", "dis_00000002.pt")) {
        PublishedWeights.write(checkpoint, config, folder.resolve(name));
        assertEquals(-1, Files.mismatch(theirs.resolve(name), folder.resolve(name)), name);
      }
    }
  }

  /** A tensor by its network's and its own name. */
  private static INDArray tensor(List<Network> networks, String name) {
    Network network =
        networks.stream().filter(n -> name.startsWith(n.name() + ".")).findFirst().orElseThrow();
    return Checkpoint.tensors(network).get(name).dup('c');
  }
}
