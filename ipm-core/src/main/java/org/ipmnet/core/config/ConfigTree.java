// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * A YAML configuration on its way to a record: layered (a variant over the file it extends, {@code
 * --set} over both) and then read strictly. Unknown, missing, repeated and mistyped keys are {@link
 * UserError}s that name the source, the key and what is allowed. Record components in camel case
 * are keys with hyphens; enum constants are lower case with hyphens.
 */
public final class ConfigTree {
  private static final YAMLMapper YAML = ConfigYaml.MAPPER;

  private final String source;
  private final String prefix; // dotted path of root within the source; "" or ends with a dot
  private final ObjectNode root;

  private ConfigTree(String source, String prefix, ObjectNode root) {
    this.source = source;
    this.prefix = prefix;
    this.root = root;
  }

  /**
   * Reads a file; a top-level {@code extends: FILE} names the one it differs from, one level deep.
   */
  public static ConfigTree load(Path file) {
    ConfigTree tree = loadAlone(file);
    JsonNode base = tree.root.remove("extends");
    if (base == null) {
      return tree;
    }
    if (!base.isTextual()) {
      throw new UserError("%s: extends must be the name of a file", file);
    }
    Path baseFile = file.resolveSibling(base.textValue());
    if (!Files.isRegularFile(baseFile)) {
      throw new UserError("%s extends %s, which does not exist", file, baseFile);
    }
    ConfigTree below = loadAlone(baseFile);
    if (below.root.has("extends")) {
      throw new UserError(
          "%s extends %s, which extends another file; only one level is allowed", file, baseFile);
    }
    return new ConfigTree(tree.source, "", below.root).with(tree);
  }

  private static ConfigTree loadAlone(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          Files.isDirectory(file)
              ? "configuration file %s is a folder; name a file"
              : "configuration file %s does not exist",
          file);
    }
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new UserError(e, "configuration file %s is not UTF-8 text", file);
    } catch (IOException e) {
      throw new UserError(
          e, "configuration file %s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  /** Parses YAML text; {@code source} is how messages call it. */
  public static ConfigTree parse(String source, String yaml) {
    try {
      JsonNode node = YAML.readTree(yaml);
      if (!(node instanceof ObjectNode object)) {
        throw new UserError("%s must hold keys and values", source);
      }
      return new ConfigTree(source, "", object);
    } catch (MismatchedInputException e) {
      throw new UserError(e, "%s must hold one document", source);
    } catch (JsonProcessingException e) {
      throw new UserError(e, "%s, line %d: %s", source, line(e), problem(e));
    }
  }

  // The parser has looked one token ahead; where its current token begins is where the fault is.
  private static int line(JsonProcessingException e) {
    if (e.getProcessor() instanceof JsonParser parser) {
      return parser.currentTokenLocation().getLineNr();
    }
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  /** What the parser did, and what it met there; the places between them are indented. */
  private static String problem(JsonProcessingException e) {
    String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    String problem =
        message
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .collect(Collectors.joining(", "));
    return problem.isEmpty() ? "unreadable" : problem;
  }

  /** The tree with every value of {@code over} in place of its own; the source stays this one's. */
  public ConfigTree with(ConfigTree over) {
    ObjectNode merged = root.deepCopy();
    merge(merged, over.root);
    return new ConfigTree(source, prefix, merged);
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(
            entry -> {
              JsonNode old = into.get(entry.getKey());
              if (old instanceof ObjectNode oldObject
                  && entry.getValue() instanceof ObjectNode newObject) {
                merge(oldObject, newObject);
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }

  /**
   * The tree with assignments such as {@code loss.perceptual=0} applied in order.
   *
   * @throws UserError if an assignment has no {@code =} or passes through a plain value
   */
  public ConfigTree set(List<String> assignments) {
    ObjectNode copy = root.deepCopy();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      String[] path = assignment.substring(0, Math.max(0, equals)).strip().split("\\.", -1);
      if (Arrays.stream(path).anyMatch(String::isBlank)) {
        throw new UserError("--set needs key=value, found '%s'", assignment);
      }
      ObjectNode at = copy;
      for (String step : Arrays.copyOf(path, path.length - 1)) {
        JsonNode next = at.get(step);
        if (next == null) {
          next = at.putObject(step);
        }
        if (!(next instanceof ObjectNode object)) {
          throw new UserError("--set %s: '%s' is a value, not a group of keys", assignment, step);
        }
        at = object;
      }
      at.set(path[path.length - 1], scalar(assignment.substring(equals + 1)));
    }
    return new ConfigTree(source, prefix, copy);
  }

  /** What text means as a value; itself where it is no YAML. */
  static JsonNode scalar(String text) {
    try {
      JsonNode node = YAML.readTree(text);
      return node == null || node.isMissingNode() ? YAML.getNodeFactory().textNode(text) : node;
    } catch (JsonProcessingException e) {
      return YAML.getNodeFactory().textNode(text);
    }
  }

  /**
   * The tree with a file of differences over it.
   *
   * @param differences a file that names no other, so that it goes over any base
   * @throws UserError if it extends a file, or cannot be read
   */
  public ConfigTree withFile(Path differences) {
    ConfigTree over = loadAlone(differences);
    if (over.root.has("extends")) {
      throw new UserError(
          "%s extends another file; a file of differences holds nothing but them", differences);
    }
    ConfigTree merged = with(over);
    return new ConfigTree(
        String.format(Locale.ROOT, "%s with %s", source, differences), prefix, merged.root);
  }

  /** The part of the tree below {@code key}. */
  public ConfigTree section(String key) {
    if (root.get(key) instanceof ObjectNode object) {
      return new ConfigTree(source, prefix + key + ".", object);
    }
    throw new UserError("%s: missing key %s", source, prefix + key);
  }

  /** The tree without a top-level key. */
  public ConfigTree without(String key) {
    ObjectNode copy = root.deepCopy();
    copy.remove(key);
    return new ConfigTree(source, prefix, copy);
  }

  /** The top-level keys in their order. */
  public List<String> keys() {
    return root.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** Every value that is not a group of keys, as text under its dotted key, in order. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    addValues(values, "", root);
    return values;
  }

  private static void addValues(Map<String, String> values, String key, JsonNode node) {
    if (node instanceof ObjectNode group) {
      group
          .properties()
          .forEach(
              entry ->
                  addValues(
                      values,
                      key.isEmpty() ? entry.getKey() : key + "." + entry.getKey(),
                      entry.getValue()));
    } else {
      values.put(key, node.isValueNode() ? node.asText() : node.toString());
    }
  }

  /** The tree with no other top-level keys than these. */
  public ConfigTree only(Set<String> keys) {
    return new ConfigTree(source, prefix, root.deepCopy().retain(keys));
  }

  /** How messages call it: the file, or what else it came from. */
  public String source() {
    return source;
  }

  /** Whether the tree has this top-level key. */
  public boolean has(String key) {
    return root.has(key);
  }

  /**
   * Builds a record from the whole tree.
   *
   * @throws UserError naming source, key, value found and values allowed
   */
  public <T extends Record> T read(Class<T> type) {
    return read(type, Set.of(), null);
  }

  /**
   * Builds a record, of which a part is of one of several types.
   *
   * @param elsewhere top-level keys that are no part of the record
   * @param inlined what a component marked {@link Inline} is, where its own type is no record
   * @throws UserError as {@link #read(Class)}
   */
  public <T extends Record> T read(
      Class<T> type, Set<String> elsewhere, Class<? extends Record> inlined) {
    return new RecordReader(source, inlined).read(prefix, root, type, elsewhere);
  }

  /** The tree as YAML that {@link #parse} reads back. */
  public String toYaml() {
    return write(root);
  }

  /** Writes any configuration record as YAML that {@link #parse} reads back. */
  public static String write(Object record) {
    try {
      return YAML.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
