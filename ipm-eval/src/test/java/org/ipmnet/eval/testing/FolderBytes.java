// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The contents of all files below a folder. */
public final class FolderBytes {
  private FolderBytes() {}

  /** A checksum of each file, by its path within the folder. */
  public static Map<String, Long> of(Path folder) throws IOException {
    Map<String, Long> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), checksum(file));
      }
    }
    return all;
  }

  private static long checksum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(Files.readAllBytes(file));
    return sum.getValue();
  }
}
