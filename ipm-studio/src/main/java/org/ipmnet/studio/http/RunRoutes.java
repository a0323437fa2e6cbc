// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ipmnet.core.UserError;
import org.ipmnet.studio.transfer.ModelDescription;
import org.ipmnet.studio.transfer.ServedModels;
import org.ipmnet.train.report.RunState;
import org.ipmnet.train.run.RunLayout;

/** A training as it goes. */
final class RunRoutes {
  private final ServedModels models;

  RunRoutes(ServedModels models) {
    this.models = models;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/run", context -> Json.answer(context, describe(run())));
    routes.get("/api/v1/run/samples/{sample}", this::sample);
  }

  private RunLayout run() {
    return models
        .run()
        .orElseThrow(
            () ->
                new Refused(
                    ProblemCode.NO_TRAINING,
                    "the studio shows no training; start it with --run RUN"));
  }

  /**
   * A training as clients see it.
   *
   * @param iterations how many it is to have, or null if nobody knows
   * @param losses pairs of an iteration and a value
   * @param samples names of sheets, the newest last
   * @param model the model that is its newest checkpoint, or null before the first one
   * @param checkpoint the iteration of that, or null
   */
  private record Description(
      String name,
      long iteration,
      Long iterations,
      Map<String, List<List<Number>>> losses,
      List<String> samples,
      String model,
      Long checkpoint) {}

  private Description describe(RunLayout shown) {
    RunState state = read(shown, RunState::read);
    Optional<ModelDescription> newest = models.ofRun();
    Map<String, List<List<Number>>> losses = new LinkedHashMap<>();
    state
        .losses()
        .forEach(
            (term, points) ->
                losses.put(
                    term,
                    points.stream()
                        .map(p -> List.<Number>of(Math.round(p.iteration()), p.value()))
                        .toList()));
    return new Description(
        models.runName(),
        state.iteration(),
        state.iterations().isPresent() ? state.iterations().getAsLong() : null,
        losses,
        state.samples().stream().map(RunRoutes::name).toList(),
        newest.map(ModelDescription::name).orElse(null),
        newest.map(ModelDescription::iteration).orElse(null));
  }

  /** What is wrong with a run's files is told where the studio was started, not to clients. */
  private static <T> T read(RunLayout shown, Function<RunLayout, T> reader) {
    try {
      return reader.apply(shown);
    } catch (UserError e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Path sample) {
    return sample.getFileName().toString();
  }

  private void sample(Context context) {
    String wanted = context.pathParam("sample");
    Path sample =
        read(run(), RunState::samples).stream()
            .filter(file -> name(file).equals(wanted)) // nothing else of this computer
            .findAny()
            .orElseThrow(NotFoundResponse::new);
    try {
      context.contentType("image/png").result(Files.readAllBytes(sample));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
