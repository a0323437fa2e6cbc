// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.ipmnet.core.testing.GoldenFolder;
import org.ipmnet.core.testing.Npy;

/** A golden case as plain Java arrays: what this module's kernels work on. */
public final class GoldenArrays {
  private final Path folder;
  private final JsonNode manifest;

  private GoldenArrays(Path folder) {
    this.folder = folder;
    try {
      manifest = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a case; fails or skips the calling test where it is absent. */
  public static GoldenArrays open(String name) {
    return new GoldenArrays(GoldenFolder.of(name));
  }

  public JsonNode manifest() {
    return manifest;
  }

  public boolean has(String array) {
    return manifest.get("arrays").has(array);
  }

  public int[] shape(String array) {
    return new ObjectMapper()
        .convertValue(manifest.get("arrays").get(array).get("shape"), int[].class);
  }

  public byte[] bytes(String array) {
    ByteBuffer data = data(array);
    byte[] values = new byte[data.remaining()];
    data.get(values);
    return values;
  }

  public float[] floats(String array) {
    ByteBuffer data = data(array);
    float[] values = new float[data.remaining() / Float.BYTES];
    data.asFloatBuffer().get(values);
    return values;
  }

  private ByteBuffer data(String array) {
    Path file = folder.resolve(manifest.get("arrays").get(array).get("file").asText());
    return Npy.read(file).data();
  }
}
