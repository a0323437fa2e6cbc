// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.ipmnet.core.UserError;
import org.ipmnet.studio.transfer.MakeupService;
import org.ipmnet.studio.transfer.TooBusy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and the service over HTTP. */
public final class StudioServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StudioServer.class);

  private static final int MOST_CONNECTIONS = 256;
  private static final int MOST_THREADS = 96;
  private static final long MOST_JSON_BYTES = 64 << 10;
  private static final long IDLE_WHEN_FULL_MILLISECONDS = 2_000;
  private static final long STOP_MILLISECONDS = 3_000;

  private final MakeupService service;
  private final PhotoRoutes photoRoutes;
  private final String host;
  private final Javalin server;

  /**
   * A server that listens nowhere yet.
   *
   * @param host that it will listen at
   * @param token that requests need; nothing if only this computer reaches it
   */
  public StudioServer(MakeupService service, String host, Optional<String> token) {
    this.service = service;
    this.photoRoutes = new PhotoRoutes(service);
    RequestGuard guard = new RequestGuard(host, token);
    this.host = host;
    this.server =
        Javalin.create(
            config -> {
              configure(config);
              config.routes.before(SecurityHeaders::add);
              config.routes.before(guard::check);
              photoRoutes.addTo(config.routes);
              new TransferRoutes(service).addTo(config.routes);
              new RunRoutes(service.models()).addTo(config.routes);
              config.routes.get("/openapi.yaml", StudioServer::description);
              answerProblems(config.routes);
            });
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MOST_JSON_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS);
    config.jetty.modifyHttpConfiguration(StudioServer::configure);
    config.jetty.modifyServer(StudioServer::configure);
    config.staticFiles.add(
        files -> {
          files.directory = "/org/ipmnet/studio/page";
          files.location = Location.CLASSPATH;
          files.headers = Map.of(); // those of all answers
        });
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
  }

  private static void configure(Server jetty) {
    jetty.setStopTimeout(0); // whose answers end is seen to in close()
    jetty.setErrorHandler(new UnreadRequests());
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, jetty);
    limit.setEndPointIdleTimeout(IDLE_WHEN_FULL_MILLISECONDS); // silent ones make room for others
    jetty.addBean(limit);
    // no thread waits for a client that announces a body and sends none
    jetty.setHandler(
        new EagerContentHandler(new RetainedContentLoaderFactory(MOST_JSON_BYTES, -1, false)));
  }

  private static void description(Context context) {
    context
        .contentType("application/yaml")
        .result(StudioServer.class.getResourceAsStream("/org/ipmnet/studio/openapi.yaml"));
  }

  private static void answerProblems(RoutesConfig routes) {
    routes.exception(Exception.class, StudioServer::answer);
    // Javalin has answers of its own to these, unless they are named
    routes.exception(HttpResponseException.class, StudioServer::answer);
    routes.exception(NotFoundResponse.class, StudioServer::answer);
    routes.exception(MethodNotAllowedResponse.class, StudioServer::answer);
  }

  private static void answer(Exception thrown, Context context) {
    Throwable e = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    Problem problem = Problems.of(e);
    if (problem.isBug()) {
      LOG.error("{} {}", context.method(), context.path(), e);
    }
    if (e instanceof TooBusy busy) {
      context.header(Header.RETRY_AFTER, "" + busy.retryAfter().toSeconds());
    }
    Json.answer(context, problem);
  }

  /**
   * Listens.
   *
   * @param port or 0 for any free one
   * @return the port
   * @throws UserError if the address cannot be used
   */
  public int start(int port) {
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new UserError(
          e,
          "port %d of %s is in use or not allowed; give another one (--port 0 for any)",
          port,
          host);
    }
    return server.port();
  }

  /** Whoever sent half a request and waits is hung up on then. */
  private void letAnswersEnd() {
    try {
      Graceful.shutdown(server.jettyServer().server())
          .get(STOP_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("requests that did not come whole are hung up on");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    service.painter().close(); // those who wait get an answer while there is somebody to give it
    photoRoutes.close();
    letAnswersEnd();
    server.stop();
  }
}
