// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.http.HttpStatus;

/** Kinds of problems, by names that stay, so that clients can tell them in words of their own. */
enum ProblemCode {
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
  INCOMPLETE_REQUEST(HttpStatus.BAD_REQUEST),
  NO_TOKEN(HttpStatus.UNAUTHORIZED),
  OTHER_NAME(HttpStatus.FORBIDDEN),
  OTHER_PAGE(HttpStatus.FORBIDDEN),
  NO_SUCH_ADDRESS(HttpStatus.NOT_FOUND),
  UNKNOWN_PHOTO(HttpStatus.NOT_FOUND),
  UNKNOWN_JOB(HttpStatus.NOT_FOUND),
  NO_TRAINING(HttpStatus.NOT_FOUND),
  OTHER_METHOD(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  UNFINISHED_JOB(HttpStatus.CONFLICT),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  OTHER_FORMAT(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  DAMAGED(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  TOO_MANY_PIXELS(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  UNUSABLE_PHOTO(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  NO_FACE(HttpStatus.UNPROCESSABLE_CONTENT),
  NO_SUCH_FACE(HttpStatus.UNPROCESSABLE_CONTENT),
  UNKNOWN_MODEL(HttpStatus.UNPROCESSABLE_CONTENT),
  NO_REMOVAL(HttpStatus.UNPROCESSABLE_CONTENT),
  IMPOSSIBLE_ORDER(HttpStatus.UNPROCESSABLE_CONTENT),
  TOO_BUSY(HttpStatus.TOO_MANY_REQUESTS),
  BUG(HttpStatus.INTERNAL_SERVER_ERROR),
  /** What the server refuses for reasons of HTTP itself, of any status. */
  HTTP(HttpStatus.BAD_REQUEST);

  private final HttpStatus status;

  ProblemCode(HttpStatus status) {
    this.status = status;
  }

  /** Of its answers. */
  HttpStatus status() {
    return status;
  }
}
