// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.model.UntrainedModel;
import org.junit.jupiter.api.Test;

class IpmNetInitialisationTest {
  /** What networks begin with beyond Kaiming's draws a training begins with too. */
  @Test
  void aTrainingBeginsWithWhatItsNetworksBeginWith() {
    RunConfig config =
        RunConfig.load(
            Path.of(System.getProperty("ipm.root"), "configs", "default.yaml"),
            List.of("data.folder=none", "network.dim=4", "loss.adversarial=1"));
    RandomStreams streams = new RandomStreams(5);
    try (TrainableModel trained = config.model().create(config.data(), config.weights(), streams);
        UntrainedModel begun = config.model().untrained(config.data(), streams)) {
      trained.initialise(streams);
      Map<String, Network> networks =
          trained.training().networks().stream()
              .collect(Collectors.toMap(Network::name, Function.identity()));
      assertEquals(4, begun.networks().size());
      for (Network expected : begun.networks()) {
        Network found = networks.remove(expected.name());
        assertEquals(expected.parameters(), found.parameters(), expected.name());
      }
      assertEquals(2, networks.size(), "D_X and D_Y");
      networks
          .values()
          .forEach(d -> assertTrue(d.parameters().norm2Number().doubleValue() > 1, d.name()));
    }
  }
}
