// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.weights.WeightFile;

/**
 * The files that MUNIT's program saves and those built on it, open: {@code gen_ITERATION.pt}, and
 * if a folder was named the {@code dis_*.pt} of the same iteration and {@code optimizer.pt} beside
 * it. What they hold has not been looked at.
 */
public final class MunitStyleFiles implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("gen_(\\d{1,18})\\.pt");

  private final WeightFile generator;
  private final WeightFile discriminators;
  private final WeightFile optimizer;

  private MunitStyleFiles(WeightFile... opened) {
    this.generator = opened[0];
    this.discriminators = opened[1];
    this.optimizer = opened[2];
  }

  /**
   * Opens them.
   *
   * @param path a {@code gen_*.pt}, which is taken alone, or a folder, whose newest one is taken
   *     with what belongs to it
   * @throws UserError naming what is absent or broken
   */
  public static MunitStyleFiles open(Path path) {
    if (!Files.isDirectory(path)) {
      return open(path, null, null);
    }
    Path newest =
        generators(path).stream()
            .max(Comparator.comparingLong(MunitStyleFiles::iteration))
            .orElseThrow(() -> new UserError("folder %s holds no gen_*.pt", path));
    Path dis = path.resolve(newest.getFileName().toString().replaceFirst("gen_", "dis_"));
    Path optimizer = path.resolve("optimizer.pt");
    boolean withDiscriminators = Files.isRegularFile(dis);
    return open(
        newest,
        withDiscriminators ? dis : null,
        withDiscriminators && Files.isRegularFile(optimizer) ? optimizer : null);
  }

  private static MunitStyleFiles open(Path... paths) {
    WeightFile[] opened = new WeightFile[paths.length];
    try (Opening opening = new Opening()) {
      for (int i = 0; i < paths.length; i++) {
        opened[i] = paths[i] == null ? null : opening.add(WeightFile.open(paths[i]));
      }
      opening.complete();
    }
    return new MunitStyleFiles(opened);
  }

  private static List<Path> generators(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> iteration(file) >= 0).toList();
    } catch (IOException e) {
      throw new UserError(e, "folder %s cannot be read: %s", folder, AtomicFile.reason(e));
    }
  }

  private static long iteration(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  /** Iterations that the file's name tells, or 0. */
  public long iteration() {
    return Math.max(0, iteration(generator.path()));
  }

  /** The {@code gen_*.pt}. */
  public WeightFile generator() {
    return generator;
  }

  /** The {@code dis_*.pt}, or null. */
  public WeightFile discriminators() {
    return discriminators;
  }

  /** The {@code optimizer.pt} beside a {@code dis_*.pt}, or null. */
  public WeightFile optimizer() {
    return optimizer;
  }

  @Override
  public void close() {
    Opening.closeAll(
        Stream.of(generator, discriminators, optimizer).filter(Objects::nonNull).toList());
  }
}
