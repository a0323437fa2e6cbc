// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
    this.template =
        Mustache.compiler()
            .emptyStringIsFalse(true)
            .withLoader(ReportPage::resource)
            .compile(resource(name));
  }

  private static Reader resource(String name) {
    String file = name + ".html";
    try (InputStream in = ReportPage.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      StringBuilder text = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        text.append((char) c);
      }
      return new StringReader(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page with these values. */
  String of(Map<String, Object> values) {
    return template.execute(values);
  }

  /** A picture for the template: {@code source} and {@code width}. */
  static Map<String, Object> picture(BufferedImage image, int side) {
    int scale = Math.max(1, Math.round((float) READABLE_SIDE / side));
    return Map.of(
        "source",
        "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.bytes(image)),
        "width",
        scale * image.getWidth());
  }

  /** Entries for the template: {@code key} and {@code value}. */
  static List<Map<String, String>> pairs(Map<String, String> map) {
    List<Map<String, String>> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
    return pairs;
  }
}
