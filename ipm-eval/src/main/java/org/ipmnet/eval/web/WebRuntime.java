// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Sha256;

/** ONNX Runtime for browsers: three files of its npm package, whose bytes are known. */
final class WebRuntime {
  /** The package that is asked for. */
  static final String PACKAGE = "onnxruntime-web-1.23.2.tgz";

  private static final String SHA_256 =
      "0b8707d7efab9a2bea63564d66cad79e897cfd0bd627e5ae000488ffc1c45c7d";

  private static final long LENGTH = 25_592_749;

  private static final Map<String, String> FILES =
      Map.of(
          "package/dist/ort.wasm.min.mjs", "ort.wasm.min.mjs",
          "package/dist/ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.mjs",
          "package/dist/ort-wasm-simd-threaded.wasm", "ort-wasm-simd-threaded.wasm");

  private WebRuntime() {}

  /**
   * Reads them.
   *
   * @param archive as {@code npm pack onnxruntime-web@1.23.2} fetches it
   * @return the files' bytes by name
   * @throws UserError if it is absent, cannot be read or is another file
   */
  static Map<String, byte[]> read(Path archive) {
    if (!Files.isRegularFile(archive)) {
      throw new UserError("%s does not exist; npm pack onnxruntime-web@1.23.2 fetches it", archive);
    }
    try {
      if (Files.size(archive) != LENGTH || !SHA_256.equals(digest(archive))) {
        throw new UserError(
            "%s is not %s as npm pack onnxruntime-web@1.23.2 fetches it: its SHA-256 is another",
            archive, PACKAGE);
      }
      return unpacked(archive);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", archive, AtomicFile.reason(e));
    }
  }

  private static String digest(Path archive) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update(Files.readAllBytes(archive));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Map<String, byte[]> unpacked(Path archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream in = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      TarArchiveEntry entry = tar.getNextTarEntry();
      while (entry != null) {
        String name = FILES.get(entry.getName());
        if (name != null) {
          files.put(name, tar.readAllBytes());
        }
        entry = tar.getNextTarEntry();
      }
    }
    if (files.size() != FILES.size()) {
      throw new IllegalStateException("the known package lacks some of " + FILES.keySet());
    }
    return files;
  }
}
