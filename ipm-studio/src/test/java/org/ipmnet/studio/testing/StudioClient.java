// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.makeup.FacePhoto;

/** Asks a studio. */
public final class StudioClient {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI studio;

  /** Of the studio at this address. */
  public StudioClient(String url) {
    this.studio = URI.create(url);
  }

  /** An answer. */
  public record Answer(int status, String type, byte[] body, HttpResponse<byte[]> response) {
    /** Its body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(new String(body, StandardCharsets.UTF_8), e);
      }
    }

    /** Its body as a picture. */
    public RgbImage picture() {
      return FacePhoto.decode(body).composited();
    }

    /** Its body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Asks for what is there. */
  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** Sends JSON. */
  public Answer post(String path, String json, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(json)));
  }

  /** Sends a file. */
  public Answer post(String path, byte[] body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(body)));
  }

  /** Deletes. */
  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Sends a photo that is taken, and tells its id. */
  public String photo(RgbImage photo) {
    Answer answer = post("/api/v1/photos", DrawnPhoto.png(photo));
    if (answer.status() != 201) {
      throw new AssertionError(answer.text());
    }
    return answer.json().get("id").asText();
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(studio.resolve(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), type, response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
