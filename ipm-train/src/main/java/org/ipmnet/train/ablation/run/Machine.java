// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * What there is for runs to share.
 *
 * @param cores that this process may use
 * @param availableMebibytes memory that new processes can have now, in MiB
 * @param nanoTime a clock, as {@link System#nanoTime}
 */
record Machine(int cores, LongSupplier availableMebibytes, LongSupplier nanoTime) {
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /** This one. */
  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(), Machine::freeMebibytes, System::nanoTime);
  }

  private static long freeMebibytes() {
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
