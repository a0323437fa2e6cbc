// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.UnusablePicture;
import org.ipmnet.eval.makeup.NoFaceFound;
import org.ipmnet.eval.makeup.NoSuchFace;
import org.ipmnet.studio.photo.UnknownPhoto;
import org.ipmnet.studio.photo.UnreadablePhoto;
import org.ipmnet.studio.transfer.NoRemoval;
import org.ipmnet.studio.transfer.TooBusy;
import org.ipmnet.studio.transfer.UnfinishedJob;
import org.ipmnet.studio.transfer.UnknownJob;
import org.ipmnet.studio.transfer.UnknownModel;

/** What exceptions mean to the client. */
final class Problems {
  private Problems() {}

  /** The problem that an exception is. */
  static Problem of(Throwable e) {
    if (e instanceof HttpResponseException || e instanceof HttpException) {
      return ofServer(e);
    }
    if (e instanceof EofException) { // Jetty's
      return Problem.of(
          ProblemCode.INCOMPLETE_REQUEST, "the request did not come whole; send it again");
    }
    if (e instanceof NoSuchFace face) {
      return Problem.of(
          ProblemCode.NO_SUCH_FACE,
          e.getMessage(),
          Map.of("face", face.face(), "faces", face.count()));
    }
    if (e instanceof UnknownModel model) {
      return Problem.of(
          ProblemCode.UNKNOWN_MODEL,
          e.getMessage(),
          Map.of("model", model.name(), "models", List.copyOf(model.known())));
    }
    if (e instanceof NoRemoval removal) {
      return Problem.of(ProblemCode.NO_REMOVAL, e.getMessage(), Map.of("model", removal.model()));
    }
    ProblemCode code = code(e);
    return code == ProblemCode.BUG ? Problem.bug() : Problem.of(code, e.getMessage());
  }

  /** What Javalin or Jetty refuses. */
  private static Problem ofServer(Throwable e) {
    if (e instanceof NotFoundResponse) {
      return Problem.of(
          ProblemCode.NO_SUCH_ADDRESS,
          "there is no such address; /openapi.yaml tells which there are");
    }
    if (e instanceof MethodNotAllowedResponse) {
      return Problem.of(
          ProblemCode.OTHER_METHOD, "this address is not asked so; /openapi.yaml tells how");
    }
    if (e instanceof HttpResponseException http) {
      return http.getStatus() == HttpStatus.CONTENT_TOO_LARGE.getCode()
          ? Problem.of(ProblemCode.TOO_LARGE, TooLarge.LINE)
          : Problem.of(HttpStatus.forStatus(http.getStatus()), http.getMessage());
    }
    return Problem.of(
        ProblemCode.INCOMPLETE_REQUEST, "the request did not come whole; send it again");
  }

  private static ProblemCode code(Throwable e) {
    if (e instanceof Refused refused) {
      return refused.code();
    }
    if (e instanceof UnreadablePhoto photo) {
      return photo.reason().map(Problems::code).orElse(ProblemCode.UNUSABLE_PHOTO);
    }
    if (e instanceof UnknownPhoto) {
      return ProblemCode.UNKNOWN_PHOTO;
    }
    if (e instanceof UnknownJob) {
      return ProblemCode.UNKNOWN_JOB;
    }
    if (e instanceof UnfinishedJob) {
      return ProblemCode.UNFINISHED_JOB;
    }
    if (e instanceof TooBusy) {
      return ProblemCode.TOO_BUSY;
    }
    if (e instanceof NoFaceFound) {
      return ProblemCode.NO_FACE;
    }
    return e instanceof UserError ? ProblemCode.IMPOSSIBLE_ORDER : ProblemCode.BUG;
  }

  private static ProblemCode code(UnusablePicture.Reason reason) {
    return switch (reason) {
      case OTHER_FORMAT -> ProblemCode.OTHER_FORMAT;
      case DAMAGED -> ProblemCode.DAMAGED;
      case TOO_MANY_PIXELS -> ProblemCode.TOO_MANY_PIXELS;
    };
  }
}
