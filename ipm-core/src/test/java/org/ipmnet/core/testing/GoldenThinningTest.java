// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The repository's own golden cases. */
class GoldenThinningTest {
  private static final int ALLOWED_BYTES = 8_000_000;

  @Test
  void theyAreSmall() throws IOException {
    long bytes = 0;
    for (String name : GoldenThinning.names()) {
      try (InputStream archive = archive(name)) {
        bytes += archive.readAllBytes().length;
      }
    }
    assertTrue(bytes <= ALLOWED_BYTES, bytes + " bytes");
  }

  /** Only with the full cases of that time, in their usual place. */
  @Test
  void theyAreMadeOfTheFullCases() throws IOException {
    Path full = OutsideFolder.GOLDEN.path();
    assumeTrue(!OutsideFolder.GOLDEN.isNamed() && Files.isDirectory(full));
    for (String name : GoldenThinning.names()) {
      SortedMap<String, byte[]> expected = GoldenThinning.of(full, name);
      SortedMap<String, byte[]> own = own(name);
      assertEquals(expected.keySet(), own.keySet(), name);
      for (Map.Entry<String, byte[]> file : expected.entrySet()) {
        assertArrayEquals(file.getValue(), own.get(file.getKey()), name + "/" + file.getKey());
      }
    }
  }

  private static SortedMap<String, byte[]> own(String name) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(archive(name))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static InputStream archive(String name) {
    InputStream archive = GoldenThinningTest.class.getResourceAsStream("/golden/" + name + ".zip");
    assertTrue(archive != null, name);
    return archive;
  }
}
