// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/** How much memory this process has had at most. */
final class PeakMemory {
  private PeakMemory() {}

  /** Peak resident set in MiB where the system tells it (Linux), else what is resident now. */
  static long mebibytes() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return Pointer.physicalBytes() >> 20;
    }
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        }
      }
      throw new IllegalStateException(status + " has no line VmHWM");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
