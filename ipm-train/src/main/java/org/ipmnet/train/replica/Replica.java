// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.network.Network;
import org.ipmnet.data.batch.BatchShare;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.optimizer.GradientExchange;
import org.ipmnet.train.replica.ClusterConfig.GradientForm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One worker's part in a training of several: which share of each batch is its own, and what it
 * exchanges with the others. All replicas have the same parameters after every iteration, or after
 * every so many of {@link ClusterConfig#averageEvery}.
 *
 * <p>Running statistics, which each worker takes of its own share, are averaged where parameters
 * are alike. Worker 0 leads: it alone owns the run's folder, and its stop request counts.
 */
public final class Replica {
  /** The only worker. */
  public static final Replica ALONE = new Replica(null);

  private final Peers peers; // null: there are no others
  private final List<INDArray> errors = new ArrayList<>(); // of each optimiser, of float16
  private AllReduce exchange;
  private Reports reports;
  private Training training;
  private ClusterConfig config;
  private long anew;
  private StopRequest own = () -> false;
  private boolean stopped;
  private long began;

  /** One of these workers. */
  public Replica(Peers peers) {
    this.peers = peers;
  }

  /** Whether it owns the run's folder. */
  public boolean leads() {
    return peers == null || peers.rank() == 0;
  }

  /** Whether there are others. */
  public boolean shares() {
    return peers != null && peers.size() > 1;
  }

  /** Its part of each iteration. */
  public BatchShare share() {
    return peers == null ? BatchShare.ALL : new BatchShare(peers.rank(), peers.size());
  }

  /** A stop request as all follow it: the leader's, once all have heard of it. */
  public StopRequest agreed(StopRequest wish) {
    if (!shares()) {
      return wish;
    }
    own = wish;
    return new StopRequest() {
      @Override
      public boolean getAsBoolean() {
        return stopped;
      }

      @Override
      public void underWay(String work) {
        wish.underWay(work);
      }
    };
  }

  /**
   * Begins: waits for the others, and takes part in all steps from here on.
   *
   * @param training with the state that it goes on from
   * @param restart errors of rounding are forgotten after every so many iterations, where
   *     checkpoints are written that do not hold them
   * @param state that all workers must share beside their networks: iteration, photos
   * @throws UserError if the others begin with something else
   */
  public void begin(Training training, ClusterConfig config, long restart, String state) {
    if (peers == null) {
      return;
    }
    this.training = training;
    this.config = config;
    this.anew = restart;
    requireAlike(state);
    if (!shares()) {
      return;
    }
    this.exchange = new AllReduce(peers);
    this.reports = new Reports(peers);
    if (config.averageEvery() == 1) {
      for (Adam adam : training.optimizers()) {
        adam.exchanging(gradientExchange(adam));
      }
    }
    began = System.nanoTime();
  }

  private GradientExchange gradientExchange(Adam adam) {
    if (config.exchange() == GradientForm.FLOAT32) {
      return exchange::average;
    }
    long all = adam.moments().stream().mapToLong(m -> m.network().parameters().length()).sum();
    INDArray error = Nd4j.create(adam.moments().get(0).network().type(), all);
    errors.add(error);
    return gradients -> exchange.averageHalf(gradients, error);
  }

  private void requireAlike(String state) {
    StringBuilder said = new StringBuilder(state);
    for (Network network : training.networks()) {
      said.append(", ").append(network.name()).append(' ');
      said.append(Long.toHexString(network.checksum()));
    }
    List<String> all = peers.gather(said.toString());
    for (int rank = 1; rank < all.size(); rank++) {
      if (!all.get(rank).equals(all.get(0))) {
        throw new UserError(
            "worker %d begins with (%s), worker 0 with (%s): all workers need the same files: let run, photos and weights lie on storage that all see",
            rank, all.get(rank), all.get(0));
      }
    }
  }

  /**
   * Ends an iteration, in which all workers have made their step.
   *
   * @param iteration iterations finished
   * @param losses of this worker's share
   * @return those of all shares, with the leader; its own with the others, and where replicas have
   *     not met
   */
  public LossReport afterStep(long iteration, LossReport losses) {
    if (!shares() || iteration % config.averageEvery() != 0) {
      return losses;
    }
    if (config.averageEvery() > 1) {
      for (Adam adam : training.optimizers()) {
        for (Adam.Moments m : adam.moments()) {
          exchange.average(List.of(m.network().parameters(), m.first(), m.second()));
        }
      }
    }
    List<INDArray> statistics =
        training.networks().stream().map(Network::statistics).filter(s -> !s.isEmpty()).toList();
    if (!statistics.isEmpty()) {
      exchange.average(statistics);
    }
    if (iteration % anew == 0) {
      errors.forEach(error -> error.assign(0));
    }
    Reports.Mean mean = reports.exchange(losses, leads() && own.getAsBoolean());
    stopped = mean.stop();
    return mean.losses();
  }

  /** What the exchange has cost, in one line; empty for the only worker. */
  public Optional<String> cost(long iterations) {
    if (exchange == null) {
      return Optional.empty();
    }
    double seconds = exchange.nanos() / 1e9;
    double all = (System.nanoTime() - began) / 1e9;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d workers: %.1f of %.1f s (%.1f %%) in exchange, %.2f MB sent by each in an iteration",
            peers.size(),
            seconds,
            all,
            100 * seconds / Math.max(1e-9, all),
            exchange.bytes() / 1e6 / Math.max(1, iterations)));
  }
}
