// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import org.ipmnet.core.UserError;

/** What Spark says of a job that failed, in as few words as a user needs. */
final class SparkFailure {
  /** How Spark marks that a barrier stage waits in vain. */
  private static final String TOO_FEW_PLACES = "SPARK-24819";

  private static final Pattern CAUSE =
      Pattern.compile("(ExecutorLostFailure[^\\n]*|org\\.ipmnet\\.[\\w.]+: [^\\n]*)");

  private SparkFailure() {}

  /**
   * Checks that another try can do better.
   *
   * @throws UserError if Spark has ended the application, or has no place for all workers
   */
  static void requireCluster(JavaSparkContext context, int workers, Exception e) {
    if (context.sc().isStopped()) {
      throw new UserError(
          e,
          "the cluster has ended the work (%s); what its workers say is in their logs, and ipm resume goes on",
          reason(e));
    }
    if (String.valueOf(e.getMessage()).contains(TOO_FEW_PLACES)) {
      throw new UserError(
          e,
          "the cluster has no place for %d workers at once: ask for fewer, or for less memory or fewer cores of each",
          workers);
    }
  }

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
