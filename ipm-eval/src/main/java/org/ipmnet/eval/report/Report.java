// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.MethodRow;

/**
 * What reports of measured methods have in common: {@code NAME.md} and {@code .csv}, {@code
 * grid.png}, and {@code NAME.html}, which needs no other file.
 *
 * @param name of the files, and of the page's template beside this class
 * @param measured what was measured
 * @param table its rows
 * @param origin what the numbers come from
 */
record Report(String name, Measured measured, EvaluationTable table, Map<String, String> origin) {
  private static final int READABLE_SIDE = 128; // smaller faces are shown enlarged

  /** Methods that were measured together. */
  interface Measured {
    /** What they were measured on. */
    EvaluationSplit split();

    /** How often each bare face was made up. */
    int runs();

    /** "Real" first. */
    List<MethodRow> rows();

    /** What could not be measured, and how that is mended. */
    Map<String, String> notAvailable();

    /** Targets and references. */
    BufferedImage grid();

    /** Side of the grid's faces in pixels. */
    int size();
  }

  /**
   * Writes the files.
   *
   * @param begin of the text: its title, and what stands before the sentences about the protocol
   * @param figure in the text behind the headlines; may be empty
   * @param more values for the page's template beside those that all pages have
   * @return the page
   */
  Path write(Path folder, String begin, String figure, Map<String, Object> more) {
    AtomicFile.write(folder.resolve(name + ".md"), markdown(begin, figure));
    AtomicFile.write(folder.resolve(name + ".csv"), table.csv());
    Png.write(folder.resolve("grid.png"), measured.grid());
    Path page = folder.resolve(name + ".html");
    AtomicFile.write(page, page(more));
    return page;
  }

  private String markdown(String begin, String figure) {
    StringBuilder text = new StringBuilder(begin).append(protocol()).append("\n\n");
    text.append(table.headlines()).append(figure);
    text.append("\n## All measures\n\n").append(table.all());
    if (!measured.notAvailable().isEmpty()) {
      text.append("\n## Not available\n\n");
      measured
          .notAvailable()
          .forEach(
              (what, why) -> text.append(String.format(Locale.ROOT, "- **%s:** %s\n", what, why)));
    }
    return text.append("\n## Origin\n\n").append(pairs(origin).markdown()).toString();
  }

  private String page(Map<String, Object> more) {
    Map<String, Object> page = new HashMap<>(table.page());
    page.put("protocol", protocol());
    page.put("missing", pairs(measured.notAvailable()).page());
    page.put("hasMissing", !measured.notAvailable().isEmpty());
    page.put("grid", picture(measured.grid(), measured.size()));
    page.put("origin", pairs(origin).page());
    page.putAll(more);
    return HtmlTemplate.beside(Report.class, name + ".html").execute(page);
  }

  private static Table<Map.Entry<String, String>> pairs(Map<String, String> map) {
    return new Table<>(List.copyOf(map.entrySet()))
        .column("", Map.Entry::getKey)
        .prose("", Map.Entry::getValue);
  }

  /** A picture for the template: {@code source} and {@code width}. */
  static Map<String, Object> picture(BufferedImage image, int side) {
    int scale = Math.max(1, Math.round((float) READABLE_SIDE / side));
    return Map.of("source", Png.dataUri(image), "width", scale * image.getWidth());
  }

  /** How it was measured, in a few sentences. */
  private String protocol() {
    return String.format(
        Locale.ROOT,
        "Split %s: each of %d bare faces with a random one of %d made-up faces, %d times; mean ±"
            + " half of the 95 %% confidence interval over these runs (Student's t), over pairs of runs"
            + " for LPIPS. Pictures are the network's own output, nothing pasted back, in 256 levels."
            + " Real: random halves of the made-up faces against each other (FID, KID), random pairs"
            + " of them (LPIPS). FID grows as sets get smaller: compare it within one table only.",
        measured.split().name(),
        measured.split().bare().size(),
        measured.split().madeUp().size(),
        measured.runs());
  }
}
