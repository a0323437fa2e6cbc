// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What there is for runs to share. */
final class Machine {
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Machine() {}

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Memory that new processes can have, in MiB. */
  static long availableMebibytes() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    if (!Files.isReadable(MEMORY)) {
      return system.getFreeMemorySize() >> 20;
    }
    try {
      for (String line : Files.readAllLines(MEMORY)) {
        if (line.startsWith("MemAvailable:")) {
          // Java knows a container's limit, the file does not
          return Math.min(
              Long.parseLong(line.replaceAll("\\D", "")) >> 10, system.getTotalMemorySize() >> 20);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return system.getFreeMemorySize() >> 20;
  }
}
