// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.train.log.StatsLine;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.run.RunLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class HtmlReportTest {
  private static final Pattern IMAGE =
      Pattern.compile("<img alt=\"([^\"]*)\" src=\"data:image/png;base64,([^\"]*)\">");

  @TempDir Path temp;
  private RunLayout run;

  @BeforeEach
  void makeRun() throws IOException {
    run = new RunLayout(Files.createDirectories(temp.resolve("<b>run")));
    Files.createDirectories(run.samples());
  }

  private String page() throws IOException {
    HtmlReport.of(run.root()).writeTo(run.report());
    return Files.readString(run.report());
  }

  private static List<String> alts(String page) {
    List<String> alts = new ArrayList<>();
    for (Matcher m = IMAGE.matcher(page); m.find(); ) {
      alts.add(m.group(1));
    }
    return alts;
  }

  private static BufferedImage image(String page, String alt) throws IOException {
    for (Matcher m = IMAGE.matcher(page); m.find(); ) {
      if (m.group(1).equals(alt)) {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(m.group(2))));
      }
    }
    throw new AssertionError(String.format(Locale.ROOT, "no image '%s' among %s", alt, alts(page)));
  }

  private void sample(long iteration, int width) {
    Png.write(run.sample(iteration), new BufferedImage(width, 10, BufferedImage.TYPE_INT_RGB));
  }

  @Test
  void aNewRunHasAPageToo() throws IOException {
    String page = page();
    assertTrue(page.contains("No losses yet."), page);
    assertTrue(page.contains("No sample grids yet."), page);
    assertFalse(page.contains("Measurements"), "no metrics, no heading");
    assertTrue(alts(page).isEmpty());
  }

  @Test
  void everythingInTheFolderIsShownAndEscaped() throws IOException {
    Files.writeString(run.config(), "iterations: 8\nname: <script>\n");
    Files.writeString(
        run.provenance(), "{\"ipm\":\"0.1.0\",\"data\":\"<i>\",\"seed\":12345678901}");
    Files.writeString(
        run.metrics(), "{\"transferError\":0.51234567,\"deep\":{\"seconds\":1234.5678}}");
    Files.writeString(
        run.stats(),
        """
        {"iteration":2,"seconds":1.0,"losses":{"background_yx":1,"g_total":2,"d_x":3,"d_y":3}}
        {"iteration":4,"seconds":2.0,"losses":{"background_yx":1,"g_total":2,"d_x":null,"d_y":3}}
        {"iteration":6,"sec""");
    sample(2, 30);
    sample(4, 40);
    String page = page();

    assertTrue(page.contains("<h1>&lt;b&gt;run</h1>"), page);
    assertTrue(page.contains("name: &lt;script&gt;"), page);
    assertTrue(page.contains("<td>&lt;i&gt;</td>"), page);
    assertTrue(page.contains("<td>12345678901</td>"), page);
    assertTrue(page.contains("<th scope=\"row\">transferError</th><td>0.5123</td>"), page);
    assertTrue(page.contains("<th scope=\"row\">deep.seconds</th><td>1234.6</td>"), page);
    assertTrue(page.contains("<dd>4 of 8</dd>"), page);
    assertTrue(page.contains("<dt>iterations per second</dt><dd>2.00</dd>"), page);
    assertTrue(page.contains("<dt>time left</dt><dd>2s</dd>"), page);
    assertTrue(page.contains("width: 50.0%"), page);
    assertEquals(
        List.of(
            "Sample grid at iteration 4",
            "Sample grid at iteration 2",
            "Total over iterations",
            "Background over iterations",
            "Discriminator over iterations"),
        alts(page));
    assertEquals(40, image(page, "Sample grid at iteration 4").getWidth());
    assertFalse(page.contains("src=\"http"), "self-contained");
    assertFalse(page.contains("{{"), "every tag of the template is filled in");
  }

  /** A run begun before and resumed goes on in the same curves. */
  @Test
  void formerNamesOfLossesAreRead() {
    LossHistory history =
        new LossHistory(
            List.of(
                new StatsLine(1, 0, Map.of("background_x", 4.0, "d_x", 2.0, "cycle_x", 5.0)),
                new StatsLine(2, 0, Map.of("background_yx", 3.0, "style_y", 1.0))));
    assertEquals(
        List.of(
            new StatsLine(1, 0, Map.of("background_yx", 4.0, "d_x", 2.0, "cycle_x", 5.0)),
            new StatsLine(2, 0, Map.of("background_yx", 3.0, "style_xy", 1.0))),
        FormerLossNames.renamed(history, ModelKind.IPM_NET).lines());
    assertEquals(
        Map.of("background_yx", 3.0, "style_yx", 1.0),
        FormerLossNames.renamed(history, ModelKind.MUNIT).lines().get(1).losses());
  }

  @Test
  void measuresWhileTrainingAreCurves() throws IOException {
    assertFalse(page().contains("<h2>Measures</h2>"));
    Files.writeString(
        run.measures(),
        """
        {"iteration":2,"seconds":1.0,"losses":{"moved_skin":0.1,"moved_lips":0.2,"fid":90,"kid_error":1}}
        {"iteration":4,"seconds":2.0,"losses":{"moved_skin":0.4,"moved_lips":0.3,"fid":70,"kid_error":1}}
        """);
    String page = page();
    assertTrue(page.contains("<h2>Measures</h2>"), page);
    assertEquals(List.of("FID over iterations", "Colour moved over iterations"), alts(page));
  }

  @Test
  void anyFiniteLossCanBeDrawn() throws IOException {
    StringBuilder lines = new StringBuilder();
    String[] values = {"0,-1,1e-300,1e300,7", "0,5,1e-30,-1e300,7", "0,0,1,1e-5,7"};
    for (int i = 0; i < values.length; i++) {
      String[] v = values[i].split(",");
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"iteration\":%d,\"seconds\":0,\"losses\":{\"zero\":%s,\"mixed\":%s,\"tiny\":%s,\"huge\":%s,\"same\":%s}}\n",
              i + 1,
              v[0],
              v[1],
              v[2],
              v[3],
              v[4]));
    }
    Files.writeString(run.stats(), lines);
    assertEquals(5, alts(page()).size());
  }

  @Test
  void aFinishedRunSaysSo() throws IOException {
    Files.writeString(run.config(), "iterations: 4\n");
    Files.writeString(run.stats(), "{\"iteration\":4,\"seconds\":9,\"losses\":{\"a\":1}}\n");
    String page = page();
    assertTrue(page.contains("finished"), page);
    assertFalse(page.contains("time left"), page);
  }

  @Test
  void manySamplesAreNotAllEmbeddedAndOldOnesAreSmall() throws IOException {
    for (int i = 0; i <= 100; i++) {
      sample(i, 2000);
    }
    String page = page();
    List<String> alts = alts(page);
    assertEquals(9, alts.size());
    assertEquals("Sample grid at iteration 100", alts.get(0));
    assertEquals("Sample grid at iteration 0", alts.get(8));
    assertEquals(1600, image(page, alts.get(0)).getWidth());
    assertEquals(400, image(page, alts.get(8)).getWidth());
    assertEquals(2, image(page, alts.get(8)).getHeight());
  }

  @Test
  void smallPicturesAreMeansOverAreas() throws IOException {
    BufferedImage stripes = new BufferedImage(1200, 6, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 1200; x++) {
      for (int y = 0; y < 6; y++) {
        stripes.setRGB(x, y, x % 3 == 0 ? 0xff8000 : x < 600 ? 0 : 0x0000ff);
      }
    }
    Png.write(run.sample(1), stripes);
    sample(2, 10);
    BufferedImage small = image(page(), "Sample grid at iteration 1");
    assertEquals(400, small.getWidth());
    assertEquals(2, small.getHeight());
    assertEquals(0xff552b00, small.getRGB(0, 0));
    assertEquals(0xff552baa, small.getRGB(399, 1));
  }

  @Test
  void damagedFilesDoNotStopTheReport() throws IOException {
    sample(1, 10);
    Files.writeString(run.sample(2), "not a picture");
    Files.write(run.sample(3), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
    Files.writeString(run.provenance(), "{");
    Files.writeString(run.config(), "a: [");
    Files.writeString(run.stats(), "garbage\n\n{\"iteration\":1,\"losses\":{\"a\":1}}\n");
    String page = page();
    assertEquals(2, page.split("This picture cannot be read", -1).length - 1);
    assertTrue(page.contains("is not valid JSON"), page);
    assertTrue(alts(page).contains("A over iterations"), alts(page).toString());
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path absent = temp.resolve("absent");
    UserError error = assertThrows(UserError.class, () -> HtmlReport.of(absent));
    assertEquals(
        String.format(Locale.ROOT, "run folder %s does not exist", absent), error.getMessage());
  }

  /** A side job ends no training, not even by a bug, which is logged with its trace. */
  @Test
  void aReportThatCannotBeMadeIsLogged() {
    IllegalStateException bug = new IllegalStateException("a bug");
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    Logger logger = (Logger) LoggerFactory.getLogger(ReportRefresher.class);
    logger.addAppender(logged);
    Runnable report =
        () -> {
          throw bug;
        };
    try (ReportRefresher refresher = new ReportRefresher(report, 0, System::nanoTime)) {
      refresher.onStart(new Progress(0, 9));
      refresher.afterStep(new Progress(1, 9), new LossReport(Map.of()));
    } finally {
      logger.detachAppender(logged);
    }
    assertEquals(2, logged.list.size(), "after a step and at the end");
    ThrowableProxy trace = (ThrowableProxy) logged.list.get(0).getThrowableProxy();
    assertSame(bug, trace.getThrowable());
  }

  @Test
  void theRefresherWaitsBetweenReportsAndEndsWithOne() throws IOException {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may wrap around
    try (ReportRefresher refresher = new ReportRefresher(run, 60, clock::get)) {
      refresher.onStart(new Progress(0, 9));
      clock.addAndGet(59_000_000_000L);
      refresher.afterStep(new Progress(1, 9), new LossReport(Map.of()));
      assertFalse(Files.exists(run.report()));
      clock.addAndGet(1_000_000_000L);
      refresher.afterStep(new Progress(2, 9), new LossReport(Map.of()));
      assertTrue(Files.exists(run.report()));
      Files.delete(run.report());
      clock.addAndGet(59_000_000_000L);
      refresher.afterStep(new Progress(3, 9), new LossReport(Map.of()));
      assertFalse(Files.exists(run.report()));
    }
    assertTrue(Files.exists(run.report()));
  }
}
