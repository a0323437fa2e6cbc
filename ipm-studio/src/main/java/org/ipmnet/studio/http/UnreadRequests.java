// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.http.HttpStatus;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that Jetty refuses before anybody sees them, as all others are answered. */
final class UnreadRequests implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object refused = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int code = refused instanceof Integer status ? status : response.getStatus();
    Problem problem =
        code == HttpStatus.INTERNAL_SERVER_ERROR.getCode()
            ? Problem.bug()
            : Problem.of(HttpStatus.forStatus(code), "the request is malformed; see /openapi.yaml");
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
    Content.Sink.write(response, true, Json.text(problem), callback);
    return true;
  }
}
