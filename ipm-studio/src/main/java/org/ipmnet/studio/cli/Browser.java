// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The user's browser. The program runs without a display ({@code java.awt.headless}), in which
 * Java's own Desktop refuses.
 */
final class Browser {
  private Browser() {}

  /** Opens an address, or says that somebody else must. */
  static void open(String url) {
    try {
      new ProcessBuilder(command(url))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      System.err.println("no browser could be started; open the address yourself");
    }
  }

  private static List<String> command(String url) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return List.of("open", url);
    }
    return system.contains("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
        : List.of("xdg-open", url);
  }
}
