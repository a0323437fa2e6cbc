// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.ipmnet.core.UserError;
import org.ipmnet.studio.photo.UnknownPhoto;
import org.ipmnet.studio.photo.UnreadablePhoto;
import org.ipmnet.studio.transfer.TooBusy;
import org.ipmnet.studio.transfer.UnfinishedJob;
import org.ipmnet.studio.transfer.UnknownJob;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type always about:blank: the status tells the kind
 * @param title of the status
 * @param detail one line: what is wrong and how to mend it
 */
record Problem(String type, String title, int status, String detail) {
  /** The media type. */
  static final String TYPE = "application/problem+json";

  private static final String BUG = "the studio has a bug; where it was started its log says more";

  /** A problem of this status. */
  static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getMessage(), status.getCode(), detail);
  }

  /** A bug of the program. */
  static Problem bug() {
    return of(HttpStatus.INTERNAL_SERVER_ERROR, BUG);
  }

  /** What an exception means to the client. */
  static Problem of(Exception e) {
    if (e instanceof NotFoundResponse) {
      return of(
          HttpStatus.NOT_FOUND, "there is no such address; /openapi.yaml tells which there are");
    }
    if (e instanceof MethodNotAllowedResponse) {
      return of(
          HttpStatus.METHOD_NOT_ALLOWED, "this address is not asked so; /openapi.yaml tells how");
    }
    if (e instanceof HttpResponseException large
        && large.getStatus() == HttpStatus.CONTENT_TOO_LARGE.getCode()) {
      return of(
          HttpStatus.CONTENT_TOO_LARGE,
          "the request is too large; a photo may have 32 MiB, any other 64 KiB");
    }
    if (e instanceof HttpResponseException http) {
      return of(HttpStatus.forStatus(http.getStatus()), http.getMessage());
    }
    if (e instanceof HttpException || e instanceof EofException) { // Jetty's
      return of(HttpStatus.BAD_REQUEST, "the request did not come whole; send it again");
    }
    HttpStatus status = status(e);
    return status == HttpStatus.INTERNAL_SERVER_ERROR ? bug() : of(status, e.getMessage());
  }

  private static HttpStatus status(Exception e) {
    if (e instanceof UnknownPhoto || e instanceof UnknownJob || e instanceof NoRun) {
      return HttpStatus.NOT_FOUND;
    }
    if (e instanceof UnfinishedJob) {
      return HttpStatus.CONFLICT;
    }
    if (e instanceof UnreadablePhoto) {
      return HttpStatus.UNSUPPORTED_MEDIA_TYPE;
    }
    if (e instanceof TooBusy) {
      return HttpStatus.TOO_MANY_REQUESTS;
    }
    return e instanceof UserError
        ? HttpStatus.UNPROCESSABLE_CONTENT
        : HttpStatus.INTERNAL_SERVER_ERROR;
  }

  /** Whether the program, not the client, is to blame. */
  boolean isBug() {
    return status == HttpStatus.INTERNAL_SERVER_ERROR.getCode();
  }
}
