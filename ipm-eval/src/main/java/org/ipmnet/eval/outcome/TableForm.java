// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.outcome;

import java.util.List;

/**
 * What a table of outcomes looks like.
 *
 * @param name of its file
 * @param done what stands in the column {@code outcome} where a file was not refused
 * @param results what the column of the results is called
 * @param more further columns
 */
public record TableForm(String name, String done, String results, List<String> more) {
  /** Columns that each table has. */
  static final int OF_ALL = 5;

  /** Keeps a copy. */
  public TableForm {
    more = List.copyOf(more);
  }

  /** Without further columns. */
  public TableForm(String name, String done, String results) {
    this(name, done, results, List.of());
  }

  int columns() {
    return OF_ALL + more.size();
  }

  /** The line that names the columns. */
  String heading() {
    String own = String.join("\t", "photo", "bytes", "modified", "outcome", results + " or reason");
    return more.isEmpty() ? own : own + "\t" + String.join("\t", more);
  }
}
