// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.Locale;

/**
 * What is wrong inside a weight file, without the file's name; what opens the file adds the name
 * and throws a {@link org.ipmnet.core.UserError}.
 */
final class MalformedFile extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_SHOWN = 80;

  MalformedFile(String what, Object... values) {
    super(String.format(Locale.ROOT, what, values));
  }

  /** A text of an untrusted file in quotes, fit for one line of a message. */
  static String shown(String text) {
    String line = StoredTensor.printable(text.lines().findFirst().orElse(""));
    return line.length() <= LONGEST_SHOWN
        ? "'" + line + "'"
        : "'" + line.substring(0, LONGEST_SHOWN - 3) + "...'";
  }
}
