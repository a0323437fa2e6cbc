// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.train.log.StatsLine;

/**
 * What {@code stats.jsonl} tells, thinned out if it is long: a million lines cost as much as a few
 * thousand.
 *
 * @param lines by iteration
 */
public record LossHistory(List<StatsLine> lines) {
  private static final int BLOCKS = 512;
  private static final int BLOCK_BYTES = 8192;

  /** Keeps a copy. */
  public LossHistory {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file as a whole up to 4 MiB; of a longer one, blocks at even distances, the first and
   * the last line among them. A file that is absent has no lines; broken ones are passed over.
   *
   * @throws UserError if the file cannot be read
   */
  public static LossHistory read(Path file) {
    if (!Files.exists(file)) {
      return new LossHistory(List.of());
    }
    List<StatsLine> lines = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size <= (long) BLOCKS * BLOCK_BYTES) {
        addLines(block(channel, 0, (int) size), true, lines);
      } else {
        for (int i = 0; i < BLOCKS; i++) {
          long start = (size - BLOCK_BYTES) / (BLOCKS - 1) * i;
          start = i == BLOCKS - 1 ? size - BLOCK_BYTES : start;
          addLines(block(channel, start, BLOCK_BYTES), i == 0, lines);
        }
      }
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
    return new LossHistory(lines);
  }

  private static String block(FileChannel channel, long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {}
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  // A block begins and ends in the middle of lines: only what stands between two line ends counts.
  private static void addLines(String block, boolean beginsWithLine, List<StatsLine> lines) {
    int start = beginsWithLine ? 0 : block.indexOf('\n') + 1;
    for (int end; (end = block.indexOf('\n', start)) >= 0; start = end + 1) {
      Optional<StatsLine> line = StatsLine.parse(block.substring(start, end));
      if (line.isPresent()
          && (lines.isEmpty() || line.get().iteration() > newest(lines).iteration())) {
        lines.add(line.get());
      }
    }
  }

  private static StatsLine newest(List<StatsLine> lines) {
    return lines.get(lines.size() - 1);
  }

  /** The last line, if there is any. */
  public Optional<StatsLine> newest() {
    return lines.isEmpty() ? Optional.empty() : Optional.of(newest(lines));
  }

  /** The names of all terms, in the order in which they first appear. */
  public Set<String> terms() {
    Set<String> terms = new LinkedHashSet<>();
    lines.forEach(line -> terms.addAll(line.losses().keySet()));
    return terms;
  }
}
