// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a folder holds at a moment.
 *
 * @param files path to time of the last change, and content's checksum
 */
public record FolderState(SortedMap<Path, String> files) {
  /** Everything in a folder and below. */
  public static FolderState of(Path folder) throws IOException {
    SortedMap<Path, String> files = new TreeMap<>();
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.toList();
    }
    for (Path file : all) {
      CRC32 sum = new CRC32();
      if (Files.isRegularFile(file)) {
        sum.update(Files.readAllBytes(file));
      }
      files.put(file, Files.getLastModifiedTime(file) + " " + sum.getValue());
    }
    return new FolderState(files);
  }
}
