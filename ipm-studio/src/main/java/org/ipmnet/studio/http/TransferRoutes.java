// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Map;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.eval.picture.PictureKind;
import org.ipmnet.studio.transfer.Job;
import org.ipmnet.studio.transfer.Jobs;
import org.ipmnet.studio.transfer.MakeupService;
import org.ipmnet.studio.transfer.Painter;
import org.ipmnet.studio.transfer.ServedModels;
import org.ipmnet.studio.transfer.Stage;
import org.ipmnet.studio.transfer.TransferOrder;

/** Models, transfers at once, and transfers that tell how far they are. */
final class TransferRoutes {
  private static final String JOBS = "/api/v1/jobs";
  private static final String ITERATION = "Checkpoint-Iteration";
  private static final String EVENTS = "text/event-stream";

  /** A connection on which nothing comes for long is taken for dead on the way. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private final ServedModels models;
  private final Painter painter;
  private final Jobs jobs;

  TransferRoutes(MakeupService service) {
    this.models = service.models();
    this.painter = service.painter();
    this.jobs = service.jobs();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/models", context -> Json.answer(context, models.describe()));
    routes.post(
        "/api/v1/transfer",
        context -> answer(context, painter.paint(Json.body(context, TransferOrder.class))));
    routes.post(JOBS, this::start);
    routes.before(JOBS + "/{job}/events", this::requireListening);
    routes.sse(JOBS + "/{job}/events", this::tell);
    routes.get(
        JOBS + "/{job}/result", context -> answer(context, jobs.fetch(context.pathParam("job"))));
  }

  private static void answer(Context context, Painter.Picture picture) {
    if (picture.iteration() != null) {
      context.header(ITERATION, Long.toString(picture.iteration()));
    }
    context
        .contentType(picture.kind() == PictureKind.PNG ? "image/png" : "image/jpeg")
        .result(picture.bytes());
  }

  private void start(Context context) {
    TransferOrder order = Json.body(context, TransferOrder.class);
    Job job = jobs.start(order);
    context.status(HttpStatus.ACCEPTED);
    Json.answer(context, Map.of("id", job.id()));
  }

  private void requireListening(Context context) {
    if (context.method() != HandlerType.GET) {
      return; // which is told in another place
    }
    String accepted = context.header(Header.ACCEPT);
    if (accepted == null || !accepted.contains(EVENTS)) {
      throw new Refused(
          ProblemCode.NOT_ACCEPTABLE, "progress comes as " + EVENTS + "; accept that");
    }
    jobs.get(context.pathParam("job")); // tells now if there is none
  }

  private void tell(SseClient client) {
    Job job = jobs.get(client.ctx().pathParam("job"));
    Job.State known = null;
    while (!client.terminated() && (known == null || !known.ended())) {
      Job.State next;
      try {
        next = job.next(known, SIGN_OF_LIFE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      if (next.equals(known)) {
        client.sendComment("waiting");
      } else if (next.failure().isPresent()) {
        client.sendEvent("problem", Json.text(Problems.of(next.failure().get())));
      } else {
        String event = next.stage() == Stage.DONE ? "done" : "stage";
        client.sendEvent(event, Json.text(Map.of("stage", HyphenatedName.of(next.stage()))));
      }
      known = next;
    }
    client.close();
  }
}
