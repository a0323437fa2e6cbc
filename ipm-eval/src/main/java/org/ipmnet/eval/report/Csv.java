// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

/** Texts in a table of comma-separated values. */
public final class Csv {
  private Csv() {}

  /** A text as one cell: RFC 4180; a leading =, +, - or @ would be a formula to a spreadsheet. */
  public static String quoted(String text) {
    String plain = text.matches("(?s)[=+\\-@].*") ? "'" + text : text;
    return plain.matches("[^\",\\r\\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }
}
