// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.studio.photo.RandomId;

/** Transfers that somebody comes back for, one after the other. */
public final class Jobs implements AutoCloseable {
  private static final int WAITING = 4;

  /** Those that wait, the one that is done, and a few whose results are still there. */
  private static final int MOST_JOBS = WAITING + 1 + 3;

  private final Painter painter;
  private final Turns turns = new Turns("jobs", 1, WAITING);
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  /** None yet. */
  public Jobs(Painter painter) {
    this.painter = painter;
  }

  /**
   * Takes an order.
   *
   * @throws TooBusy if too many wait
   */
  public synchronized Job start(TransferOrder order) {
    Job job = new Job(RandomId.next());
    turns.begin(() -> run(job, order));
    jobs.put(job.id(), job);
    Iterator<Job> oldest = jobs.values().iterator();
    while (jobs.size() > MOST_JOBS) {
      oldest.next();
      oldest.remove();
    }
    return job;
  }

  private Job run(Job job, TransferOrder order) {
    try {
      job.done(painter.paint(order, job::at));
    } catch (RuntimeException e) {
      job.failed(e);
    }
    return job;
  }

  /**
   * A job.
   *
   * @throws UnknownJob if there is none, or its result was fetched, or newer ones took its place
   */
  public synchronized Job get(String id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw new UnknownJob("there is no such job (any more); start it again");
    }
    return job;
  }

  /**
   * What was made, which is forgotten then.
   *
   * @throws UnknownJob if there is no such job, or it is not done
   */
  public synchronized Painter.Picture fetch(String id) {
    Painter.Picture result =
        get(id).result().orElseThrow(() -> new UnknownJob("the job is not done; wait for it"));
    jobs.remove(id);
    return result;
  }

  @Override
  public void close() {
    turns.close();
  }
}
