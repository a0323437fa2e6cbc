// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Faults as a table of plain text: file, problem, how to mend it. */
final class FaultTable {
  private FaultTable() {}

  static String render(List<Fault> faults) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"file", "problem", "how to mend it"});
    for (Fault fault : faults) {
      rows.add(new String[] {fault.file().toString(), fault.problem(), fault.remedy()});
    }
    int[] widths = new int[3];
    for (String[] row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    String rule = Arrays.stream(widths).mapToObj("-"::repeat).reduce((a, b) -> a + "  " + b).get();
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      String[] row = rows.get(r);
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        line.append(row[c]).append(" ".repeat(widths[c] - row[c].length() + 2));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
      if (r == 0) {
        text.append(rule).append(System.lineSeparator());
      }
    }
    return text.toString();
  }
}
