// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.outcome;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ipmnet.core.UserError;

/**
 * What became of one file.
 *
 * @param file which
 * @param results the names of what came of it; none if it was refused
 * @param reason why it was refused; empty if it was not
 */
public record FileOutcome(Path file, List<String> results, String reason) {
  /** Something came of it. */
  public static FileOutcome done(Path file, List<String> results) {
    return new FileOutcome(file, List.copyOf(results), "");
  }

  /** Nothing did. */
  public static FileOutcome refused(Path file, String reason) {
    return new FileOutcome(file, List.of(), reason);
  }

  /** Nothing did, and the error's line says why; the file's name is not said twice. */
  public static FileOutcome refused(Path file, UserError e) {
    String message = e.getMessage();
    return refused(
        file,
        message.startsWith(file + " ") ? message.substring(file.toString().length() + 1) : message);
  }

  /** Whether nothing came of it. */
  public boolean isRefused() {
    return results.isEmpty();
  }

  /** What is told of it. */
  public String line() {
    return isRefused()
        ? String.format(Locale.ROOT, "%s: refused, %s", file, reason)
        : String.format(Locale.ROOT, "%s: %s", file, String.join(", ", results));
  }
}
