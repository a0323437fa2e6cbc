// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.studio.testing.DrawnPhoto;
import org.ipmnet.studio.testing.StudioClient;
import org.ipmnet.studio.testing.StudioClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service with the model that comes with the program, asked over HTTP. */
class StudioTest {
  private static Studio studio;
  private static StudioClient client;

  @BeforeAll
  static void open() {
    studio = Studio.open(StudioSettings.local());
    client = new StudioClient(studio.url());
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  private static Answer transfer(String json, Object... values) {
    return client.post("/api/v1/transfer", quoted(json, values));
  }

  /** JSON whose quotation marks are written as apostrophes. */
  private static String quoted(String json, Object... values) {
    return String.format(Locale.ROOT, json.replace('\'', '"'), values);
  }

  private static RgbImage made(String json, Object... values) {
    Answer answer = transfer(json, values);
    assertEquals(200, answer.status(), answer::text);
    return answer.picture();
  }

  @Test
  void tellsItsModelAndItsLooks() {
    JsonNode model = client.get("/api/v1/models").json().get(0);
    assertEquals("built-in", model.get("name").asText());
    assertEquals("IPM-Net", model.get("kind").asText());
    assertTrue(model.get("ownSkin").asBoolean());
    assertEquals(1, model.get("strengths").get("lips").asDouble());
    JsonNode looks = client.get("/api/v1/looks").json();
    assertTrue(looks.size() >= 4, looks::toString);
    for (JsonNode look : looks) {
      RgbImage preview =
          client.get("/api/v1/photos/" + look.get("id").asText() + "/preview").picture();
      assertEquals(look.get("preview").get("width").asInt(), preview.width());
    }
  }

  /** Lips wear the look, strength 0 is the photo itself, and nothing outside the face changes. */
  @Test
  void putsMakeupOn() {
    RgbImage bare = DrawnPhoto.bare(1, 361);
    String target = client.photo(bare);
    String look = client.photo(DrawnPhoto.madeUp(2, 361));
    String order = "{'target': '%s', 'looks': [{'photo': '%s'}], 'strength': %s, 'format': 'png'}";
    assertArrayEquals(bare.rgb(), made(order, target, look, 0).rgb());
    RgbImage full = made(order, target, look, 1);
    RgbImage half = made(order, target, look, 0.5);
    double most = difference(bare, full);
    assertTrue(most > 0, "nothing happened");
    assertEquals(0.5, difference(bare, half) / most, 0.1);
    for (int i = 0; i < 3 * 361 * 20; i++) {
      assertEquals(bare.rgb()[i], full.rgb()[i], "above the face");
    }
    RgbImage lips =
        made(order.replace("'strength'", "'strengths': {'lips': 1}, 'strength'"), target, look, 1);
    assertTrue(difference(bare, lips) < most);
    assertTrue(difference(bare, lips) > 0);
    assertArrayEquals(full.rgb(), made(order, target, look, 1).rgb(), "the same again");
  }

  @Test
  void mixesLooksAndPutsOnDrawnOnes() {
    String target = client.photo(DrawnPhoto.bare(1, 361));
    String order =
        "{'target': '%s', 'looks': [{'photo': 'drawn-1', 'share': %s}, {'photo': 'drawn-2', 'share': %s}], 'format': 'png'}";
    RgbImage first = made(order, target, 1, 0);
    RgbImage second = made(order, target, 0, 1);
    RgbImage mixed = made(order, target, 0.5, 0.5);
    double apart = difference(first, second);
    assertTrue(apart > 0);
    assertEquals(0.5, difference(first, mixed) / apart, 0.15);
    assertEquals(0.5, difference(second, mixed) / apart, 0.15);
  }

  @Test
  void facesAreChosen() {
    RgbImage row = DrawnPhoto.two();
    Answer sent = client.post("/api/v1/photos", DrawnPhoto.png(row));
    JsonNode faces = sent.json().get("faces");
    assertEquals(2, faces.size(), sent::text);
    assertTrue(faces.get(0).get("side").asDouble() > faces.get(1).get("side").asDouble());
    String target = sent.json().get("id").asText();
    String order =
        "{'target': '%s', 'faces': %s, 'looks': [{'photo': 'drawn-1'}], 'format': 'png'}";
    int middle = 390;
    RgbImage one = made(order, target, "[1]");
    assertEquals(0, difference(row, one, 0, middle), "the other face");
    assertTrue(difference(row, one, middle, row.width()) > 0);
    RgbImage both = made(order, target, "[0, 1]");
    assertTrue(difference(row, both, 0, middle) > 0);
    assertEquals(422, transfer(order, target, "[2]").status());
    assertEquals(422, transfer(order, target, "[]").status());
  }

  @Test
  void takesMakeupOff() {
    RgbImage madeUp = DrawnPhoto.madeUp(2, 361);
    String target = client.photo(madeUp);
    RgbImage bare = made("{'target': '%s', 'remove': true, 'format': 'png'}", target);
    assertTrue(difference(madeUp, bare) > 0);
  }

  @Test
  void aJobTellsHowFarItIs() {
    RgbImage bare = DrawnPhoto.bare(1, 1500);
    String target = client.photo(bare);
    String order =
        quoted("{'target': '%s', 'looks': [{'photo': 'drawn-1'}], 'size': 'full'}", target);
    String job = client.post("/api/v1/jobs", order).json().get("id").asText();
    String path = "/api/v1/jobs/" + job;
    assertEquals(406, client.get(path + "/events").status());
    Answer events = client.get(path + "/events", "Accept", "text/event-stream");
    assertTrue(events.type().startsWith("text/event-stream"), events.type());
    assertTrue(events.text().contains("event: done\ndata: {\"stage\":\"done\"}"), events.text());
    Answer result = client.get(path + "/result");
    assertEquals("image/png", result.type(), "as the photo was");
    assertEquals(1500, result.picture().width());
    assertTrue(difference(bare, result.picture()) > 0);
    assertEquals(404, client.get(path + "/result").status(), "once");
    String early = client.post("/api/v1/jobs", order).json().get("id").asText();
    assertEquals(409, client.get("/api/v1/jobs/" + early + "/result").status());
    assertEquals(404, client.post("/api/v1/jobs", order.replace(target, "none")).status());
    String failing =
        client
            .post("/api/v1/jobs", order.replace("\"drawn-1\"", "\"drawn-1\", \"face\": 9"))
            .json()
            .get("id")
            .asText();
    String told =
        client.get("/api/v1/jobs/" + failing + "/events", "Accept", "text/event-stream").text();
    assertTrue(told.contains("event: problem") && told.contains("no face 9"), told);
    assertProblem(422, client.get("/api/v1/jobs/" + failing + "/result"), "why it failed");
    Answer none = client.get("/api/v1/jobs/none/events", "Accept", "text/event-stream");
    assertEquals(404, none.status());
  }

  @Test
  void aPhotoIsForgotten() {
    String photo = client.photo(DrawnPhoto.bare(1, 361));
    String order = quoted("{'target': '%s', 'looks': [{'photo': 'drawn-1'}]}", photo);
    assertEquals(200, client.get("/api/v1/photos/" + photo).status());
    assertEquals(200, client.post("/api/v1/transfer", order).status());
    String job = client.post("/api/v1/jobs", order).json().get("id").asText();
    client.get("/api/v1/jobs/" + job + "/events", "Accept", "text/event-stream"); // to its end
    assertEquals(204, client.delete("/api/v1/photos/" + photo).status());
    assertEquals(404, client.get("/api/v1/photos/" + photo).status());
    assertEquals(404, client.delete("/api/v1/photos/" + photo).status());
    assertEquals(404, client.post("/api/v1/transfer", order).status());
    assertEquals(404, client.get("/api/v1/jobs/" + job + "/result").status());
    assertEquals(404, client.delete("/api/v1/photos/drawn-1").status(), "not somebody's");
  }

  /** Photos whose preview would round to another shape, and those a little larger than one. */
  @Test
  void photosOfAnySizeServe() {
    RgbImage face = DrawnPhoto.bare(1, 361);
    for (int width : new int[] {1023, 1024, 1025, 1026, 2047}) {
      RgbImage photo = DrawnPhoto.beside(face, width, 400);
      Answer sent = client.post("/api/v1/photos", DrawnPhoto.png(photo));
      assertEquals(201, sent.status(), sent::text);
      String id = sent.json().get("id").asText();
      RgbImage made = made("{'target': '%s', 'looks': [{'photo': '%s'}], 'format': 'png'}", id, id);
      JsonNode preview = sent.json().get("preview");
      assertEquals(preview.get("width").asInt(), made.width());
      assertEquals(preview.get("height").asInt(), made.height());
      assertTrue(made.width() <= 1026, "small enough");
    }
  }

  /** One line each, of the right status, that tells nothing of this computer. */
  @Test
  void whatIsWrongIsToldInALine() {
    String target = client.photo(DrawnPhoto.bare(1, 361));
    String look = "'looks': [{'photo': 'drawn-1'}]";
    Map<String, Integer> orders =
        Map.ofEntries(
            Map.entry("", 400),
            Map.entry("{", 400),
            Map.entry("null", 400),
            Map.entry("[]", 400),
            Map.entry("{'target': 'T', " + look + "} {}", 400),
            Map.entry("{'target': 1e999, 'target': 2}", 400),
            Map.entry("{'target': 'T', 'lokos': [], " + look + "}", 400),
            Map.entry("{'target': 'T', 'looks': [{'photo': 'drawn-1', 'face': 0.5}]}", 400),
            Map.entry("{'target': 12, " + look + "}", 400),
            Map.entry("{'target': 'T', 'faces': ['0'], " + look + "}", 400),
            Map.entry("{'target': 'T', 'remove': 1}", 400),
            Map.entry("{'target': 'T', 'strength': '0.5', " + look + "}", 400),
            Map.entry("{'target': 'T', 'looks': [null]}", 422),
            Map.entry("{'target': 'T', 'faces': [null], " + look + "}", 422),
            Map.entry("{'target': 'T', 'faces': [], " + look + "}", 422),
            Map.entry("{'target': 'T', 'looks': [{'photo': 'none', 'share': 0}]}", 404),
            Map.entry("{'target': 'T', 'size': 'huge', " + look + "}", 400),
            Map.entry("{'target': 'T', 'format': 'gif', " + look + "}", 400),
            Map.entry("{'target': 'T'}", 422),
            Map.entry("{" + look + "}", 422),
            Map.entry("{'target': 'T', 'strength': 2, " + look + "}", 422),
            Map.entry("{'target': 'T', 'strength': 'NaN', " + look + "}", 422),
            Map.entry("{'target': 'T', 'strengths': {'ears': 1}, " + look + "}", 422),
            Map.entry("{'target': 'T', 'strengths': {'lips': null}, " + look + "}", 422),
            Map.entry("{'target': 'T', 'model': 'none', " + look + "}", 422),
            Map.entry("{'target': 'T', 'looks': [{'photo': 'drawn-1', 'face': 7}]}", 422),
            Map.entry(
                "{'target': 'T', 'looks': [{'photo': 'drawn-1'}, {'photo': 'drawn-2'}]}", 422),
            Map.entry("{'target': 'T', 'looks': [{'photo': '../../etc/passwd'}]}", 404),
            Map.entry("{'target': '" + "x".repeat(70_000) + "'}", 413));
    assertProblem(404, client.get("/api/v1/photos/none"), "photo");
    orders.forEach(
        (order, status) ->
            assertProblem(
                status,
                transfer(order.replace("'T'", "'" + target + "'").replace("%", "%%")),
                order));
    assertProblem(415, client.post("/api/v1/photos", "no picture"), "text");
    byte[] png = DrawnPhoto.png(DrawnPhoto.bare(1, 361));
    assertProblem(415, client.post("/api/v1/photos", Arrays.copyOf(png, 5000)), "half");
    RgbImage gray = new RgbImage(300, 300, new byte[270_000]);
    assertProblem(422, client.post("/api/v1/photos", DrawnPhoto.png(gray)), "no face");
    assertProblem(413, client.post("/api/v1/photos", new byte[(32 << 20) + 1]), "large");
    assertProblem(404, client.get("/api/v1/nothing"), "path");
    assertProblem(400, client.get("/../../etc/passwd"), "page path");
    assertProblem(404, client.get("/api/v1/run"), "no run");
    assertProblem(405, client.delete("/api/v1/models"), "method");
  }

  private static void assertProblem(int status, Answer answer, String what) {
    assertEquals(status, answer.status(), () -> what + ": " + answer.text());
    assertEquals("application/problem+json", answer.type(), what);
    JsonNode problem = answer.json();
    assertEquals(status, problem.get("status").asInt());
    assertTrue(problem.get("code").asText().matches("[a-z-]+"), what + ": " + answer.text());
    String detail = problem.get("detail").asText();
    assertTrue(
        detail.matches("[^\\n]+[;,] [^\\n]+"), what + ": what, and how to mend it: " + detail);
    assertFalse(detail.matches("(?s).*(/[a-z]+/[a-z]+/|Exception|ipmnet).*"), what + ": " + detail);
  }

  private static void assertCode(String code, Answer answer) {
    assertEquals(code, answer.json().get("code").asText(), answer::text);
  }

  /** So that clients can tell what is wrong in words of their own, with the line's values. */
  @Test
  void problemsHaveCodesAndValues() {
    String order = "{'target': 'drawn-1', 'looks': [{'photo': 'drawn-2', 'face': %d}]}";
    Answer face = transfer(order, 7);
    assertCode("no-such-face", face);
    assertEquals(7, face.json().get("face").asInt());
    assertEquals(1, face.json().get("faces").asInt());
    Answer model = transfer(order.replace("}]}", "}], 'model': 'none'}"), 0);
    assertCode("unknown-model", model);
    assertEquals("none", model.json().get("model").asText());
    assertEquals("[\"built-in\"]", model.json().get("models").toString());
    assertCode("impossible-order", transfer("{'target': 'drawn-1'}"));
    assertCode("malformed-request", transfer("{"));
    assertCode("unknown-photo", client.get("/api/v1/photos/none"));
    assertCode("unknown-job", client.get("/api/v1/jobs/none/result"));
    assertCode("no-training", client.get("/api/v1/run"));
    assertCode("no-such-address", client.get("/api/v1/nothing"));
    assertCode("other-format", client.post("/api/v1/photos", "no picture"));
    byte[] png = DrawnPhoto.png(DrawnPhoto.bare(1, 361));
    assertCode("damaged", client.post("/api/v1/photos", Arrays.copyOf(png, 5000)));
    png[18] = 0x70; // of its width
    png[22] = 0x70;
    assertCode("too-many-pixels", client.post("/api/v1/photos", png));
    RgbImage gray = new RgbImage(300, 300, new byte[270_000]);
    assertCode("no-face", client.post("/api/v1/photos", DrawnPhoto.png(gray)));
  }

  /** Pages of other origins, and names that others let point here. */
  @Test
  void answersItsOwnPageAlone() {
    assertProblem(403, client.get("/api/v1/models", "Origin", "http://evil.example"), "origin");
    assertProblem(403, client.get("/", "Origin", "null"), "sandboxed");
    String own = studio.url().substring(0, studio.url().length() - 1);
    assertEquals(200, client.get("/api/v1/models", "Origin", own).status());
    String port = own.substring(own.lastIndexOf(':'));
    assertEquals(200, new StudioClient("http://localhost" + port + "/").get("/").status());
    String raw =
        RawRequest.send(
            studio.url(),
            "GET / HTTP/1.1\r\nHost: evil.example" + port + "\r\nConnection: close\r\n\r\n");
    assertTrue(raw.startsWith("HTTP/1.1 403 "), raw);
    assertEquals(400, client.get("/", "X-HTTP-Method-Override", "DELETE").status());
    String head = "HEAD /api/v1/models HTTP/1.1\r\nHost: localhost" + port + "\r\n\r\n";
    assertTrue(RawRequest.send(studio.url(), head).startsWith("HTTP/1.1 405 "));
    Answer page = client.get("/");
    assertTrue(page.text().contains("<html"), "the page");
    String policy = page.response().headers().firstValue("Content-Security-Policy").orElseThrow();
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals(
        "nosniff", page.response().headers().firstValue("X-Content-Type-Options").orElseThrow());
    assertTrue(page.response().headers().firstValue("Server").isEmpty());
  }

  @Test
  void otherComputersNeedTheToken() {
    StudioSettings everywhere = new StudioSettings("0.0.0.0", 0, List.of(), Optional.empty(), 64);
    try (Studio open = Studio.open(everywhere)) {
      String url = open.url();
      String token = url.substring(url.indexOf("#token=") + 7);
      assertTrue(token.length() >= 20, url);
      assertFalse(url.contains("0.0.0.0"), "no address that anybody could open: " + url);
      StudioClient other = new StudioClient(url.substring(0, url.indexOf('#')));
      String models = "/api/v1/models";
      assertEquals(200, other.get("/").status(), "the page, which has no secrets");
      assertProblem(401, other.get(models), "none");
      assertProblem(401, other.get(models, "Authorization", "Bearer x"), "another");
      assertEquals(200, other.get(models, "Authorization", "Bearer " + token).status());
      assertEquals(200, other.get(models, "Authorization", "bearer " + token).status());
      String host = url.substring("http://".length(), url.indexOf("/#"));
      for (String origin : List.of("http://" + host, "https://" + host)) {
        Answer own = other.get(models, "Authorization", "Bearer " + token, "Origin", origin);
        assertEquals(200, own.status(), "a proxy may speak TLS");
      }
      Answer foreign =
          other.get(models, "Authorization", "Bearer " + token, "Origin", "https://evil.example");
      assertProblem(403, foreign, "another page");
    }
  }

  /** It answers by the name that it was told, where that is this computer too. */
  @Test
  void anyAddressOfThisComputerServes() {
    StudioSettings other = new StudioSettings("127.0.0.2", 0, List.of(), Optional.empty(), 64);
    try (Studio open = Studio.open(other)) {
      assertEquals(200, new StudioClient(open.url()).get("/api/v1/models").status());
    }
  }

  /** Whoever waits is sent away, whoever works is waited for. */
  @Test
  void closesUnderLoad() throws Exception {
    Studio open = Studio.open(StudioSettings.local());
    StudioClient other = new StudioClient(open.url());
    String target = other.photo(DrawnPhoto.bare(1, 1500));
    String order =
        quoted("{'target': '%s', 'size': 'full', 'looks': [{'photo': 'drawn-1'}]}", target);
    ExecutorService clients = Executors.newFixedThreadPool(5);
    List<Future<Integer>> asked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      asked.add(clients.submit(() -> other.post("/api/v1/transfer", order).status()));
    }
    URI url = URI.create(open.url());
    try (Socket silent = new Socket(url.getHost(), url.getPort())) {
      String begun =
          "POST /api/v1/photos HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 200000\r\n\r\n%s";
      String half = String.format(Locale.ROOT, begun, url.getPort(), "x".repeat(100_000));
      silent.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      asked.get(0).get(); // all are there, or nearly so
      open.close();
    }
    clients.shutdown();
    for (Future<Integer> status : asked) {
      try {
        assertTrue(List.of(200, 429).contains(status.get()), status::toString);
      } catch (ExecutionException e) { // it came when nobody listened any more
        assertInstanceOf(UncheckedIOException.class, e.getCause());
      }
    }
  }

  /** What the description names is there, with these methods. */
  @Test
  void theDescriptionIsTrue() throws IOException {
    Answer served = client.get("/openapi.yaml");
    JsonNode paths = new YAMLMapper().readTree(served.body()).get("paths");
    Set<String> wrong = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path -> {
              String at = path.getKey().replaceAll("\\{[a-z]+}", "none");
              for (String method : List.of("get", "post", "delete", "put")) {
                String request =
                    method.toUpperCase(Locale.ROOT)
                        + " "
                        + at
                        + " HTTP/1.1\r\nHost: localhost:"
                        + studio.url().replaceAll("\\D+$|.*:", "").replaceAll("\\D", "")
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                String answer = RawRequest.send(studio.url(), request);
                boolean there =
                    !answer.contains("HTTP/1.1 405") && !answer.contains("no such address");
                if (there != path.getValue().has(method) && !at.startsWith("/api/v1/run")) {
                  wrong.add(method + " " + at + ": " + answer.lines().findFirst().orElse(""));
                }
              }
            });
    assertEquals(Set.of(), wrong);
    try (InputStream file = Studio.class.getResourceAsStream("openapi.yaml")) {
      assertArrayEquals(file.readAllBytes(), served.body());
    }
    assertNotEquals(0, paths.size());
  }

  private static double difference(RgbImage a, RgbImage b) {
    return difference(a, b, 0, a.width());
  }

  /** Of the columns from one to before another. */
  private static double difference(RgbImage a, RgbImage b, int from, int to) {
    assertEquals(a.width(), b.width());
    assertEquals(a.height(), b.height());
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      int column = i / 3 % a.width();
      if (column >= from && column < to) {
        sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
      }
    }
    return sum / a.rgb().length;
  }
}
