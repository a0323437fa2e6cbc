// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Pages as Mustache templates, which escape what is put into them. */
public final class HtmlTemplate {
  private HtmlTemplate() {}

  /** The template of that name beside a class. */
  public static Template beside(Class<?> type, String name) {
    try (InputStream in = type.getResourceAsStream(name)) {
      return Mustache.compiler()
          .emptyStringIsFalse(true)
          .compile(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
