// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;

/**
 * Prepares batches in the background ({@code data.threads} threads, at most {@code data.queue}
 * batches ahead) and hands them out strictly in order. A batch is a function of the seed and its
 * iteration alone: neither the number of threads nor the iteration that a run starts from changes a
 * bit of it.
 *
 * <p>Batches live in a ring of queue + 1 native buffers: the one handed out last is in the caller's
 * hands until it asks for the next. For one consuming thread.
 */
public final class BatchLoader implements AutoCloseable {
  private final DataConfig config;
  private final TrainingFaces faces;
  private final RandomStreams streams;
  private final Supplier<WorkerBuffers> workerBuffers;
  private final int batch;
  private final BatchShare share;
  private final Place[] ring;
  private final List<Thread> workers = new ArrayList<>();

  private final Object lock = new Object();
  private long toFill; // first iteration that no worker has taken; guarded by lock
  private long oldest; // oldest iteration whose buffer is in use; guarded by lock
  private boolean closed; // guarded by lock
  private Throwable broken; // why a worker has ended, or null; guarded by lock

  private long toServe;
  private long waitedNanos;

  /** A buffer of the ring and what became of it; the states are guarded by lock. */
  private static final class Place {
    final BatchBuffer buffer;
    long iteration = -1; // the iteration that is ready here
    Throwable failure; // why it could not be made, or null

    Place(BatchBuffer buffer) {
      this.buffer = buffer;
    }
  }

  /**
   * Starts loading.
   *
   * @param batch samples of each side in a batch, at least 1
   * @param streams the run's random draws
   * @param startIteration the iteration that {@link #next()} begins with, from 0
   */
  public BatchLoader(
      MakeupTransferDataset dataset, int batch, RandomStreams streams, long startIteration) {
    this(dataset, batch, BatchShare.ALL, streams, startIteration);
  }

  /**
   * The same for one of several workers.
   *
   * @param batch samples of each side in this worker's batch
   * @param share which part of an iteration that is
   */
  public BatchLoader(
      MakeupTransferDataset dataset,
      int batch,
      BatchShare share,
      RandomStreams streams,
      long startIteration) {
    this(
        dataset,
        batch,
        share,
        streams,
        startIteration,
        dataset.config().threads(),
        dataset.config().queue(),
        () -> WorkerBuffers.of(dataset.config()));
  }

  /** What a worker prepares samples with. */
  record WorkerBuffers(SamplePreparation preparation, Sample sample) {
    static WorkerBuffers of(DataConfig config) {
      return new WorkerBuffers(new SamplePreparation(config), Sample.ofSize(config.size()));
    }
  }

  /** The same with numbers of threads and of batches ahead other than the configured ones. */
  public BatchLoader(
      MakeupTransferDataset dataset,
      int batch,
      RandomStreams streams,
      long startIteration,
      int threads,
      int queue) {
    this(
        dataset,
        batch,
        BatchShare.ALL,
        streams,
        startIteration,
        threads,
        queue,
        () -> WorkerBuffers.of(dataset.config()));
  }

  /** The same with other buffers, each asked for in its thread. */
  BatchLoader(
      MakeupTransferDataset dataset,
      int batch,
      BatchShare share,
      RandomStreams streams,
      long startIteration,
      int threads,
      int queue,
      Supplier<WorkerBuffers> workerBuffers) {
    Require.atLeast("batch", batch, 1);
    Require.atLeast("iteration", startIteration, 0);
    Require.atLeast("threads", threads, 1);
    Require.atLeast("queue", queue, 1);
    this.config = dataset.config();
    this.streams = streams;
    this.batch = batch;
    this.share = share;
    this.workerBuffers = workerBuffers;
    this.faces =
        config.synthetic() == null
            ? new StoredFaces(dataset, streams, share.row(batch))
            : new CrowdFaces(config, streams);
    ring = new Place[queue + 1];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Place(new BatchBuffer(batch, config.size(), faces.knowTruth()));
    }
    toFill = oldest = toServe = startIteration;
    try (Opening opening = new Opening()) {
      opening.add(this); // no thread can be had, perhaps
      for (int i = 0; i < threads; i++) {
        Thread worker = new Thread(this::work, "ipm-loader-" + i);
        worker.setDaemon(true);
        workers.add(worker);
        worker.start();
      }
      opening.complete();
    }
  }

  /**
   * The batch of the next iteration; takes back the one before.
   *
   * @throws RuntimeException whatever kept this batch from being made, for example a {@link
   *     org.ipmnet.core.UserError} naming a file that has gone
   * @throws Error likewise, for example where memory is full
   */
  public MakeupBatch next() {
    long began = System.nanoTime();
    long iteration = toServe;
    Place place = place(iteration);
    Throwable failure;
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("the loader is closed");
      }
      oldest = iteration;
      lock.notifyAll();
      while (place.iteration != iteration && broken == null) {
        await();
      }
      failure = place.iteration == iteration ? place.failure : broken;
    }
    waitedNanos += System.nanoTime() - began;
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure; // preparation throws no checked exception
    }
    toServe++;
    long epoch = faces.epoch(iteration * share.row(batch));
    return place.buffer.batch(iteration, epoch, share.first(batch));
  }

  /** How long {@link #next()} has waited for data in all, in nanoseconds. */
  public long waitedNanos() {
    return waitedNanos;
  }

  /** Stops the threads. The last batch stays valid; its memory goes with it. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true; // a worker ends within one batch; leave none behind
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Place place(long iteration) {
    return ring[(int) (iteration % ring.length)];
  }

  /** Whatever ends a worker reaches {@link #next()}, which would wait for its batches for ever. */
  private void work() {
    try {
      fillAll(workerBuffers.get());
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        broken = e;
        lock.notifyAll();
      }
    }
  }

  private void fillAll(WorkerBuffers buffers) {
    while (true) {
      long iteration;
      synchronized (lock) {
        while (!closed && toFill >= oldest + ring.length) {
          await();
        }
        if (closed) {
          return;
        }
        iteration = toFill++;
      }
      Place place = place(iteration);
      Throwable failure = null;
      try {
        fill(place.buffer, iteration, buffers);
      } catch (RuntimeException | Error e) {
        failure = e; // next() throws it when its turn comes
      }
      synchronized (lock) {
        place.failure = failure;
        place.iteration = iteration;
        lock.notifyAll();
      }
    }
  }

  private void fill(BatchBuffer buffer, long iteration, WorkerBuffers buffers) {
    long first = iteration * share.row(batch) + share.first(batch);
    for (Side side : Side.values()) {
      double flip = flip(side, iteration);
      for (int i = 0; i < batch; i++) {
        TrainingFaces.Place place = faces.at(side, first + i);
        prepare(place.face(), side, place, flip, buffers);
        buffer.put(side, i, buffers.sample);
        if (place.truth() != null) {
          prepare(place.truth(), side, place, flip, buffers);
          buffer.putTruth(side, i, buffers.sample.image());
        }
      }
    }
  }

  /** The truth is cut as its face is, and looks taken alike: their draws are the same. */
  private void prepare(
      Face face, Side side, TrainingFaces.Place place, double flip, WorkerBuffers buffers) {
    buffers.preparation.training(
        face,
        streams.at("augment." + side.folder(), place.epoch(), place.index()),
        flip,
        buffers.sample);
  }

  /** The probability of a flip: 0 or 1 where one draw decides for the whole batch. */
  private double flip(Side side, long iteration) {
    return switch (config.flipUnit()) {
      case SAMPLE -> config.flip();
      case BATCH ->
          streams.at("flip." + side.folder(), iteration, 0).nextDouble() < config.flip() ? 1 : 0;
    };
  }

  private void await() {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for data", e);
    }
  }
}
