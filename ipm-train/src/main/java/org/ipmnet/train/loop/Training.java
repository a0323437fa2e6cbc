// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.List;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.train.optimizer.Adam;

/**
 * The training of one system of networks: its step, and the state that a checkpoint holds. What is
 * named here suffices for an exact resume.
 */
public interface Training extends TrainingStep, AutoCloseable {
  /**
   * All networks that it trains, those of its optimisers, in the order in which they are stored.
   * Their names differ: they begin the names of their tensors in checkpoints.
   */
  default List<Network> networks() {
    return optimizers().stream()
        .flatMap(adam -> adam.moments().stream())
        .map(Adam.Moments::network)
        .toList();
  }

  /** The optimisers of those networks, whose step counts and moments go into checkpoints. */
  List<Adam> optimizers();

  /** Gives all networks their first parameters and statistics, reproducible from the seed. */
  default void initialise(RandomStreams streams) {
    networks().forEach(network -> network.initialise(streams));
  }

  /** Adds what a step depends on beyond networks and optimisers, such as pools of images. */
  default void save(Checkpoint.Content content) {}

  /**
   * Sets what {@link #save} added.
   *
   * @throws org.ipmnet.core.UserError if the checkpoint lacks it
   */
  default void load(Checkpoint checkpoint) {}

  /** What an iteration's arrays need. */
  Arena.Use memoryUse();

  @Override
  void close();
}
