// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core;

/**
 * Something the user can mend: a bad file, key or value. The message is one line that says what is
 * wrong, where, and how to mend it; the command line prints it without a stack trace and exits with
 * code 2. Anything else that is thrown is a bug.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with its one-line message. */
  public UserError(String message) {
    super(message);
  }

  /** An error with its one-line message and what led to it. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
