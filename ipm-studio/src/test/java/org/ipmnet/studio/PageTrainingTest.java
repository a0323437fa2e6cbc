// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.studio.testing.Page;
import org.ipmnet.studio.testing.RunInProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in the page: its newest checkpoint on the user's own two photos. */
class PageTrainingTest {
  @TempDir private Path folder;

  @Test
  void eachNewerCheckpointIsTriedByItself() throws IOException {
    RunInProgress run = new RunInProgress(folder.resolve("mine"), 30);
    StudioSettings settings =
        new StudioSettings("127.0.0.1", 0, List.of(), Optional.of(run.folder()), 64);
    try (Page page = Page.open(folder, settings)) {
      page.visit(1280, 900);
      page.choose("#target-input", "bare.png");
      page.awaitResult();
      RgbImage edited = page.picture("#after");
      page.await(() -> page.one("#view-training").isDisplayed());
      page.one("#view-training").click();
      assertEquals(0, page.all(".try").size(), "no checkpoint yet");
      run.loss(10, 4.5);
      run.checkpoint(10, 1);
      awaitTry(page, 10);
      RgbImage first = page.picture("#try");
      page.slide("#slider-lips", 30); // which is the preview's alone
      run.checkpoint(20, 1.2);
      awaitTry(page, 20);
      assertFalse(Arrays.equals(first.rgb(), page.picture("#try").rgb()), "by the newer one");
      assertEquals(List.of("Iteration 10", "Iteration 20"), labels(page), "each once");
      page.all(".try").get(0).click();
      assertArrayEquals(first.rgb(), page.picture("#try").rgb(), "the earlier one");
      run.checkpoint(30, 1.1);
      page.await(() -> page.all(".try").size() == 3);
      assertEquals("10", page.one("#try").getDomAttribute("data-iteration"), "still looked at");
      page.one("#view-studio").click();
      page.slide("#slider-lips", 100);
      page.awaitResult();
      assertArrayEquals(edited.rgb(), page.picture("#after").rgb(), "by the model chosen there");
      page.all(".look-thumb").get(1).click();
      page.one("#view-training").click();
      awaitTry(page, 30);
      assertTrue(page.all(".try").size() <= 1, "another look: tries begin anew");
      page.assertNoComplaints();
    }
  }

  private static void awaitTry(Page page, int iteration) {
    page.await(
        () ->
            page.one("#try").isDisplayed()
                && ("" + iteration).equals(page.one("#try").getDomAttribute("data-iteration")));
  }

  private static List<String> labels(Page page) {
    return page.all(".try").stream().map(each -> each.getText().strip()).toList();
  }
}
