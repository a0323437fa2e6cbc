// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.model;

import java.util.Optional;
import java.util.function.Supplier;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.train.loop.Training;

/**
 * A model that trains.
 *
 * @param training its networks and their step
 * @param model the same networks at work, as they are between two iterations
 * @param frozen the network whose features a loss compares, if there is one
 */
public record TrainableModel(Training training, MakeupModel model, Optional<FrozenNetwork> frozen)
    implements AutoCloseable {

  /**
   * Opens the parts of a model; if one cannot be opened, those before it are closed.
   *
   * @param training closed with the model
   * @param model opens the networks at work
   * @param frozen finds the losses' frozen network
   */
  public static TrainableModel of(
      Training training, Supplier<MakeupModel> model, Supplier<Optional<FrozenNetwork>> frozen) {
    try (Opening opening = new Opening()) {
      TrainableModel whole =
          new TrainableModel(opening.add(training), opening.add(model.get()), frozen.get());
      opening.complete();
      return whole;
    }
  }

  /** Gives all trained networks their first parameters, reproducible from the seed. */
  public void initialise(RandomStreams streams) {
    training.initialise(streams);
  }

  @Override
  public void close() {
    try (training) {
      model.close();
    }
  }
}
