// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;

/**
 * Why a file cannot be used.
 *
 * @param file the file at fault
 * @param problem what is wrong, without the file's name
 * @param remedy how to mend it
 */
public record Fault(Path file, String problem, String remedy) {
  /** Takes an error's one line, "FILE problem; remedy", apart. */
  static Fault of(Path file, UserError error) {
    String line = error.getMessage();
    String rest = line.startsWith(file + " ") ? line.substring(file.toString().length() + 1) : line;
    int cut = rest.lastIndexOf("; ");
    return cut < 0
        ? new Fault(file, rest, "mend or remove it")
        : new Fault(file, rest.substring(0, cut), rest.substring(cut + 2));
  }

  /** A picture that a list names is not there. */
  public static Fault absent(Path picture, Path list) {
    return new Fault(
        picture,
        String.format(Locale.ROOT, "is listed in %s but not there", list.getFileName()),
        "add the picture or remove the line");
  }

  /** File, problem and remedy on one line. */
  public String line() {
    return String.format(Locale.ROOT, "%s %s; %s", file, problem, remedy);
  }
}
