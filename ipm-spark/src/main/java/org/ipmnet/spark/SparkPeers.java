// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.client.TransportClient;
import org.ipmnet.core.io.Opening;
import org.ipmnet.train.replica.LostPeer;
import org.ipmnet.train.replica.Peers;

/**
 * The tasks of a barrier stage: they learn each other's addresses from Spark's barrier, and send
 * messages from one to another over Spark's transport.
 */
final class SparkPeers implements Peers, AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  /** What a worker sent before its end comes by another connection than the news of that. */
  private static final long GRACE_MILLIS = 2000;

  private final BarrierTaskContext task;
  private final byte[] token;
  private final Mailbox mailbox;
  private final Transport transport;
  private final List<String> said;
  private final List<TransportClient> others = new ArrayList<>(); // null in its own place
  private boolean givenUp;

  /**
   * Meets the others.
   *
   * @param token that all tasks of this try have, and nobody else
   * @param say one line to all of them
   */
  SparkPeers(BarrierTaskContext task, byte[] token, String say) {
    this.task = task;
    this.token = token.clone();
    int workers = task.getTaskInfos().length;
    this.mailbox = new Mailbox(token, workers);
    try (Opening opening = new Opening()) {
      this.transport = opening.add(new Transport(SparkEnv.get().conf(), 0, mailbox));
      List<String> met = Arrays.asList(task.allGather(transport.address().text() + "\n" + say));
      this.said = met.stream().map(text -> text.substring(text.indexOf('\n') + 1)).toList();
      for (int rank = 0; rank < workers; rank++) {
        String address = met.get(rank).substring(0, met.get(rank).indexOf('\n'));
        others.add(rank == rank() ? null : opening.add(connect(rank, address)));
      }
      task.barrier(); // none may end before all can hear of it
      opening.complete();
    }
  }

  private TransportClient connect(int rank, String address) {
    try {
      return transport.connect(Transport.Address.parse(address));
    } catch (IOException e) {
      throw new LostPeer(
          String.format(Locale.ROOT, "worker %d does not answer at %s", rank, address), e);
    }
  }

  /** What each said when they met, by rank. */
  List<String> said() {
    return said;
  }

  @Override
  public int rank() {
    return task.partitionId();
  }

  @Override
  public int size() {
    return others.size();
  }

  @Override
  public List<String> gather(String text) {
    byte[] own = text.getBytes(StandardCharsets.UTF_8);
    for (int rank = 0; rank < size(); rank++) {
      if (rank != rank()) {
        send(rank, own);
      }
    }
    List<String> all = new ArrayList<>();
    for (int rank = 0; rank < size(); rank++) {
      all.add(rank == rank() ? text : new String(receive(rank), StandardCharsets.UTF_8));
    }
    return all;
  }

  @Override
  public void send(int rank, byte[] message) {
    others.get(rank).send(Mailbox.write(token, rank(), message, false));
  }

  @Override
  public byte[] receive(int rank) {
    try {
      while (true) {
        boolean gone = !others.get(rank).isActive();
        Mailbox.Letter letter = mailbox.poll(rank, gone ? GRACE_MILLIS : LOOK_MILLIS);
        if (letter != null) {
          if (letter.last()) {
            givenUp = true;
            throw new LostPeer(String.format(Locale.ROOT, "worker %d has given up", rank));
          }
          return letter.content();
        }
        if (gone) {
          throw new LostPeer(String.format(Locale.ROOT, "worker %d is gone", rank));
        }
        if (task.isInterrupted()) {
          throw new LostPeer("Spark has ended the stage");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LostPeer("interrupted", e);
    }
  }

  /** Whether another has told this one not to wait for it. */
  boolean oneHasGivenUp() {
    return givenUp;
  }

  /** Tells all others not to wait for this one. */
  void giveUp() {
    for (TransportClient other : others) {
      if (other != null) {
        other.send(Mailbox.write(token, rank(), new byte[0], true));
      }
    }
  }

  @Override
  public void close() {
    List<AutoCloseable> open = new ArrayList<>();
    others.stream().filter(other -> other != null).forEach(open::add);
    open.add(transport);
    Opening.closeAll(open);
  }
}
