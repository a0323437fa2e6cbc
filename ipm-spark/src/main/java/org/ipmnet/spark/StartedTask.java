// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.ipmnet.core.UserError;

/** A task on its way; its console is closed once its end is known. */
record StartedTask<R extends Serializable>(
    JavaFutureAction<List<TaskResult<R>>> job, Console console) implements Future<R> {
  @Override
  public boolean cancel(boolean interrupt) {
    if (job.isDone()) {
      return false;
    }
    console.close();
    return job.cancel(interrupt);
  }

  @Override
  public boolean isCancelled() {
    return job.isCancelled();
  }

  @Override
  public boolean isDone() {
    return job.isDone();
  }

  @Override
  public R get() throws InterruptedException, ExecutionException {
    return value(job.get());
  }

  @Override
  public R get(long time, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return value(job.get(time, unit));
  }

  private R value(List<TaskResult<R>> results) throws ExecutionException {
    console.close();
    try {
      return results.get(0).value();
    } catch (UserError e) {
      throw new ExecutionException(e);
    }
  }
}
