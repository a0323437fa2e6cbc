// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.plausibility.LabelCheckResult;

/**
 * What reading a data set once has shown.
 *
 * @param usable faces without fault on each side
 * @param faults every fault; of a face with several, the first
 * @param labels whether the maps follow the scheme that they are said to follow
 * @param lipless maps of usable faces that show no lips
 * @param hash SHA-256 (hexadecimal) over sides, names and file contents of the usable faces
 */
public record DataReport(
    Map<Side, Integer> usable,
    List<Fault> faults,
    LabelCheckResult labels,
    List<Path> lipless,
    String hash) {
  /** So many maps without lips are named; a set may have thousands. */
  private static final int NAMED = 5;

  /** Keeps copies. */
  public DataReport {
    usable = Map.copyOf(usable);
    faults = List.copyOf(faults);
    lipless = List.copyOf(lipless);
  }

  /** Whether there is neither a fault nor another numbering of the maps. */
  public boolean isSound() {
    return faults.isEmpty() && !(labels instanceof LabelCheckResult.Mismatch);
  }

  /** What is odd without being a fault, a line each. */
  public List<String> doubts() {
    List<String> lines = new ArrayList<>();
    if (labels instanceof LabelCheckResult.Mismatch mismatch) {
      // where lips are is not known then
      return List.of(String.format(Locale.ROOT, "%s; %s", mismatch.problem(), mismatch.remedy()));
    }
    lines.addAll(MismatchPolicy.WARN.apply(labels));
    boolean all = lipless.size() == usable.values().stream().mapToInt(i -> i).sum();
    if (!lipless.isEmpty() && !all) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d map%s without lips: %s%s",
              lipless.size(),
              lipless.size() == 1 ? "" : "s",
              lipless.stream().limit(NAMED).map(Path::toString).collect(Collectors.joining(", ")),
              lipless.size() > NAMED ? " ..." : ""));
    }
    return lines;
  }

  /** The report for a person: counts, what is odd, then a table of the faults. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d made-up and %d bare faces can be used, %d fault%s%n",
            usable.get(Side.MADE_UP),
            usable.get(Side.BARE),
            faults.size(),
            faults.size() == 1 ? "" : "s"));
    doubts().forEach(line -> text.append(line).append(System.lineSeparator()));
    if (!faults.isEmpty()) {
      text.append(System.lineSeparator()).append(FaultTable.render(faults));
    }
    return text.toString();
  }
}
