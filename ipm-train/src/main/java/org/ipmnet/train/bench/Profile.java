// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.VertexTimer;

/**
 * Where the time of an iteration goes: by phase (one network in one direction; the rest is what
 * lies between the networks: losses, the optimiser, r_x), and by layer (vertices of one
 * configuration, direction and output shape together).
 */
final class Profile implements VertexTimer {
  private static final int LAYERS = 40;

  private final Map<String, Total> phases = new TreeMap<>();
  private final Map<String, Total> layers = new LinkedHashMap<>();

  private static final class Total {
    long runs;
    long nanoseconds;
    long bytes;
    double operations;

    void add(Run run, long elements) {
      runs++;
      nanoseconds += run.nanoseconds();
      bytes += elements * run.network().type().width();
      operations += 2.0 * run.vertex().layer().multiplications() * elements * run.gradients();
    }

    long nanoseconds() {
      return nanoseconds;
    }
  }

  /** Times these networks from now on. */
  void watch(List<Network> networks) {
    networks.forEach(network -> network.timeWith(this));
  }

  @Override
  public void ran(Run run) {
    long elements = Arrays.stream(run.shape()).reduce(1, (a, b) -> a * b);
    String direction = run.direction().name().toLowerCase(Locale.ROOT);
    String phase = run.network().name() + " " + direction;
    phases.computeIfAbsent(phase, p -> new Total()).add(run, elements);
    String layer = run.vertex().layer() + " " + direction + " " + Arrays.toString(run.shape());
    layers.computeIfAbsent(layer, l -> new Total()).add(run, elements);
  }

  /** Forgets what was measured so far. */
  void clear() {
    phases.clear();
    layers.clear();
  }

  /**
   * Prints both tables.
   *
   * @param seconds of all iterations together
   */
  void print(int iterations, double seconds, PrintStream out) {
    long inside = phases.values().stream().mapToLong(Total::nanoseconds).sum();
    Total rest = new Total();
    rest.nanoseconds = Math.round(seconds * 1e9) - inside;
    Map<String, Total> all = new LinkedHashMap<>(phases);
    all.put("between the networks", rest);
    out.printf(
        Locale.ROOT,
        "An iteration: %.2f ms. Bytes are those of the outputs.%n",
        1e3 * seconds / iterations);
    table("phase", all, all.size(), iterations, seconds, out);
    table("layer", layers, LAYERS, iterations, seconds, out);
  }

  private static void table(
      String head,
      Map<String, Total> rows,
      int most,
      int iterations,
      double seconds,
      PrintStream out) {
    out.printf(
        Locale.ROOT, "%n%8s %7s %8s %9s %6s  %s%n", "ms", "share", "GFLOP/s", "MB", "runs", head);
    rows.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(t -> -t.nanoseconds)))
        .limit(most)
        .forEach(
            row -> {
              Total t = row.getValue();
              out.printf(
                  Locale.ROOT,
                  "%8.2f %6.1f%% %8s %9.2f %6d  %s%n",
                  t.nanoseconds / 1e6 / iterations,
                  t.nanoseconds / 1e7 / seconds,
                  t.operations == 0
                      ? "-"
                      : String.format(Locale.ROOT, "%.0f", t.operations / t.nanoseconds),
                  t.bytes / 1e6 / iterations,
                  t.runs / iterations,
                  row.getKey());
            });
  }
}
