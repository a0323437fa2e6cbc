// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ipmnet.studio.testing.RunInProgress;
import org.ipmnet.studio.testing.StudioClient;
import org.ipmnet.studio.testing.StudioClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that another process writes: its losses, its samples, and its newest checkpoint. */
class RunShownTest {
  @TempDir private Path folder;

  private static String iteration(Answer answer) {
    return answer.response().headers().firstValue("Checkpoint-Iteration").orElse("none");
  }

  @Test
  void aTrainingIsShownAsItGoes() throws IOException {
    RunInProgress run = new RunInProgress(folder.resolve("mine"), 30);
    Files.writeString(run.folder().resolve("secret.png"), "secret");
    StudioSettings settings =
        new StudioSettings("127.0.0.1", 0, List.of(), Optional.of(run.folder()), 64);
    try (Studio studio = Studio.open(settings)) {
      StudioClient client = new StudioClient(studio.url());
      JsonNode begun = client.get("/api/v1/run").json();
      assertEquals("mine", begun.get("name").asText());
      assertEquals(0, begun.get("iteration").asInt());
      assertTrue(begun.get("model").isNull() && begun.get("checkpoint").isNull());
      assertEquals(1, client.get("/api/v1/models").json().size());
      run.loss(10, 4.5);
      run.loss(20, 3.5);
      run.sample(20);
      run.checkpoint(20, 1);
      JsonNode later = client.get("/api/v1/run").json();
      assertEquals(20, later.get("iteration").asInt());
      assertEquals(30, later.get("iterations").asInt());
      assertEquals("[[10,4.5],[20,3.5]]", later.get("losses").get("g_total").toString());
      assertEquals("[\"00000020.png\"]", later.get("samples").toString());
      assertEquals(64, client.get("/api/v1/run/samples/00000020.png").picture().width());
      assertEquals(404, client.get("/api/v1/run/samples/..%2fsecret.png").status());
      assertEquals(404, client.get("/api/v1/run/samples/secret.png").status());
    }
  }

  /** Models of one folder, which are chosen by name. */
  @Test
  void aFolderOfRunsIsCompared() throws IOException {
    new RunInProgress(folder.resolve("runs/tame"), 30).checkpoint(20, 1);
    new RunInProgress(folder.resolve("runs/wild"), 30).checkpoint(20, 1.2);
    StudioSettings settings =
        new StudioSettings("127.0.0.1", 0, List.of(folder.resolve("runs")), Optional.empty(), 64);
    try (Studio studio = Studio.open(settings)) {
      StudioClient client = new StudioClient(studio.url());
      JsonNode models = client.get("/api/v1/models").json();
      assertEquals(List.of("tame", "wild"), models.findValuesAsText("name"));
      String order =
          "{\"target\": \"drawn-1\", \"looks\": [{\"photo\": \"drawn-2\"}], \"model\": \"%s\"}";
      Answer tame = client.post("/api/v1/transfer", order.replace("%s", "tame"));
      Answer wild = client.post("/api/v1/transfer", order.replace("%s", "wild"));
      assertFalse(Arrays.equals(tame.picture().rgb(), wild.picture().rgb()));
    }
  }

  /** Whoever asks for the training's model gets what its newest usable checkpoint paints. */
  @Test
  void theNewestCheckpointPaints() throws IOException {
    RunInProgress run = new RunInProgress(folder.resolve("mine"), 30);
    run.checkpoint(20, 1);
    StudioSettings settings =
        new StudioSettings("127.0.0.1", 0, List.of(), Optional.of(run.folder()), 64);
    try (Studio studio = Studio.open(settings)) {
      StudioClient client = new StudioClient(studio.url());
      JsonNode shown = client.get("/api/v1/run").json();
      String model = shown.get("model").asText();
      assertEquals(20, shown.get("checkpoint").asInt());
      JsonNode models = client.get("/api/v1/models").json();
      assertTrue(models.get(0).get("iteration").isNull(), "the built-in one");
      assertEquals(20, models.get(1).get("iteration").asInt());
      String order =
          "{\"target\": \"drawn-1\", \"looks\": [{\"photo\": \"drawn-2\"}], \"model\": \""
              + model
              + "\"}";
      Answer first = client.post("/api/v1/transfer", order);
      assertEquals("20", iteration(first));
      Files.writeString(run.checkpoint(40), "damaged");
      run.checkpoint(30, 1.2);
      JsonNode later = client.get("/api/v1/run").json();
      assertEquals(model, later.get("model").asText());
      assertEquals(30, later.get("checkpoint").asInt());
      Answer newer = client.post("/api/v1/transfer", order);
      assertEquals(200, newer.status(), newer::text);
      assertEquals("30", iteration(newer));
      assertFalse(Arrays.equals(first.body(), newer.body()), "by the newer one");
      String job = client.post("/api/v1/jobs", order).json().get("id").asText();
      client.get("/api/v1/jobs/" + job + "/events", "Accept", "text/event-stream"); // to its end
      assertEquals("30", iteration(client.get("/api/v1/jobs/" + job + "/result")));
      Answer other = client.post("/api/v1/transfer", order.replace(model, "built-in"));
      assertEquals("none", iteration(other));
    }
  }
}
