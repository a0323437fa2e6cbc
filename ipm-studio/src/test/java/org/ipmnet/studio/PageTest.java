// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.ipmnet.studio.testing.Browser;
import org.ipmnet.studio.testing.DrawnPhoto;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser, as somebody uses it; skipped, and said so, where there is none. */
class PageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static Studio studio;
  private static ChromeDriver browser;

  @BeforeAll
  static void open() throws IOException {
    Optional<ChromeDriver> found = Browser.open(folder.resolve("downloads"));
    Assumptions.assumeTrue(
        found.isPresent(), "no Chromium with its chromedriver on the PATH: the page is not tried");
    browser = found.get();
    studio = Studio.open(StudioSettings.local());
    Files.write(folder.resolve("bare.png"), DrawnPhoto.png(DrawnPhoto.bare(1, 361)));
    Files.write(folder.resolve("two.png"), DrawnPhoto.png(DrawnPhoto.two()));
    Files.write(folder.resolve("look.png"), DrawnPhoto.png(DrawnPhoto.madeUp(2, 361)));
    Files.writeString(folder.resolve("notes.txt"), "no picture");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
    if (studio != null) {
      studio.close();
    }
  }

  @BeforeEach
  void visit() {
    browser.manage().window().setSize(new Dimension(1280, 900));
    browser.get(studio.url());
    await(() -> all(".look-thumb").size() >= 4);
  }

  /** Nothing that the page's own policy forbids was tried, and nothing failed unseen. */
  @AfterEach
  void noComplaints() {
    List<String> complaints =
        browser.manage().logs().get("browser").getAll().stream()
            .map(Object::toString)
            .filter(line -> !line.contains("/api/v1/run ") && !line.contains("415"))
            .toList();
    assertEquals(List.of(), complaints);
  }

  private static WebElement one(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  private static List<WebElement> all(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }

  private static void await(BooleanSupplier there) {
    new WebDriverWait(browser, PATIENCE).until(b -> there.getAsBoolean());
  }

  private static void choose(String input, String... files) {
    one(input)
        .sendKeys(
            String.join("\n", Stream.of(files).map(f -> folder.resolve(f).toString()).toList()));
  }

  private static void awaitResult() {
    await(() -> "ready".equals(one("#after").getDomAttribute("data-state")));
  }

  private static RgbImage picture(String selector) {
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

  private static void slide(String slider, int value) {
    ((JavascriptExecutor) browser)
        .executeScript(
            "const [s, v] = arguments; s.value = v; for (const e of ['input', 'change'])"
                + " s.dispatchEvent(new Event(e, {bubbles: true}));",
            one(slider),
            value);
  }

  @Test
  void aPhotoIsDroppedAndASliderMovesTheLipsAlone() {
    choose("#target-input", "bare.png");
    awaitResult();
    RgbImage before = picture("#before");
    RgbImage all = picture("#after");
    assertTrue(changed(before, all) > 500, "the first look is put on by itself");
    for (String other : List.of("lids", "under-eyes", "brows", "cheeks", "skin")) {
      slide("#slider-" + other, 0);
    }
    awaitResult();
    RgbImage lips = picture("#after");
    int changed = changed(before, lips);
    assertTrue(changed > 100 && changed < changed(before, all), "lips alone: " + changed);
    assertWithin(before, lips, 0.3, 0.6, 0.7, 0.85);
    slide("#slider-lips", 0);
    awaitResult();
    assertEquals(0, changed(before, picture("#after")), "strength 0 is the photo");
    one("#undo").click();
    awaitResult();
    assertArrayEquals(lips.rgb(), picture("#after").rgb(), "undone");
    one("#redo").click();
    awaitResult();
    assertEquals(0, changed(before, picture("#after")));
  }

  /** Pixels that differ by more than JPEG's noise. */
  private static int changed(RgbImage a, RgbImage b) {
    int changed = 0;
    for (int i = 0; i < a.rgb().length; i += 3) {
      changed += apart(a, b, i) ? 1 : 0;
    }
    return changed;
  }

  private static boolean apart(RgbImage a, RgbImage b, int at) {
    int sum = 0;
    for (int i = at; i < at + 3; i++) {
      sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
    }
    return sum > 24;
  }

  private static void assertWithin(
      RgbImage a, RgbImage b, double left, double top, double right, double bottom) {
    for (int i = 0; i < a.rgb().length; i += 3) {
      double x = (double) (i / 3 % a.width()) / a.width();
      double y = (double) (i / 3 / a.width()) / a.height();
      if (x < left || x > right || y < top || y > bottom) {
        assertTrue(!apart(a, b, i), "changed at " + x + ", " + y);
      }
    }
  }

  @Test
  void badFilesAreNamedAndOthersServe() {
    choose("#target-input", "notes.txt", "bare.png");
    awaitResult();
    await(() -> one("#messages").getText().contains("notes.txt"));
    assertEquals(1, all(".target-thumb").size());
  }

  @Test
  void facesOfAPhotoAreChosen() {
    choose("#target-input", "two.png");
    awaitResult();
    await(() -> all(".face-toggle").size() == 2);
    RgbImage before = picture("#before");
    RgbImage first = picture("#after");
    all(".face-toggle").get(1).click();
    awaitResult();
    RgbImage both = picture("#after");
    assertTrue(changed(before, both) > changed(before, first));
    assertEquals("true", all(".face-toggle").get(1).getDomAttribute("aria-pressed"));
  }

  @Test
  void twoLooksAreMixedAndTheFullPhotoIsSaved() throws IOException {
    choose("#target-input", "bare.png");
    awaitResult();
    choose("#look-input", "look.png");
    await(() -> all(".slot").get(0).getText().contains("look.png"));
    awaitResult();
    all(".slot").get(1).click();
    all(".look-thumb").get(2).click();
    awaitResult();
    RgbImage half = picture("#after");
    slide("#slider-mix", 90);
    awaitResult();
    assertTrue(changed(half, picture("#after")) > 0);
    one("#download").click();
    Path downloads = folder.resolve("downloads");
    await(() -> !saved(downloads).isEmpty());
    Path file = saved(downloads).get(0);
    assertTrue(file.getFileName().toString().matches("bare__look-mix90-.*\\.png"), file::toString);
    assertEquals(361, FacePhoto.decode(Files.readAllBytes(file)).composited().width());
  }

  private static List<Path> saved(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".png")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void beforeAndAfterAreComparedByKeyboard() {
    choose("#target-input", "bare.png");
    awaitResult();
    WebElement divider = one("#divider");
    String middle = divider.getDomAttribute("aria-valuenow");
    divider.sendKeys(Keys.ARROW_LEFT);
    assertNotEquals(middle, divider.getDomAttribute("aria-valuenow"));
    divider.sendKeys(Keys.HOME);
    assertEquals("0", divider.getDomAttribute("aria-valuenow"));
  }

  @Test
  void aPhoneShowsAllOfItInBothLanguages() {
    browser.manage().window().setSize(new Dimension(360, 780));
    Object narrow = browser.executeScript("return innerWidth");
    choose("#target-input", "bare.png");
    awaitResult();
    for (int language = 0; language < 2; language++) {
      assertEquals(
          true,
          browser.executeScript("return document.documentElement.scrollWidth <= innerWidth"),
          () -> "wider than " + narrow);
      one("#language").click();
    }
    one("#language").click();
    assertEquals("zh-Hans", one("html").getDomAttribute("lang"));
    one("#language").click();
  }
}
