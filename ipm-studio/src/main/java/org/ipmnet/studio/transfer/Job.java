// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.time.Duration;
import java.util.Optional;

/** A transfer that somebody comes back for. Safe from several threads. */
public final class Job {
  private final String id;
  private final String target;
  private Stage stage = Stage.WAITING;
  private Painter.Picture result;
  private RuntimeException failure;

  /** A job that waits, on a photo of that id. */
  Job(String id, String target) {
    this.id = id;
    this.target = target;
  }

  String target() {
    return target;
  }

  /** How it is called. */
  public String id() {
    return id;
  }

  /**
   * How far it is.
   *
   * @param failure why it will never be done, if that is so
   */
  public record State(Stage stage, Optional<RuntimeException> failure) {
    /** Whether it stays so. */
    public boolean ended() {
      return stage == Stage.DONE || failure.isPresent();
    }
  }

  /** Waits until its state is another one than that, or so long; tells what it is then. */
  public synchronized State next(State known, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (state().equals(known)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return state();
  }

  private State state() {
    return new State(stage, Optional.ofNullable(failure));
  }

  /** What was made of it, unless it failed or is not done. */
  synchronized Painter.Picture result() {
    if (failure != null) {
      throw failure;
    }
    if (result == null) {
      throw new UnfinishedJob();
    }
    return result;
  }

  /** How many its result has. */
  synchronized long bytes() {
    return result == null ? 0 : result.bytes().length;
  }

  synchronized void at(Stage reached) {
    stage = reached;
    notifyAll();
  }

  synchronized void done(Painter.Picture made) {
    result = made;
    at(Stage.DONE);
  }

  synchronized void failed(RuntimeException why) {
    failure = why;
    notifyAll();
  }
}
