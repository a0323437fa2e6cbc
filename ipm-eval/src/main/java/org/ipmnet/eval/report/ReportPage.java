// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import com.samskivert.mustache.Template;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipmnet.eval.picture.Png;

/** A kind of HTML page that needs no other file: a template beside this class, pictures in it. */
final class ReportPage {
  private static final int READABLE_SIDE = 128; // smaller faces are shown enlarged

  private final Template template;

  /**
   * Reads a template and those that it includes.
   *
   * @param name without ".html"
   */
  ReportPage(String name) {
    this.template = HtmlTemplate.beside(ReportPage.class, name + ".html");
  }

  /** The page with these values. */
  String of(Map<String, Object> values) {
    return template.execute(values);
  }

  /** A picture for the template: {@code source} and {@code width}. */
  static Map<String, Object> picture(BufferedImage image, int side) {
    int scale = Math.max(1, Math.round((float) READABLE_SIDE / side));
    return Map.of("source", Png.dataUri(image), "width", scale * image.getWidth());
  }

  /** Entries for the template: {@code key} and {@code value}. */
  static List<Map<String, String>> pairs(Map<String, String> map) {
    List<Map<String, String>> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
    return pairs;
  }
}
