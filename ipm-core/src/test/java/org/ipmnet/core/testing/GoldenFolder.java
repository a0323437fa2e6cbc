// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds the folder of a golden case: in {@link OutsideFolder#GOLDEN}, or, where none was named and
 * the usual one lacks the case, among the repository's own, which {@link GoldenThinning} made.
 */
public final class GoldenFolder {
  private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();

  private GoldenFolder() {}

  /** The folder of a case; fails or skips the calling test where it is absent. */
  public static Path of(String name) {
    return FOUND.computeIfAbsent(name, GoldenFolder::find);
  }

  /** A file of a case; fails or skips the calling test where either is absent. */
  public static Path file(String name, String file) {
    Path found = of(name).resolve(file);
    if (!Files.exists(found)) {
      String absent = String.format(Locale.ROOT, "golden case %s has no %s", name, file);
      return OutsideFolder.GOLDEN.isNamed() ? fail(absent) : abort(absent);
    }
    return found;
  }

  /** All cases whose name begins so, at least one of that name, which may be absent. */
  public static List<String> named(String prefix) {
    Path outside = OutsideFolder.GOLDEN.path();
    if (!Files.isDirectory(outside)) {
      return List.of(prefix);
    }
    try (Stream<Path> folders = Files.list(outside)) {
      List<String> names =
          folders
              .map(folder -> folder.getFileName().toString())
              .filter(name -> name.startsWith(prefix))
              .sorted()
              .toList();
      return names.isEmpty() ? List.of(prefix) : names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(String name) {
    Optional<Path> outside = OutsideFolder.GOLDEN.find(name);
    if (outside.isPresent()) {
      System.out.println("golden case " + name + ": " + outside.get());
      return outside.get();
    }
    Path own = own(name);
    System.out.println("golden case " + name + ": the repository's own");
    return own;
  }

  /** Unpacks an own case; skips the calling test where there is none. */
  private static Path own(String name) {
    try (InputStream archive = GoldenFolder.class.getResourceAsStream("/golden/" + name + ".zip")) {
      if (archive == null) {
        return abort(
            String.format(Locale.ROOT, "there is no golden case %s (-Dipm.golden=DIR)", name));
      }
      Path folder = Unpacked.FOLDER.resolve(name);
      ZipInputStream zip = new ZipInputStream(archive);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where own cases are unpacked, once per process: weight files must be files. */
  private static final class Unpacked {
    static final Path FOLDER;

    static {
      try {
        FOLDER = Files.createTempDirectory("ipm-golden");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(Unpacked::delete));
    }

    private static void delete() {
      try (Stream<Path> all = Files.walk(FOLDER)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
