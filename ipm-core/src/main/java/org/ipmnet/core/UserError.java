// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core;

import java.util.Arrays;
import java.util.Locale;

/**
 * Something the user can mend: a bad file, key or value. The message is one line that says what is
 * wrong, where, and how to mend it; the command line prints it without a stack trace and exits with
 * code 2. Anything else that is thrown is a bug. A subclass is for a case that callers tell apart.
 *
 * <p>Messages with values are written as for {@link String#format(Locale, String, Object...)}, the
 * same in every locale.
 */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with its one-line message, taken as it is. */
  public UserError(String message) {
    super(message);
  }

  /**
   * An error with its one-line message, into which the values go.
   *
   * @throws IllegalArgumentException if one of them is a cause, which stands before the message
   */
  public UserError(String format, Object... values) {
    super(String.format(Locale.ROOT, format, values));
    if (Arrays.stream(values).anyMatch(Throwable.class::isInstance)) {
      throw new IllegalArgumentException("the cause stands first: " + getMessage());
    }
  }

  /** An error with what led to it and its one-line message, taken as it is. */
  public UserError(Throwable cause, String message) {
    super(message, cause);
  }

  /** An error with what led to it and its one-line message, into which the values go. */
  public UserError(Throwable cause, String format, Object... values) {
    super(String.format(Locale.ROOT, format, values), cause);
  }
}
