// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.studio.testing.DrawnPhoto;
import org.ipmnet.studio.testing.StudioClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that another process writes: its losses, its samples, and its newest checkpoint. */
class RunShownTest {
  @TempDir private Path folder;

  @Test
  void aTrainingIsShownAsItGoes() throws IOException {
    Path run = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(run.resolve("config.yaml"), "iterations: 30\n");
    Files.createDirectories(run.resolve("samples"));
    Files.createDirectories(run.resolve("checkpoints"));
    Files.writeString(run.resolve("secret.png"), "secret");
    StudioSettings settings = new StudioSettings("127.0.0.1", 0, List.of(), Optional.of(run));
    try (Studio studio = Studio.open(settings)) {
      StudioClient client = new StudioClient(studio.url());
      JsonNode begun = client.get("/api/v1/run").json();
      assertEquals("mine", begun.get("name").asText());
      assertEquals(0, begun.get("iteration").asInt());
      assertTrue(begun.get("model").isNull());
      assertEquals(1, client.get("/api/v1/models").json().size());
      Files.writeString(
          run.resolve("stats.jsonl"),
          "{\"iteration\":10,\"seconds\":1,\"losses\":{\"g_total\":4.5}}\n{\"iteration\":20,\"seconds\":2,\"losses\":{\"g_total\":3.5}}\n");
      byte[] sheet = DrawnPhoto.png(DrawnPhoto.bare(1, 64));
      Files.write(run.resolve("samples/00000020.png"), sheet);
      MakeupModels.shipped(file -> copied(file, run.resolve("checkpoints/00000020.safetensors")));
      JsonNode later = client.get("/api/v1/run").json();
      assertEquals(20, later.get("iteration").asInt());
      assertEquals(30, later.get("iterations").asInt());
      assertEquals("[[10,4.5],[20,3.5]]", later.get("losses").get("g_total").toString());
      assertEquals("[\"00000020.png\"]", later.get("samples").toString());
      assertEquals(64, client.get("/api/v1/run/samples/00000020.png").picture().width());
      assertEquals(404, client.get("/api/v1/run/samples/..%2fsecret.png").status());
      assertEquals(404, client.get("/api/v1/run/samples/secret.png").status());
      String model = later.get("model").asText();
      assertEquals(2, client.get("/api/v1/models").json().size());
      String order =
          "{\"target\": \"drawn-1\", \"looks\": [{\"photo\": \"drawn-2\"}], \"model\": \""
              + model
              + "\"}";
      byte[] first = client.post("/api/v1/transfer", order).body();
      Files.writeString(run.resolve("checkpoints/00000040.safetensors"), "damaged");
      MakeupModels.shipped(file -> changed(file, run.resolve("checkpoints/00000030.safetensors")));
      assertEquals(model, client.get("/api/v1/run").json().get("model").asText());
      StudioClient.Answer newer = client.post("/api/v1/transfer", order);
      assertEquals(200, newer.status(), newer::text);
      assertFalse(Arrays.equals(first, newer.body()), "by the newer one");
    }
  }

  /** Other weights of the same shapes. */
  private static Path changed(Path file, Path to) {
    try (Checkpoint shipped = Checkpoint.open(file)) {
      Checkpoint.Content content = new Checkpoint.Content(30, shipped.config());
      shipped.weights().forEach((name, tensor) -> content.tensor(name, tensor.mul(1.2)));
      shipped.bareStyle().ifPresent(content::bareStyle);
      content.writeTo(to);
      return to;
    }
  }

  private static Path copied(Path file, Path to) {
    try {
      return Files.copy(file, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
