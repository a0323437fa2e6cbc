// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.optimizer.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** What a checkpoint brings must fit; the checksum alone says nothing about that. */
class TrainingCheckpointTest {
  @TempDir Path folder;

  @Test
  void stepsThatAreNoNumberAndMomentsOfAnotherLengthAreNamed() {
    RunConfig config = SmallRun.in(folder).config();
    RandomStreams streams = new RandomStreams(1);
    try (TrainableModel model = config.model().create(config.data(), config.weights(), streams)) {
      model.initialise(streams);
      Adam adam = model.training().optimizers().get(0);
      Adam.Moments moments = adam.moments().get(0);
      String name = "adam." + moments.network().name();
      Path file = folder.resolve("a.safetensors");
      load(model, file, content -> content);
      for (String steps : new String[] {"many", "-1", "4294967296"}) {
        assertEquals(
            String.format(
                Locale.ROOT,
                "checkpoint %s: %s.steps must be a whole number from 0 to 1000000000",
                file,
                name),
            refusal(model, file, content -> content.text(name + ".steps", steps)));
      }
      assertEquals(
          String.format(
              Locale.ROOT,
              "checkpoint %s does not fit: %s.second has shape [3], not [%d]",
              file,
              name,
              moments.second().length()),
          refusal(
              model,
              file,
              content -> content.tensor(name + ".second", Nd4j.create(DataType.FLOAT, 3))));
    }
  }

  private static String refusal(
      TrainableModel model, Path file, UnaryOperator<Checkpoint.Content> change) {
    return assertThrows(UserError.class, () -> load(model, file, change)).getMessage();
  }

  private static void load(
      TrainableModel model, Path file, UnaryOperator<Checkpoint.Content> change) {
    Checkpoint.Content content = new Checkpoint.Content(4, "seed: 1");
    TrainingCheckpoint.save(model.training(), content);
    change.apply(content).writeTo(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      TrainingCheckpoint.load(checkpoint, model.training());
    }
  }
}
