// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file, checked: after {@link #parse} the tensors tile the data
 * section exactly, in the order in which they are listed here.
 *
 * @param metadata the file's {@code __metadata__}, empty if it has none
 * @param tensors by name, in the order of their bytes
 */
record SafeTensorsHeader(Map<String, String> metadata, Map<String, TensorEntry> tensors) {
  private static final String METADATA = "__metadata__";
  private static final Set<String> TENSOR_KEYS = Set.of("dtype", "shape", "data_offsets");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  SafeTensorsHeader {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Reads and checks a header.
   *
   * @param bytes the JSON, spaces after it allowed
   * @param dataBytes length of the data section behind it
   * @throws MalformedFile if anything in it is wrong
   */
  static SafeTensorsHeader parse(byte[] bytes, long dataBytes) {
    Map<String, String> metadata = new TreeMap<>();
    List<TensorEntry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : json(bytes).properties()) {
      if (field.getKey().equals(METADATA)) {
        metadata.putAll(metadata(field.getValue()));
      } else {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparing(TensorEntry::end));
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    long covered = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != covered) {
        throw new MalformedFile(
            "%s begins at byte %d, the tensor before it ends at %d",
            shown(entry.name()), entry.begin(), covered);
      }
      covered = entry.end();
      tensors.put(entry.name(), entry);
    }
    if (covered != dataBytes) {
      throw new MalformedFile(
          "its tensors take %d bytes, it holds %d: is it cut off?", covered, dataBytes);
    }
    return new SafeTensorsHeader(metadata, tensors);
  }

  private static ObjectNode json(byte[] bytes) {
    try {
      // strict: Jackson would guess UTF-16 or UTF-32 from the first bytes, the format is UTF-8 only
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new MalformedFile("its header is not a JSON object");
    } catch (CharacterCodingException e) {
      throw new MalformedFile("its header is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new MalformedFile("its header is not valid JSON (%s)", shown(e.getOriginalMessage()));
    }
  }

  private static Map<String, String> metadata(JsonNode node) {
    if (!node.isObject()) {
      throw new MalformedFile("%s must be an object of texts", METADATA);
    }
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new MalformedFile("%s %s must be text", METADATA, shown(entry.getKey()));
      }
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
    return metadata;
  }

  private static TensorEntry entry(String name, JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw new MalformedFile("%s must be an object", shown(name));
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!TENSOR_KEYS.contains(field.getKey())) {
        throw new MalformedFile("%s has an unknown key %s", shown(name), shown(field.getKey()));
      }
    }
    ElementType type = type(name, node.path("dtype"));
    List<Long> shape = numbers(name, "shape", node.path("shape"));
    List<Long> offsets = numbers(name, "data_offsets", node.path("data_offsets"));
    if (shape.size() > StoredTensor.MOST_DIMENSIONS) {
      throw new MalformedFile("%s has %d dimensions", shown(name), shape.size());
    }
    if (offsets.size() != 2 || offsets.get(1) < offsets.get(0)) {
      throw new MalformedFile("%s: data_offsets must be [begin, end]", shown(name));
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (size(name, shape, type) != end - begin) {
      throw new MalformedFile(
          "%s: shape %s of %s does not take the %d bytes of its data_offsets",
          shown(name), shape, type, end - begin);
    }
    return new TensorEntry(name, type, shape, begin, end);
  }

  private static ElementType type(String name, JsonNode node) {
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(node.textValue())) {
        return type;
      }
    }
    throw new MalformedFile("%s: dtype %s is not supported", shown(name), shown(node.asText()));
  }

  private static List<Long> numbers(String name, String key, JsonNode node) {
    if (!node.isArray()) {
      throw new MalformedFile("%s: %s must be a list of whole numbers", shown(name), key);
    }
    List<Long> numbers = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isIntegralNumber() || !item.canConvertToLong() || item.longValue() < 0) {
        throw new MalformedFile(
            "%s: %s must hold whole numbers from 0 to 2^63-1, found %s",
            shown(name), key, shown(item.asText()));
      }
      numbers.add(item.longValue());
    }
    return numbers;
  }

  private static long size(String name, List<Long> shape, ElementType type) {
    long bytes = type.bytes();
    try {
      for (long side : shape) {
        bytes = Math.multiplyExact(bytes, side);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new MalformedFile("%s: shape %s is too large", shown(name), shape);
    }
  }

  /**
   * The header as bytes, padded with spaces to a multiple of 8 so that the data is aligned. Written
   * as the reference implementation does: metadata first, then the tensors as listed.
   */
  byte[] encode() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject(METADATA);
      metadata.forEach(node::put);
    }
    for (TensorEntry entry : tensors.values()) {
      ObjectNode node = root.putObject(entry.name());
      node.put("dtype", entry.type().name());
      entry.shape().forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(entry.begin()).add(entry.end());
    }
    try {
      byte[] json = JSON.writeValueAsBytes(root);
      byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
      Arrays.fill(padded, json.length, padded.length, (byte) ' ');
      return padded;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain nodes can always be written
    }
  }

  private static String shown(String text) {
    return MalformedFile.shown(text);
  }
}
