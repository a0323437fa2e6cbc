// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reference numbers in a {@link GoldenFolder}: {@code manifest.json} and {@code .npy} arrays. */
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
    return new GoldenCase(GoldenFolder.of(name));
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

  /** The names of its arrays that begin so. */
  public List<String> names(String prefix) {
    return manifest("arrays").properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  /** An array as the given type; not one that was thinned. */
  public INDArray array(String name, DataType type) {
    return expected(name).whole().castTo(type);
  }

  /** What an array must be. */
  public Expected expected(String name) {
    JsonNode entry = manifest("arrays", name);
    return expected(entry, Npy.read(folder.resolve(entry.get("file").asText())).values());
  }

  private static Expected expected(JsonNode entry, double[] values) {
    return new Expected(
        shape(entry),
        entry.path("every").asInt(1),
        values,
        entry.path("sum").asDouble(),
        entry.path("norm").asDouble());
  }

  private static long[] shape(JsonNode entry) {
    return new ObjectMapper().convertValue(entry.get("shape"), long[].class);
  }

  /** One tensor of a flat array of many: what it must be, and how exact a float run was. */
  public record Entry(Expected expected, double d, double max, double rl2) {}

  /** The tensors of a flat array by name. */
  public Map<String, Entry> index(String name) {
    double[] flat = Npy.read(folder.resolve(manifest("arrays", name, "file").asText())).values();
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (JsonNode item : manifest("arrays", name, "index")) {
      int stride = item.path("every").asInt(1);
      int offset = item.get("offset").asInt();
      int kept = (Npy.length(shape(item)) + stride - 1) / stride;
      entries.put(
          item.get("name").asText(),
          new Entry(
              expected(item, Arrays.copyOfRange(flat, offset, offset + kept)),
              item.path("d").asDouble(),
              item.path("max").asDouble(),
              item.path("rl2").asDouble()));
    }
    return entries;
  }

  /** The tensors of a flat array by name as the given type; not one that was thinned. */
  public Map<String, INDArray> tensors(String name, DataType type) {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    index(name)
        .forEach((tensor, entry) -> tensors.put(tensor, entry.expected().whole().castTo(type)));
    return tensors;
  }
}
