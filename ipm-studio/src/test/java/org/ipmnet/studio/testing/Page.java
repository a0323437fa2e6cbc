// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.studio.Studio;
import org.ipmnet.studio.StudioSettings;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A studio's page in a real browser, and files to drop. */
public final class Page implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final ChromeDriver browser;
  private final Studio studio;

  private Page(Path folder, ChromeDriver browser, Studio studio) {
    this.folder = folder;
    this.browser = browser;
    this.studio = studio;
  }

  /**
   * Opens it; the test is skipped, and says so, where there is no browser.
   *
   * @param folder for files that are chosen and saved
   */
  public static Page open(Path folder, StudioSettings settings) throws IOException {
    Optional<ChromeDriver> browser = Browser.open(folder.resolve("downloads"));
    Assumptions.assumeTrue(
        browser.isPresent(),
        "no Chromium with its chromedriver on the PATH: the page is not tried");
    Files.write(folder.resolve("bare.png"), DrawnPhoto.png(DrawnPhoto.bare(1, 361)));
    Files.write(folder.resolve("two.png"), DrawnPhoto.png(DrawnPhoto.two()));
    Files.write(folder.resolve("look.png"), DrawnPhoto.png(DrawnPhoto.madeUp(2, 361)));
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    return new Page(folder, browser.get(), Studio.open(settings));
  }

  /** Loads it anew, in a window of this size. */
  public void visit(int width, int height) {
    browser.manage().window().setSize(new Dimension(width, height));
    browser.get(studio.url());
    await(() -> all(".look-thumb").size() >= 4);
  }

  /** The browser, for what is not here. */
  public ChromeDriver browser() {
    return browser;
  }

  /** What it saved. */
  public List<Path> downloads() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("downloads"))) {
      return files.filter(file -> file.toString().endsWith(".png")).toList();
    }
  }

  /** Nothing that the page's own policy forbids was tried, and nothing failed unseen. */
  public void assertNoComplaints() {
    List<String> complaints =
        browser.manage().logs().get("browser").getAll().stream()
            .map(Object::toString)
            .filter(line -> !line.contains("/api/v1/run ") && !line.contains("415"))
            .toList();
    assertEquals(List.of(), complaints);
  }

  /** The first element that matches. */
  public WebElement one(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  /** All elements that match. */
  public List<WebElement> all(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }

  /** Waits until it is so. */
  public void await(BooleanSupplier there) {
    new WebDriverWait(browser, PATIENCE).until(b -> there.getAsBoolean());
  }

  /** Waits until the picture shows the newest settings. */
  public void awaitResult() {
    await(() -> "ready".equals(one("#after").getDomAttribute("data-state")));
  }

  /** Gives files to an input. */
  public void choose(String input, String... files) {
    one(input)
        .sendKeys(
            String.join("\n", Stream.of(files).map(f -> folder.resolve(f).toString()).toList()));
  }

  /** Moves a slider and lets go of it. */
  public void slide(String slider, int value) {
    browser.executeScript(
        "const [s, v] = arguments; s.value = v; for (const e of ['input', 'change'])"
            + " s.dispatchEvent(new Event(e, {bubbles: true}));",
        one(slider),
        value);
  }

  /** An image as it came. */
  public RgbImage picture(String selector) {
    Object encoded =
        browser.executeScript(
            """
            const image = arguments[0], canvas = document.createElement('canvas');
            canvas.width = image.naturalWidth;
            canvas.height = image.naturalHeight;
            canvas.getContext('2d').drawImage(image, 0, 0);
            return canvas.toDataURL('image/png').split(',')[1];
            """,
            one(selector));
    return FacePhoto.decode(Base64.getDecoder().decode((String) encoded)).composited();
  }

  @Override
  public void close() {
    browser.quit();
    studio.close();
  }
}
