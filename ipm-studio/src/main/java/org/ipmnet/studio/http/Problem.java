// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.ipmnet.core.config.HyphenatedName;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type always about:blank: the status and the code tell the kind
 * @param title of the status
 * @param code a {@link ProblemCode}
 * @param detail one line: what is wrong and how to mend it
 * @param values of the line, by their names, as members of their own
 */
record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @JsonAnyGetter Map<String, Object> values) {
  /** The media type. */
  static final String TYPE = "application/problem+json";

  /** A problem of this kind. */
  static Problem of(ProblemCode code, String detail) {
    return of(code, code.status(), detail, Map.of());
  }

  /** A problem of this kind with the values of its line. */
  static Problem of(ProblemCode code, String detail, Map<String, Object> values) {
    return of(code, code.status(), detail, values);
  }

  /** One of HTTP itself. */
  static Problem of(HttpStatus status, String detail) {
    return of(ProblemCode.HTTP, status, detail, Map.of());
  }

  private static Problem of(
      ProblemCode code, HttpStatus status, String detail, Map<String, Object> values) {
    return new Problem(
        "about:blank",
        status.getMessage(),
        status.getCode(),
        HyphenatedName.of(code),
        detail,
        values);
  }

  /** A bug of the program. */
  static Problem bug() {
    return of(ProblemCode.BUG, "the studio has a bug; where it was started its log says more");
  }

  /** Whether the program, not the client, is to blame. */
  boolean isBug() {
    return status == HttpStatus.INTERNAL_SERVER_ERROR.getCode();
  }
}
