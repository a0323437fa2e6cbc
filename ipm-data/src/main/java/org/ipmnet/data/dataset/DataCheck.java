// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Sha256;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.plausibility.LabelCheck;
import org.ipmnet.data.plausibility.LabelCheckResult;
import org.ipmnet.data.sample.Face;

/**
 * Reads a data set once, with {@code data.threads} threads, and finds all that is wrong with it.
 */
public final class DataCheck {
  private final int threads;
  private final FaceCache cache;

  DataCheck(int threads, FaceCache cache) {
    this.threads = threads;
    this.cache = cache;
  }

  /**
   * Checks the data set that a configuration means.
   *
   * @throws UserError if a folder is missing or empty; anything less is a fault in the report
   */
  public static DataReport of(DataConfig config) {
    FaceCache nothingKept =
        new FaceCache(new FaceReader(config.labels()), config.resizing(), CacheBudget.none());
    List<SideListing> sides =
        Stream.of(Side.values()).map(side -> SideListing.of(config, side)).toList();
    return new DataCheck(config.threads(), nothingKept).run(sides, labels(config, sides)).report();
  }

  /** Looks at the maps of all sides, or at a sample of them. */
  static LabelCheckResult labels(DataConfig config, Collection<SideListing> sides) {
    List<Path> maps =
        sides.stream()
            .flatMap(side -> side.all().stream())
            .map(FaceFile::map)
            .filter(Objects::nonNull)
            .toList();
    return LabelCheck.of(maps, config.labels());
  }

  /**
   * What came of it.
   *
   * @param report for people
   * @param usable the faces without fault
   */
  record Outcome(DataReport report, Set<FaceFile> usable) {}

  /**
   * What came of one face.
   *
   * @param hash of its content; null with a fault
   * @param lipless whether its map shows no lips
   * @param fault or null
   */
  private record Finding(FaceFile face, byte[] hash, boolean lipless, Fault fault) {}

  Outcome run(List<SideListing> sides, LabelCheckResult labels) {
    List<Fault> faults = new ArrayList<>();
    List<FaceFile> faces = new ArrayList<>();
    for (SideListing side : sides) {
      faults.addAll(side.faults());
      faces.addAll(side.all());
    }
    Map<Side, Integer> counts = new EnumMap<>(Map.of(Side.BARE, 0, Side.MADE_UP, 0));
    Set<FaceFile> usable = new HashSet<>();
    List<Path> lipless = new ArrayList<>();
    MessageDigest whole = Sha256.digest();
    for (Finding finding : findings(faces)) {
      if (finding.fault != null) {
        faults.add(finding.fault);
      } else {
        usable.add(finding.face);
        counts.merge(finding.face.side(), 1, Integer::sum);
        whole.update(finding.hash);
        if (finding.lipless) {
          lipless.add(finding.face.map());
        }
      }
    }
    String hash = HexFormat.of().formatHex(whole.digest());
    return new Outcome(new DataReport(counts, faults, labels, lipless, hash), usable);
  }

  /** One finding a face, in the order of the faces. */
  private List<Finding> findings(List<FaceFile> faces) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Finding>> pending = new ArrayList<>();
      for (FaceFile face : faces) {
        pending.add(pool.submit(() -> examine(face)));
      }
      List<Finding> findings = new ArrayList<>();
      for (Future<Finding> one : pending) {
        findings.add(one.get());
      }
      return findings;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the data", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private Finding examine(FaceFile face) {
    try {
      Face read = cache.get(face);
      read.photo().requireContent(face.photo());
      if (read.regions() != null) {
        read.regions().requireContent(face.map());
      }
      boolean lipless = read.regions() != null && !read.regions().showsLips();
      return new Finding(face, hash(face), lipless, null);
    } catch (UserError e) {
      return new Finding(face, null, false, Fault.of(atFault(face, e), e));
    }
  }

  /** The file that an error names: the photo or one of its companions. */
  private static Path atFault(FaceFile face, UserError error) {
    return face.files().stream()
        .filter(file -> error.getMessage().startsWith(file + " "))
        .findFirst()
        .orElse(face.photo());
  }

  private static byte[] hash(FaceFile face) {
    MessageDigest digest = Sha256.digest();
    digest.update((face.side().folder() + "/" + face.name()).getBytes(StandardCharsets.UTF_8));
    for (Path file : face.files()) {
      try {
        digest.update((byte) 0);
        digest.update(Sha256.digest().digest(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
      }
    }
    return digest.digest();
  }
}
