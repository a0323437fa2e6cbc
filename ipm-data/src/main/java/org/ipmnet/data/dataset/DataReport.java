// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.util.List;
import java.util.Map;

/**
 * What reading a data set once has shown.
 *
 * @param usable faces without fault on each side
 * @param faults every fault; of a face with several, the first
 * @param hash SHA-256 (hexadecimal) over sides, names and file contents of the usable faces
 */
public record DataReport(Map<Side, Integer> usable, List<Fault> faults, String hash) {
  /** Keeps copies. */
  public DataReport {
    usable = Map.copyOf(usable);
    faults = List.copyOf(faults);
  }

  /** The report for a person: counts, then a table of the faults. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d made-up and %d bare faces can be used, %d fault%s%n"
            .formatted(
                usable.get(Side.MADE_UP),
                usable.get(Side.BARE),
                faults.size(),
                faults.size() == 1 ? "" : "s"));
    if (!faults.isEmpty()) {
      text.append(System.lineSeparator()).append(FaultTable.render(faults));
    }
    return text.toString();
  }
}
