// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ipmnet.train.run.RunLayout;

/**
 * How a run stands, for whoever shows it while another process may be training it.
 *
 * @param iteration the last one of which losses were written
 * @param iterations how many it is to have, if its configuration tells
 * @param losses points of each loss's curve, at most 500, in the order of the report
 * @param samples files of sample grids, the newest last
 */
public record RunState(
    long iteration, OptionalLong iterations, Map<String, List<Point>> losses, List<Path> samples) {

  /** A loss at an iteration, or the mean over some at about that one. */
  public record Point(double iteration, double value) {}

  /**
   * Reads it.
   *
   * @throws org.ipmnet.core.UserError if a file of the run cannot be read
   */
  public static RunState read(RunLayout run) {
    LossHistory history = LossHistory.read(run.stats());
    Map<String, List<Point>> losses = new LinkedHashMap<>();
    for (String term : history.terms()) {
      losses.put(term, points(LossCurve.of(term, history)));
    }
    long iteration = history.newest().map(line -> line.iteration()).orElse(0L);
    return new RunState(iteration, ReportTables.iterations(run.config()), losses, samples(run));
  }

  /**
   * The sample grids alone.
   *
   * @return files, the newest last
   * @throws org.ipmnet.core.UserError if their folder cannot be read
   */
  public static List<Path> samples(RunLayout run) {
    return SamplePictures.files(run.samples());
  }

  private static List<Point> points(LossCurve curve) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < curve.iterations().length; i++) {
      points.add(new Point(curve.iterations()[i], curve.raw()[i]));
    }
    return points;
  }
}
