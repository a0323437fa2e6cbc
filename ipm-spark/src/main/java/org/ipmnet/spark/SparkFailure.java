// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import org.ipmnet.core.UserError;

/** What Spark says of a job that failed, in as few words as a user needs. */
final class SparkFailure {
  private static final Pattern CAUSE =
      Pattern.compile("(ExecutorLostFailure[^\\n]*|org\\.ipmnet\\.[\\w.]+: [^\\n]*)");

  private SparkFailure() {}

  /**
   * Checks that the cluster is still there.
   *
   * @throws UserError if Spark has ended the application
   */
  static void requireCluster(JavaSparkContext context, Exception e) {
    if (context.sc().isStopped()) {
      throw ended(reason(e), e);
    }
  }

  static UserError ended(String reason, Exception e) {
    return new UserError(
        e,
        "the cluster has ended the work, or was never reached (%s): check that it runs at this address; its workers' logs may say more",
        reason);
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
