// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Spark says of a job that failed, in as few words as a user needs. */
final class SparkFailure {
  private static final Pattern CAUSE =
      Pattern.compile("(ExecutorLostFailure[^\\n]*|org\\.ipmnet\\.[\\w.]+: [^\\n]*)");

  private SparkFailure() {}

  /** One line. */
  static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    Matcher cause = CAUSE.matcher(message);
    if (cause.find()) {
      return cause.group(1).strip();
    }
    return message.lines().findFirst().orElse("");
  }
}
