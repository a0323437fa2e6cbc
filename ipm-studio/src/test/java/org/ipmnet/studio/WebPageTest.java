// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.eval.onnx.OnnxExport;
import org.ipmnet.eval.web.WebExport;
import org.ipmnet.studio.testing.Browser;
import org.ipmnet.studio.testing.DrawnPhoto;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The folder of {@code ipm export --web} behind a plain file server, in a real browser; skipped,
 * and said so, without one or without onnxruntime-web's package.
 */
class WebPageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void lipsChangeAndNothingAroundTheFace() throws IOException {
    Path runtime =
        Path.of(System.getProperty("ipm.web.runtime", WebExport.usualRuntime().toString()));
    Assumptions.assumeTrue(
        Files.exists(runtime),
        runtime
            + " is not there (npm pack onnxruntime-web@1.23.2): the exported page is not tried");
    Optional<ChromeDriver> found = Browser.open(folder.resolve("downloads"));
    Assumptions.assumeTrue(
        found.isPresent(),
        "no Chromium with its chromedriver on the PATH: the exported page is not tried");
    ChromeDriver browser = found.get();
    Path site = folder.resolve("site");
    WebExport.write(OnnxExport.shipped(WeightType.FLOAT16), runtime, WeightType.FLOAT16, site);
    byte[] png = DrawnPhoto.png(DrawnPhoto.bare(1, 361));
    BufferedImage bare = ImageIO.read(new ByteArrayInputStream(png));
    Files.write(folder.resolve("bare.png"), png);
    Files.write(folder.resolve("look.png"), DrawnPhoto.png(DrawnPhoto.madeUp(2, 361)));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(site, exchange));
    server.start();
    try {
      browser.get("http://localhost:" + server.getAddress().getPort() + "/index.html");
      await(browser, "ready");
      choose(browser, "target", "bare.png");
      await(browser, "ready");
      choose(browser, "look", "look.png");
      await(browser, "done");
      BufferedImage result = result(browser);
      assertEquals(bare.getWidth(), result.getWidth());
      assertEquals(bare.getHeight(), result.getHeight());
      assertChange(bare, result);

      for (String area : List.of("skin", "cheeks", "nose", "brows", "lids", "under-eyes", "lips")) {
        browser.executeScript(
            "const i = document.getElementById(arguments[0]); i.value = 0;"
                + " document.body.dataset.state = 'working'; i.dispatchEvent(new Event('input'));",
            area);
      }
      await(browser, "done");
      new WebDriverWait(browser, PATIENCE).until(b -> unchanged(bare, result(browser)));
    } finally {
      browser.quit();
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private void choose(ChromeDriver browser, String input, String file) {
    browser.executeScript("document.body.dataset.state = 'chosen'");
    browser.findElement(By.id(input)).sendKeys(folder.resolve(file).toString());
  }

  private static void await(ChromeDriver browser, String state) {
    new WebDriverWait(browser, PATIENCE)
        .until(
            b -> {
              String now = browser.findElement(By.tagName("body")).getDomAttribute("data-state");
              String said = browser.findElement(By.id("status")).getText();
              assertTrue(!"error".equals(now), said);
              return state.equals(now);
            });
  }

  private static BufferedImage result(ChromeDriver browser) {
    String url =
        (String)
            browser.executeScript(
                "return document.getElementById('result').toDataURL('image/png')");
    byte[] png = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** DrawnPhoto's faces have their mouth low in the middle. */
  private static void assertChange(BufferedImage before, BufferedImage after) {
    int side = before.getWidth();
    int most = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int change = difference(before.getRGB(x, y), after.getRGB(x, y));
        boolean edge = x < side / 8 || x >= side * 7 / 8 || y < side / 8 || y >= side * 15 / 16;
        assertTrue(!edge || change == 0, "pixel " + x + "," + y + " moved by " + change);
        boolean mouth = Math.abs(x - side / 2) < side / 8 && y > side * 6 / 10 && y < side * 9 / 10;
        most = Math.max(most, mouth ? change : 0);
      }
    }
    assertTrue(most > 20, "lips moved by " + most + " levels");
  }

  private static boolean unchanged(BufferedImage before, BufferedImage after) {
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        if (difference(before.getRGB(x, y), after.getRGB(x, y)) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static int difference(int a, int b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
    }
    return most;
  }

  private static void serve(Path site, HttpExchange exchange) throws IOException {
    try (exchange) {
      Path file = site.resolve(exchange.getRequestURI().getPath().substring(1));
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String name = file.getFileName().toString();
      String type =
          switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html";
            case "js", "mjs" -> "text/javascript";
            case "json" -> "application/json";
            case "wasm" -> "application/wasm";
            default -> "application/octet-stream";
          };
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, Files.size(file));
      Files.copy(file, exchange.getResponseBody());
    }
  }
}
