// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/**
 * Appends losses to a file, one {@link StatsLine} every so many iterations and one for the last.
 *
 * <p>A run killed after its last checkpoint repeats iterations when it is resumed. So the file is
 * cut at the start: what lies beyond the resumed iteration, or is only half-written, goes; no
 * iteration ever stands in it twice.
 */
public final class StatsLog implements TrainingListener {
  private final Path file;
  private final long every;
  private final LongSupplier nanoTime;
  private OutputStream out;
  private double secondsBefore;
  private long startedAt;

  /**
   * A log that begins with {@link #onStart}.
   *
   * @param file appended to if it exists
   * @param every iterations from one line to the next, at least 1
   * @param nanoTime a clock in nanoseconds, such as {@code System::nanoTime}
   */
  public StatsLog(Path file, long every, LongSupplier nanoTime) {
    if (every < 1) {
      throw new IllegalArgumentException("every must be at least 1, found " + every);
    }
    this.file = file;
    this.every = every;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onStart(Progress progress) {
    try {
      if (Files.exists(file)) {
        cutAfter(progress.iteration());
      }
      out = new FileOutputStream(file.toFile(), true);
    } catch (IOException e) {
      throw failed(e);
    }
    startedAt = nanoTime.getAsLong();
  }

  private void cutAfter(long iteration) throws IOException {
    long kept = 0;
    long last = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      while (true) {
        byte[] bytes = lineWithEnd(in);
        boolean whole = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        Optional<StatsLine> line =
            whole ? StatsLine.parse(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty();
        if (line.isEmpty()
            || line.get().iteration() > iteration
            || line.get().iteration() <= last) {
          break;
        }
        kept += bytes.length;
        last = line.get().iteration();
        secondsBefore = line.get().seconds();
      }
    }
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(kept);
    }
  }

  private static byte[] lineWithEnd(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    int next;
    while ((next = in.read()) >= 0) {
      line.write(next);
      if (next == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (progress.iteration() % every != 0 && !progress.finished()) {
      return;
    }
    double seconds = secondsBefore + (nanoTime.getAsLong() - startedAt) * 1e-9;
    String line = new StatsLine(progress.iteration(), seconds, losses.terms()).toJson() + "\n";
    try {
      out.write(line.getBytes(StandardCharsets.UTF_8)); // one write: a reader sees whole lines
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UserError failed(IOException e) {
    return new UserError(e, "%s cannot be written: %s", file, AtomicFile.reason(e));
  }
}
