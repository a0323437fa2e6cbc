// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.studio.photo.RandomId;

/**
 * Transfers that somebody comes back for. The newest results are there until they are fetched,
 * within a bound of memory.
 */
public final class Jobs {
  private static final int MOST_JOBS = 16;
  private static final long MOST_BYTES = 256L << 20;

  private final Painter painter;
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  /** None yet. */
  public Jobs(Painter painter) {
    this.painter = painter;
  }

  /**
   * Takes an order.
   *
   * @throws org.ipmnet.studio.photo.UnknownPhoto if a photo is not held any more
   * @throws TooBusy if too many wait
   */
  public synchronized Job start(TransferOrder order) {
    Job job = new Job(RandomId.next(), order.target());
    painter.begin(order, job);
    jobs.put(job.id(), job);
    Iterator<Job> oldest = jobs.values().iterator();
    while (jobs.size() > MOST_JOBS || bytes() > MOST_BYTES) {
      oldest.next();
      oldest.remove();
    }
    return job;
  }

  private long bytes() {
    return jobs.values().stream().mapToLong(Job::bytes).sum();
  }

  /**
   * A job.
   *
   * @throws UnknownJob if there is none, or its result was fetched, or newer ones took its place
   */
  public synchronized Job get(String id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw new UnknownJob();
    }
    return job;
  }

  /**
   * What was made, which is forgotten then.
   *
   * @throws UnknownJob if there is no such job
   * @throws UnfinishedJob if it is not done yet
   * @throws RuntimeException why it failed, if it did
   */
  public synchronized Painter.Picture fetch(String id) {
    Painter.Picture result = get(id).result();
    jobs.remove(id);
    return result;
  }

  /** Keeps no result of a photo. */
  public synchronized void forget(String target) {
    jobs.values().removeIf(job -> job.target().equals(target));
  }
}
