// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ipmnet.studio.testing.DrawnPhoto;
import org.ipmnet.studio.testing.StudioClient;
import org.junit.jupiter.api.Test;

/** Clients that mean ill. */
class StudioUnderFireTest {
  /** Two hundred requests that are broken in many ways: none is answered as if it were right. */
  @Test
  void brokenRequestsAreRefused() {
    try (Studio studio = Studio.open(StudioSettings.local())) {
      String host = "Host: localhost:" + studio.url().replaceAll(".*:(\\d+)/", "$1") + "\r\n";
      SplittableRandom random = new SplittableRandom(7);
      String png = new String(DrawnPhoto.png(DrawnPhoto.bare(1, 100)), StandardCharsets.ISO_8859_1);
      for (int i = 0; i < 200; i++) {
        String request = broken(random, i, host, png);
        String answer = RawRequest.send(studio.url(), request);
        String first = answer.lines().findFirst().orElse("hung up");
        // bytes that are no request at all, or too many of them, may be hung up on
        boolean mayHangUp = i % 16 == 0 || i % 16 == 4;
        assertTrue(
            first.matches("HTTP/1.1 (4\\d\\d|505) .*") || mayHangUp && first.equals("hung up"),
            () -> first + " to " + request.substring(0, Math.min(200, request.length())));
        assertFalse(answer.matches("(?s).*(ipmnet|Exception|jetty|at org\\.).*"), answer);
      }
      assertEquals(200, new StudioClient(studio.url()).get("/api/v1/models").status());
    }
  }

  /** Nobody waits for those who announce a request, or a body, and then send nothing. */
  @Test
  void silentConnectionsStopNobody() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try (Studio studio = Studio.open(StudioSettings.local())) {
      URI url = URI.create(studio.url());
      String end =
          " HTTP/1.1\r\nHost: localhost:" + url.getPort() + "\r\nContent-Length: 200000\r\n\r\n";
      for (int i = 0; i < 120; i++) {
        Socket socket = new Socket(url.getHost(), url.getPort());
        silent.add(socket);
        String request =
            switch (i % 3) {
              case 0 -> "POST /api/v1/photos" + end;
              case 1 -> "POST /api/v1/photos" + end + "x".repeat(100_000);
              default -> "POST /api/v1/transfer" + end.replace("200000", "200");
            };
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      }
      StudioClient client = new StudioClient(studio.url());
      String photo = client.photo(DrawnPhoto.bare(1, 361));
      assertEquals(200, client.get("/api/v1/photos/" + photo).status());
      for (int i = 0; i < 180; i++) { // more than there may be
        silent.add(new Socket(url.getHost(), url.getPort()));
      }
      assertEquals(200, new StudioClient(studio.url()).get("/api/v1/models").status());
    } finally { // it has been closed meanwhile, whoever was still silent
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static String broken(SplittableRandom random, int i, String host, String png) {
    String photos = "POST /api/v1/photos HTTP/1.1\r\n";
    String close = "Connection: close\r\n";
    String order = "POST /api/v1/transfer HTTP/1.1\r\n";
    return switch (i % 16) {
      case 0 -> random(random, 1 + random.nextInt(300)) + "\r\n\r\n";
      case 1 -> "GET / HTTP/1.1\r\n" + close + "\r\n"; // without a host
      case 2 -> "GET / HTTP/1.1\r\n" + host + "Host: other\r\n" + close + "\r\n";
      case 3 -> "GET /" + "a/".repeat(9000) + " HTTP/1.1\r\n" + host + close + "\r\n";
      case 4 -> "GET / HTTP/1.1\r\n" + host + "X: " + "y".repeat(20_000) + "\r\n\r\n";
      case 5 -> "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host + close + "\r\n";
      case 6 -> "GET /..%5c..%5cwindows HTTP/1.1\r\n" + host + close + "\r\n";
      case 7 -> photos + host + close + "Content-Length: 99999999999\r\n\r\nx";
      case 8 -> photos + host + close + "Content-Length: -1\r\n\r\n";
      case 9 -> photos + host + "Content-Length: 5\r\nContent-Length: 6\r\n" + close + "\r\nhello";
      case 10 -> photos + host + close + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n";
      case 11 -> photos + host + close + length(mutated(random, png));
      case 12 -> photos + host + close + length(bomb(png));
      case 13 -> order + host + close + length("[".repeat(20_000));
      case 14 -> order + host + close + length(random(random, 500));
      default -> order + host + "Origin: http://evil.example\r\n" + close + length("{}");
    };
  }

  private static String length(String body) {
    return "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String random(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(256));
    }
    return text.toString();
  }

  /** A picture whose chunks are damaged: its checksums no longer hold. */
  private static String mutated(SplittableRandom random, String png) {
    StringBuilder bytes = new StringBuilder(png);
    bytes.setCharAt(20 + random.nextInt(4), (char) random.nextInt(1, 256));
    bytes.setLength(bytes.length() - 1 - random.nextInt(bytes.length() / 2));
    return bytes.toString();
  }

  /** A picture that claims 30,000 x 30,000 pixels. */
  private static String bomb(String png) {
    char[] size = {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30};
    return png.substring(0, 16) + new String(size) + png.substring(24);
  }
}
