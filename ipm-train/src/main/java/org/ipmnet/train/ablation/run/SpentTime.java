// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/** How long a search has taken over all its sessions; told to disk every few seconds. */
final class SpentTime {
  private static final double SECONDS_BETWEEN = 10;

  private final Path file;
  private final LongSupplier nanoTime;
  private final long start;
  private final double before;
  private double written;

  SpentTime(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.before = read(file);
    this.written = before;
  }

  private static double read(Path file) {
    if (!Files.exists(file)) {
      return 0;
    }
    try {
      return new JsonMapper().readTree(Files.readString(file)).path("seconds").asDouble();
    } catch (JsonProcessingException e) {
      throw new UserError(e, "%s is damaged; delete it to count time anew", file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  /** All of it, in seconds. */
  synchronized double seconds() {
    double seconds = before + (nanoTime.getAsLong() - start) / 1e9;
    if (seconds - written >= SECONDS_BETWEEN) {
      write(seconds);
    }
    return seconds;
  }

  /** Writes it down at the end. */
  synchronized void close() {
    write(before + (nanoTime.getAsLong() - start) / 1e9);
  }

  private void write(double seconds) {
    AtomicFile.write(file, String.format(Locale.ROOT, "{\"seconds\": %.1f}%n", seconds));
    written = seconds;
  }
}
