// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.studio.testing.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser, as somebody uses it; skipped, and said so, where there is none. */
class PageTest {
  @TempDir private static Path folder;
  private static Page page;

  @BeforeAll
  static void open() throws IOException {
    page = Page.open(folder, StudioSettings.local());
  }

  @AfterAll
  static void close() {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void visit() {
    page.visit(1280, 900);
  }

  @AfterEach
  void noComplaints() {
    page.assertNoComplaints();
  }

  @Test
  void aPhotoIsDroppedAndASliderMovesTheLipsAlone() {
    drop("bare.png", "#welcome");
    page.awaitResult();
    RgbImage before = page.picture("#before");
    RgbImage all = page.picture("#after");
    assertTrue(changed(before, all) > 500, "the first look is put on by itself");
    for (String other : List.of("lids", "under-eyes", "brows", "cheeks", "skin")) {
      page.slide("#slider-" + other, 0);
    }
    page.awaitResult();
    RgbImage lips = page.picture("#after");
    int changed = changed(before, lips);
    assertTrue(changed > 100 && changed < changed(before, all), "lips alone: " + changed);
    assertWithin(before, lips, 0.3, 0.6, 0.7, 0.85);
    page.slide("#slider-lips", 0);
    page.awaitResult();
    assertEquals(0, changed(before, page.picture("#after")), "strength 0 is the photo");
    page.one("#undo").click();
    page.awaitResult();
    assertArrayEquals(lips.rgb(), page.picture("#after").rgb(), "undone");
    page.one("#redo").click();
    page.awaitResult();
    assertEquals(0, changed(before, page.picture("#after")));
  }

  /** Lets go of a file over an element. */
  private static void drop(String file, String onto) {
    give(
        file,
        onto,
        """
        for (const type of ['dragover', 'drop'])
          at.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
        """);
  }

  /** Hands a file over by other events than those of the box to choose files. */
  private static void give(String file, String at, String events) {
    page.browser()
        .executeScript(
            "const [input, at] = arguments;"
                + "input.addEventListener('change', event => {"
                + "  event.stopImmediatePropagation();"
                + "  const data = new DataTransfer();"
                + "  data.items.add(input.files[0]);"
                + events
                + "}, {once: true, capture: true});",
            page.one("#target-input"),
            page.one(at));
    page.choose("#target-input", file);
  }

  @Test
  void aPhotoIsPasted() {
    give(
        "bare.png",
        "body",
        "at.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData: data}));");
    page.awaitResult();
    assertEquals(361, page.picture("#after").width());
  }

  /** What is there stays where it is, whatever comes. */
  @Test
  void nothingJumps() {
    Object empty = places();
    page.choose("#target-input", "two.png", "notes.txt");
    page.awaitResult();
    assertEquals(empty, places(), "a photo and a message");
    page.all(".slot").get(1).click();
    page.all(".look-thumb").get(1).click();
    page.awaitResult();
    page.one("#download").click();
    page.await(() -> page.one("#saving-stage").getText().startsWith("Saved"));
    assertEquals(empty, places(), "another look, and saved");
  }

  private static Object places() {
    return page.browser()
        .executeScript(
            """
            return ['.stage-area', '.look-thumb', '.slot', '#mix', '#slider-lips', '#own-skin', '#download', '#zoom-in']
              .map(each => [each, ...Object.values(document.querySelector(each).getBoundingClientRect().toJSON())].join());
            """);
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

  /** The divider follows the mouse: left of it is the photo as it was. */
  @Test
  void beforeAndAfterAreComparedByDragging() {
    page.choose("#target-input", "bare.png");
    page.awaitResult();
    int middle = Integer.parseInt(page.one("#divider").getDomAttribute("aria-valuenow"));
    new Actions(page.browser()).dragAndDropBy(page.one("#divider"), -120, 0).perform();
    int left = Integer.parseInt(page.one("#divider").getDomAttribute("aria-valuenow"));
    assertTrue(left < middle, middle + " became " + left);
    String clip = page.one("#after").getCssValue("clip-path");
    String percent = clip.replaceAll(".* ([0-9.]+)%\\)", "$1");
    assertEquals(left, Double.parseDouble(percent), 1, clip);
  }

  @Test
  void badFilesAreNamedAndOthersServe() {
    page.choose("#target-input", "notes.txt", "bare.png");
    page.awaitResult();
    page.await(() -> page.one("#messages").getText().contains("notes.txt"));
    assertEquals(1, page.all(".target-thumb").size());
  }

  @Test
  void facesOfAPhotoAreChosen() {
    page.choose("#target-input", "two.png");
    page.awaitResult();
    page.await(() -> page.all(".face-toggle").size() == 2);
    RgbImage before = page.picture("#before");
    RgbImage first = page.picture("#after");
    page.all(".face-toggle").get(1).click();
    page.awaitResult();
    RgbImage both = page.picture("#after");
    assertTrue(changed(before, both) > changed(before, first));
    assertEquals("true", page.all(".face-toggle").get(1).getDomAttribute("aria-pressed"));
  }

  @Test
  void twoLooksAreMixedAndTheFullPhotoIsSaved() throws IOException {
    page.choose("#target-input", "bare.png");
    page.awaitResult();
    page.choose("#look-input", "look.png");
    page.await(() -> page.all(".slot").get(0).getText().contains("look.png"));
    page.awaitResult();
    page.all(".slot").get(1).click();
    page.all(".look-thumb").get(2).click();
    page.awaitResult();
    RgbImage half = page.picture("#after");
    page.slide("#slider-mix", 90);
    page.awaitResult();
    assertTrue(changed(half, page.picture("#after")) > 0);
    page.one("#download").click();
    page.await(() -> !downloads("bare__").isEmpty());
    Path file = downloads("bare__").get(0);
    assertTrue(file.getFileName().toString().matches("bare__look-mix90-.*\\.png"), file::toString);
    assertEquals(361, FacePhoto.decode(Files.readAllBytes(file)).composited().width());
  }

  /** Another skin tone moves the cheeks; makeup that is taken off looks at no look. */
  @Test
  void theSkinToneIsChosenAndMakeupTakenOff() {
    page.choose("#target-input", "bare.png");
    page.awaitResult();
    RgbImage before = page.picture("#before");
    RgbImage own = page.picture("#after");
    assertTrue(page.one("#own-skin").isSelected());
    page.one("#own-skin").click();
    page.awaitResult();
    RgbImage reference = page.picture("#after");
    assertTrue(changed(own, reference) > 300, "pixels: " + changed(own, reference));
    page.one("#own-skin").click();
    page.awaitResult();
    assertArrayEquals(own.rgb(), page.picture("#after").rgb());
    assertTrue(page.one("#remove").isDisplayed());
    page.one("#remove").click();
    page.awaitResult();
    RgbImage removed = page.picture("#after");
    assertTrue(changed(own, removed) > 300, "it wears no look: " + changed(own, removed));
    assertTrue(changed(before, removed) < changed(before, own), "a bare face has little on");
  }

  /** A look of one's own is there again when the page is, until it is taken off. */
  @Test
  void aLookStaysOnTheShelf() {
    int drawn = page.all(".look-thumb").size();
    page.choose("#look-input", "look.png");
    page.await(() -> page.all(".look-thumb").size() == drawn + 1);
    page.visit(1280, 900);
    page.await(() -> page.all(".look-thumb").size() == drawn + 1);
    assertTrue(page.one(".look-thumb").getDomAttribute("aria-label").contains("look.png"));
    page.one("#looks .removal").click();
    page.await(() -> page.all(".look-thumb").size() == drawn);
    page.visit(1280, 900);
    assertEquals(drawn, page.all(".look-thumb").size());
  }

  @Test
  void thePictureIsZoomed() {
    page.choose("#target-input", "bare.png");
    page.awaitResult();
    double width = shownWidth();
    page.one("#zoom-in").click();
    page.await(() -> shownWidth() > 1.1 * width);
    assertFalse(page.one("#zoom-reset").getText().startsWith("100"));
    page.one("#zoom-reset").click();
    page.await(() -> shownWidth() < 1.01 * width);
  }

  private static double shownWidth() {
    return ((Number)
            page.browser()
                .executeScript(
                    "return document.querySelector('#after').getBoundingClientRect().width"))
        .doubleValue();
  }

  private static List<Path> downloads(String start) {
    try {
      return page.downloads().stream()
          .filter(file -> file.getFileName().toString().startsWith(start))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPhoneShowsAllOfItInBothLanguages() throws IOException {
    page.visit(360, 780);
    page.choose("#target-input", "bare.png");
    page.awaitResult();
    for (String language : List.of("en", "zh-Hans")) {
      assertEquals(language, page.one("html").getDomAttribute("lang"));
      Object wide = page.browser().executeScript("return document.documentElement.scrollWidth");
      Object window = page.browser().executeScript("return innerWidth");
      assertTrue((Long) wide <= (Long) window, language + ": " + wide + " of " + window);
      Path shot = page.browser().getScreenshotAs(OutputType.FILE).toPath();
      Path kept = Path.of("target", "page-on-a-phone-" + language + ".png"); // to be looked at
      Files.copy(shot, kept, StandardCopyOption.REPLACE_EXISTING);
      page.one("#language").click();
    }
  }

  /** What the service says is wrong is told in the user's language. */
  @Test
  void problemsAreToldInTheUsersLanguage() {
    page.choose("#target-input", "notes.txt");
    page.await(() -> page.all(".message").size() == 1);
    String english = page.one(".message p").getText();
    assertTrue(english.startsWith("notes.txt: the photo is neither PNG nor"), english);
    page.one("#language").click();
    String chinese = page.one(".message p").getText();
    assertTrue(chinese.startsWith("notes.txt：这不是可读取的图片"), chinese);
    page.one("#language").click();
  }
}
