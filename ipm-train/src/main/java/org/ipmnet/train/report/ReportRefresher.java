// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.util.function.LongSupplier;
import org.ipmnet.core.UserError;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remakes a run's report while it trains and once more when it ends. It belongs behind the
 * listeners whose files it shows. A report that cannot be made is logged, not fatal, whatever the
 * reason: the run is worth more than its picture.
 */
public final class ReportRefresher implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReportRefresher.class);
  private static final long LEAST_SHARE = 50; // at most 1/50 of the time goes into reports

  private final Runnable report;
  private final long nanosBetween;
  private final LongSupplier nanoTime;
  private long next;

  /**
   * A refresher.
   *
   * @param run whose report
   * @param secondsBetween least time from one report to the next, at least 0
   * @param nanoTime a clock in nanoseconds, such as {@code System::nanoTime}
   */
  public ReportRefresher(RunLayout run, double secondsBetween, LongSupplier nanoTime) {
    this(() -> HtmlReport.of(run.root()).writeTo(run.report()), secondsBetween, nanoTime);
  }

  ReportRefresher(Runnable report, double secondsBetween, LongSupplier nanoTime) {
    this.report = report;
    this.nanosBetween = (long) (secondsBetween * 1e9);
    this.nanoTime = nanoTime;
  }

  @Override
  public void onStart(Progress progress) {
    next = nanoTime.getAsLong() + nanosBetween;
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (nanoTime.getAsLong() - next >= 0) {
      refresh();
    }
  }

  private void refresh() {
    long start = nanoTime.getAsLong();
    try {
      report.run();
    } catch (UserError e) {
      LOG.warn("no new report: {}", e.getMessage());
    } catch (RuntimeException e) { // a bug of the report, so with its trace
      LOG.warn("no new report", e);
    }
    long end = nanoTime.getAsLong();
    next = end + Math.max(nanosBetween, LEAST_SHARE * (end - start));
  }

  @Override
  public void close() {
    refresh();
  }
}
