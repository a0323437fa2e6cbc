// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A folder of reference numbers in {@link OutsideFolder#GOLDEN}: {@code manifest.json} and {@code
 * .npy} arrays.
 */
public final class GoldenCase {
  private final Path folder;
  private final JsonNode manifest;

  private GoldenCase(Path folder) {
    this.folder = folder;
    try {
      this.manifest = new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a case; fails or skips the calling test where it is absent. */
  public static GoldenCase open(String name) {
    return new GoldenCase(OutsideFolder.GOLDEN.resolve(name));
  }

  /** The manifest, or the part of it that a path of keys leads to. */
  public JsonNode manifest(String... keys) {
    JsonNode node = manifest;
    for (String key : keys) {
      node = node.get(key);
      if (node == null) {
        throw new IllegalArgumentException(folder + "/manifest.json has no key " + key);
      }
    }
    return node;
  }

  /** Another JSON file of the case. */
  public JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(folder.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the case has this array. */
  public boolean has(String array) {
    return manifest("arrays").has(array);
  }

  /** An array as the given type. */
  public INDArray array(String name, DataType type) {
    JsonNode entry = manifest("arrays", name);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(folder.resolve(entry.get("file").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = buffer.getShort(8);
    String description = new String(bytes, 10, header, StandardCharsets.US_ASCII);
    if (description.contains("'fortran_order': True")) {
      throw new IllegalArgumentException(name + " is in Fortran order");
    }
    buffer.position(10 + header);
    long[] shape = new ObjectMapper().convertValue(entry.get("shape"), long[].class);
    int length = 1;
    for (long side : shape) {
      length *= (int) side;
    }
    double[] values = new double[length];
    String dtype = entry.get("dtype").asText();
    for (int i = 0; i < length; i++) {
      values[i] =
          switch (dtype) {
            case "<f4" -> buffer.getFloat();
            case "<f8" -> buffer.getDouble();
            case "<i8" -> buffer.getLong();
            case "|u1" -> buffer.get() & 0xFF;
            default -> throw new IllegalArgumentException(name + " has type " + dtype);
          };
    }
    return Nd4j.createFromArray(values).reshape('c', shape).castTo(type);
  }

  /** One tensor of a flat array of many: where it stands, and how exact a float run was. */
  public record Entry(INDArray values, double d, double max, double rl2) {}

  /** The tensors of a flat array by name. */
  public Map<String, Entry> index(String name, DataType type) {
    INDArray flat = array(name, type);
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (JsonNode item : manifest("arrays", name, "index")) {
      long[] shape = new ObjectMapper().convertValue(item.get("shape"), long[].class);
      long length = 1;
      for (long side : shape) {
        length *= side;
      }
      long offset = item.get("offset").asLong();
      INDArray values =
          flat.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(offset, offset + length))
              .reshape('c', shape);
      entries.put(
          item.get("name").asText(),
          new Entry(
              values,
              item.path("d").asDouble(),
              item.path("max").asDouble(),
              item.path("rl2").asDouble()));
    }
    return entries;
  }
}
