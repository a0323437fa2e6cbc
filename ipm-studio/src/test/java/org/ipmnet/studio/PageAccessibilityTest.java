// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ipmnet.studio.testing.Page;
import org.ipmnet.studio.testing.RunInProgress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page for those who use no mouse or see it otherwise. */
class PageAccessibilityTest {
  @TempDir private static Path folder;
  private static String axe;
  private static Page page;

  @BeforeAll
  static void open() throws IOException {
    RunInProgress run = new RunInProgress(folder.resolve("mine"), 30);
    run.loss(10, 4.5);
    run.loss(20, 3.5);
    run.sample(20);
    run.checkpoint(20, 1);
    page =
        Page.open(
            folder, new StudioSettings("127.0.0.1", 0, List.of(), Optional.of(run.folder()), 64));
    try (InputStream script = Page.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
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

  /** By axe-core, the levels A and AA of WCAG 2.2, and what is best practice besides. */
  private static void assertAccessible(String state) {
    page.browser().executeScript(axe);
    Object violations =
        page.browser()
            .executeAsyncScript(
                """
                const done = arguments[0];
                const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                axe.run(document, {runOnly: tags}).then(
                  ({violations, passes}) => done(passes.length < 15 ? ['too little was looked at'] : violations.flatMap(({id, help, nodes}) =>
                    nodes.map(({target, any}) => `${id}: ${help}: ${target} ${any.map(a => a.message)}`))),
                  failure => done([String(failure)]));
                """);
    assertEquals(List.of(), violations, state);
  }

  /** Every state, light and dark. */
  private static void assertAccessibleInBothThemes(String state) {
    for (int i = 0; i < 2; i++) {
      assertAccessible(
          state
              + ", "
              + page.browser()
                  .executeScript(
                      "return document.documentElement.dataset.theme ?? 'as the system'"));
      page.browser().executeScript("arguments[0].click()", page.one("#theme"));
    }
  }

  @Test
  void nothingKeepsAnybodyOut() {
    assertAccessibleInBothThemes("empty");
    page.choose("#target-input", "two.png", "notes.txt");
    page.awaitResult();
    page.await(() -> page.all(".message").size() == 1);
    page.all(".slot").get(1).click();
    page.all(".look-thumb").get(1).click();
    page.awaitResult();
    assertAccessibleInBothThemes("two looks, two faces, a message");
    page.one("#language").click();
    assertAccessible("Chinese");
    page.one("#language").click();
    page.one("#side-by-side").click();
    page.await(() -> page.all(".comparison img[src]").size() == 3);
    assertAccessible("side by side");
    page.one("#view-training").click();
    page.await(() -> page.one("#try").isDisplayed());
    assertAccessibleInBothThemes("training");
    page.browser().manage().window().setSize(new Dimension(360, 780));
    assertAccessible("training on a phone");
    page.one("#view-studio").click();
    assertAccessible("on a phone");
  }

  private static void press(CharSequence... keys) {
    new Actions(page.browser()).sendKeys(keys).perform();
  }

  /** Presses Tab until an element has the focus, as somebody does who has no mouse. */
  private static WebElement tabTo(String selector) {
    for (int i = 0; i < 60; i++) {
      press(Keys.TAB);
      boolean there =
          (Boolean)
              page.browser()
                  .executeScript("return document.activeElement.matches(arguments[0])", selector);
      if (there) {
        assertNotEquals(
            "none",
            page.browser()
                .executeScript(
                    "const a = document.activeElement; return getComputedStyle(a.matches('.unseen') ? a.nextElementSibling : a).outlineStyle"),
            "it can be seen that it has the focus");
        return page.browser().switchTo().activeElement();
      }
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  /** Choose, slide, compare, undo and save: all by keys. */
  @Test
  void everythingGoesByKeyboard() {
    tabTo("#target-input");
    page.choose("#target-input", "bare.png"); // the system's own dialogue has the keys then
    page.awaitResult();
    WebElement look = tabTo("#looks li:nth-child(4) .look-thumb");
    press(Keys.ENTER);
    page.awaitResult();
    assertEquals("true", look.getDomAttribute("aria-pressed"));
    WebElement lips = tabTo("#slider-lips");
    press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
    page.awaitResult();
    assertEquals("98", lips.getDomProperty("value"));
    new Actions(page.browser()).keyDown(Keys.CONTROL).sendKeys("z").keyUp(Keys.CONTROL).perform();
    assertEquals("99", lips.getDomProperty("value"), "a key is a step");
    tabTo("#download");
    press(Keys.ENTER);
    WebElement told = page.one("#saving-stage");
    page.await(() -> told.getText().startsWith("Saved as bare__"));
    WebElement divider = tabTo("#divider");
    press(Keys.ARROW_LEFT);
    assertEquals("48", divider.getDomAttribute("aria-valuenow"));
    press(Keys.HOME);
    assertEquals("0", divider.getDomAttribute("aria-valuenow"));
    assertTrue(divider.getDomAttribute("aria-valuetext").contains("0 %"));
  }

  /** What happens is said to those who do not see it, while it happens. */
  @Test
  void progressAndErrorsAreAnnounced() {
    page.browser()
        .executeScript(
            """
            window.heard = [];
            for (const region of document.querySelectorAll('[aria-live]'))
              new MutationObserver(() => heard.push(region.id + ' ' + region.textContent))
                .observe(region, {childList: true, characterData: true, subtree: true});
            """);
    page.choose("#target-input", "notes.txt", "bare.png");
    page.awaitResult();
    tabTo("#download");
    press(Keys.ENTER);
    page.await(() -> page.one("#saving-stage").getText().startsWith("Saved"));
    String heard = page.browser().executeScript("return heard").toString();
    assertTrue(heard.contains("messages notes.txt: the photo is neither PNG"), heard);
    assertTrue(heard.contains("saving-stage Waiting for its turn"), heard);
    assertTrue(heard.contains("saving-stage Saved as bare__"), heard);
    assertEquals("status", page.one("#busy").getDomAttribute("role"));
  }
}
