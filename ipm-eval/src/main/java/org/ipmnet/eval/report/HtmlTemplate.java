// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Pages as Mustache templates, which escape what is put into them. */
public final class HtmlTemplate {
  private HtmlTemplate() {}

  /**
   * The template of that name beside a class. What it includes ({@code style}, {@code measures})
   * are the parts that pages share, beside this class.
   */
  public static Template beside(Class<?> type, String name) {
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .withLoader(included -> text(HtmlTemplate.class, included + ".html"))
        .compile(text(type, name));
  }

  private static Reader text(Class<?> type, String name) {
    try (InputStream in = type.getResourceAsStream(name)) {
      return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
