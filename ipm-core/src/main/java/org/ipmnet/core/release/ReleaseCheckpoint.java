// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.network.NetworkConfig;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.WeightFile;

/**
 * A checkpoint of the authors' program, open: {@code gen_*.pt}, and if a folder was named the
 * {@code dis_*.pt} of the same iteration and {@code optimizer.pt} beside it. Everything in them has
 * been compared with the sizes that they show.
 */
public final class ReleaseCheckpoint implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("gen_(\\d{1,18})\\.pt");

  private final WeightFile generator;
  private final WeightFile discriminators;
  private final WeightFile optimizer;
  private final NetworkConfig sizes;

  private ReleaseCheckpoint(
      WeightFile generator, WeightFile discriminators, WeightFile optimizer, NetworkConfig sizes) {
    this.generator = generator;
    this.discriminators = discriminators;
    this.optimizer = optimizer;
    this.sizes = sizes;
  }

  /**
   * Opens one.
   *
   * @param path a {@code gen_*.pt}, which is taken alone, or a folder, whose newest one is taken
   *     with what belongs to it
   * @throws UserError naming what is absent, broken, or missing, misshapen and surplus in it
   */
  public static ReleaseCheckpoint open(Path path) {
    if (!Files.isDirectory(path)) {
      return open(path, null, null);
    }
    Path newest =
        generators(path).stream()
            .max(Comparator.comparingLong(ReleaseCheckpoint::iteration))
            .orElseThrow(() -> new UserError("folder %s holds no gen_*.pt".formatted(path)));
    String name = newest.getFileName().toString().replaceFirst("gen_", "dis_");
    return open(newest, existing(path.resolve(name)), existing(path.resolve("optimizer.pt")));
  }

  private static List<Path> generators(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> iteration(file) >= 0).toList();
    } catch (IOException e) {
      throw new UserError(
          "folder %s cannot be read: %s".formatted(folder, AtomicFile.reason(e)), e);
    }
  }

  private static Path existing(Path file) {
    return Files.isRegularFile(file) ? file : null;
  }

  private static long iteration(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private static ReleaseCheckpoint open(Path gen, Path dis, Path optimizer) {
    WeightFile[] opened = new WeightFile[3];
    boolean good = false;
    try {
      opened[0] = WeightFile.open(gen);
      NetworkConfig sizes = ReleaseSizes.generator(gen.toString(), group(opened[0], "a"));
      ReleaseLayout.shapes(ReleaseLayout.generator(sizes))
          .check(gen.toString(), "a generator", group(opened[0], "a"), name -> false);
      if (dis != null) {
        opened[1] = WeightFile.open(dis);
        sizes = ReleaseSizes.withDiscriminator(dis.toString(), sizes, group(opened[1], "a"));
        for (String domain : List.of("a", "b")) {
          ReleaseLayout.shapes(ReleaseLayout.discriminator(sizes, domain))
              .check(
                  dis + " (" + domain + ")",
                  "a discriminator",
                  group(opened[1], domain),
                  name -> false);
        }
      }
      if (optimizer != null && dis != null) {
        opened[2] = WeightFile.open(optimizer);
      }
      good = true;
      return new ReleaseCheckpoint(opened[0], opened[1], opened[2], sizes);
    } finally {
      if (!good) {
        close(opened);
      }
    }
  }

  private static Map<String, StoredTensor> group(WeightFile file, String key) {
    Map<String, StoredTensor> found = new LinkedHashMap<>();
    if (file.root().has(key)) {
      found.putAll(file.root().at(key).tensors());
    }
    return found;
  }

  /** What the tensors' shapes say. */
  public NetworkConfig sizes() {
    return sizes;
  }

  /** Iterations that the file's name tells, or 0. */
  public long iteration() {
    return Math.max(0, iteration(generator.path()));
  }

  /** Where the generator came from. */
  public Path generatorFile() {
    return generator.path();
  }

  /** The tensors of E_S, E_I, G and the MLP by their names. */
  public Map<String, StoredTensor> generator() {
    return group(generator, "a");
  }

  /** Whether there is a {@code dis_*.pt}. */
  public boolean hasDiscriminators() {
    return discriminators != null;
  }

  /** The tensors of D_Y by their names. */
  public Map<String, StoredTensor> discriminatorMadeUp() {
    return group(discriminators, "a");
  }

  /** The tensors of D_X by their names. */
  public Map<String, StoredTensor> discriminatorBare() {
    return group(discriminators, "b");
  }

  /**
   * The state of their two optimisers, if there is an {@code optimizer.pt} beside a {@code
   * dis_*.pt}.
   *
   * @throws UserError if it does not belong to these networks
   */
  public Optional<ReleaseOptimizers> optimizers() {
    return optimizer == null
        ? Optional.empty()
        : Optional.of(ReleaseOptimizers.of(optimizer, sizes));
  }

  @Override
  public void close() {
    close(generator, discriminators, optimizer);
  }

  private static void close(WeightFile... files) {
    for (WeightFile file : files) {
      if (file != null) {
        file.close();
      }
    }
  }
}
