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
 * @param frozen what a loss looks through, if one does
 */
public record TrainableModel(Training training, MakeupModel model, Optional<FrozenNetwork> frozen)
    implements AutoCloseable {

  /**
   * Puts a model together; if that fails, what of it was open is closed.
   *
   * @param training taken over
   * @param model opens the networks at work
   * @param frozen looks at what a loss looks through
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
