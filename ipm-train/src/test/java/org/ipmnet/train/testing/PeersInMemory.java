// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ipmnet.train.replica.LostPeer;
import org.ipmnet.train.replica.Peers;

/** Workers that are threads of this process. */
public final class PeersInMemory implements Peers {
  private final int rank;
  private final List<List<BlockingQueue<byte[]>>> all; // [to][from]

  private PeersInMemory(int rank, List<List<BlockingQueue<byte[]>>> all) {
    this.rank = rank;
    this.all = all;
  }

  /** Runs the same in so many workers; returns what each returned, by rank. */
  public static <T> List<T> run(int workers, Function<Peers, T> work) {
    List<List<BlockingQueue<byte[]>>> queues = new ArrayList<>();
    for (int to = 0; to < workers; to++) {
      List<BlockingQueue<byte[]>> from = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        from.add(new LinkedBlockingQueue<>());
      }
      queues.add(from);
    }
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int rank = 0; rank < workers; rank++) {
        Peers peers = new PeersInMemory(rank, queues);
        running.add(threads.submit(() -> work.apply(peers)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return all.size();
  }

  @Override
  public List<String> gather(String said) {
    for (int other = 0; other < size(); other++) {
      send(other, said.getBytes(StandardCharsets.UTF_8));
    }
    List<String> heard = new ArrayList<>();
    for (int other = 0; other < size(); other++) {
      heard.add(new String(receive(other), StandardCharsets.UTF_8));
    }
    return heard;
  }

  @Override
  public void send(int to, byte[] message) {
    all.get(to).get(rank).add(message);
  }

  @Override
  public byte[] receive(int from) {
    try {
      byte[] message = all.get(rank).get(from).poll(60, TimeUnit.SECONDS);
      if (message == null) {
        throw new LostPeer("worker " + from + " says nothing");
      }
      return message;
    } catch (InterruptedException e) {
      throw new LostPeer("interrupted", e);
    }
  }
}
