// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;

/**
 * A YAML configuration on its way to a record: layered (a variant over the file it extends, {@code
 * --set} over both) and then read strictly. Unknown, missing, repeated and mistyped keys are {@link
 * UserError}s that name the source, the key and what is allowed. Record components in camel case
 * are keys with hyphens; enum constants are lower case with hyphens.
 */
public final class ConfigTree {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(new HyphenatedEnums())
          .build();

  private final String source;
  private final ObjectNode root;

  private ConfigTree(String source, ObjectNode root) {
    this.source = source;
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
    Path baseFile = file.resolveSibling(base.asText());
    ConfigTree below = loadAlone(baseFile);
    if (below.root.has("extends")) {
      throw new UserError(
          "%s extends %s, which extends another file; only one level is allowed"
              .formatted(file, baseFile));
    }
    return new ConfigTree(tree.source, below.root).with(tree);
  }

  private static ConfigTree loadAlone(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("configuration file %s does not exist".formatted(file));
    }
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UserError("configuration file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Parses YAML text; {@code source} is how messages call it. */
  public static ConfigTree parse(String source, String yaml) {
    try {
      JsonNode node = YAML.readTree(yaml);
      if (!(node instanceof ObjectNode object)) {
        throw new UserError("%s must hold keys and values".formatted(source));
      }
      return new ConfigTree(source, object);
    } catch (JsonProcessingException e) {
      throw new UserError(
          "%s, line %d: %s"
              .formatted(
                  source,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  firstLine(e.getOriginalMessage())),
          e);
    }
  }

  /** The tree with every value of {@code over} in place of its own; the source stays this one's. */
  public ConfigTree with(ConfigTree over) {
    ObjectNode merged = root.deepCopy();
    merge(merged, over.root);
    return new ConfigTree(source, merged);
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
      if (equals <= 0) {
        throw new UserError("--set needs key=value, found '%s'".formatted(assignment));
      }
      String[] path = assignment.substring(0, equals).strip().split("\\.");
      ObjectNode at = copy;
      for (String step : Arrays.copyOf(path, path.length - 1)) {
        JsonNode next = at.get(step);
        if (next == null) {
          next = at.putObject(step);
        }
        if (!(next instanceof ObjectNode object)) {
          throw new UserError(
              "--set %s: '%s' is a value, not a group of keys".formatted(assignment, step));
        }
        at = object;
      }
      at.set(path[path.length - 1], scalar(assignment.substring(equals + 1)));
    }
    return new ConfigTree(source, copy);
  }

  private static JsonNode scalar(String text) {
    try {
      JsonNode node = YAML.readTree(text);
      return node == null || node.isMissingNode() ? YAML.getNodeFactory().textNode(text) : node;
    } catch (JsonProcessingException e) {
      return YAML.getNodeFactory().textNode(text);
    }
  }

  /**
   * The tree with {@code value} (a plain value, or null for "not given") under a dotted key that it
   * lacks; this is how a key is optional.
   */
  public ConfigTree orElse(String key, Object value) {
    ObjectNode copy = root.deepCopy();
    String[] path = key.split("\\.");
    ObjectNode at = copy;
    for (String step : Arrays.copyOf(path, path.length - 1)) {
      JsonNode next = at.get(step);
      if (next != null && !(next instanceof ObjectNode)) {
        return this; // a value where a group belongs: read() names it
      }
      at = next == null ? at.putObject(step) : (ObjectNode) next;
    }
    String last = path[path.length - 1];
    if (!at.has(last)) {
      at.set(last, YAML.valueToTree(value));
    }
    return new ConfigTree(source, copy);
  }

  /** The part of the tree below {@code key}. */
  public ConfigTree section(String key) {
    if (root.get(key) instanceof ObjectNode object) {
      return new ConfigTree(source, object);
    }
    throw new UserError("%s: key %s is missing".formatted(source, key));
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
  public <T> T read(Class<T> type) {
    try {
      return YAML.treeToValue(root, type);
    } catch (JsonMappingException e) {
      throw new UserError("%s: %s".formatted(source, explain(e)), e);
    } catch (JsonProcessingException e) {
      throw new UserError("%s: %s".formatted(source, firstLine(e.getOriginalMessage())), e);
    }
  }

  /** Writes any configuration record as YAML that {@link #parse} reads back. */
  public static String write(Object record) {
    try {
      return YAML.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String explain(JsonMappingException e) {
    String key = keyPath(e);
    if (e.getCause() instanceof UserError inner) {
      String group = key.isEmpty() ? "" : key + ".";
      return group + inner.getMessage();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> allowed =
          unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
      return "unknown key %s; allowed here: %s".formatted(key, String.join(", ", allowed));
    }
    if (e instanceof InvalidFormatException bad && bad.getTargetType().isEnum()) {
      return "%s must be one of %s, found '%s'"
          .formatted(key, allowed(bad.getTargetType()), bad.getValue());
    }
    if (e instanceof InvalidFormatException bad) {
      return "%s must be %s, found '%s'".formatted(key, kind(bad.getTargetType()), bad.getValue());
    }
    if (e instanceof MismatchedInputException mismatch) {
      String message = firstLine(e.getOriginalMessage());
      if (message.startsWith("Missing required creator property")
          || message.startsWith("Null value for creator property")) {
        String name = message.replaceAll("^[^']*'([^']*)'.*", "$1");
        String path =
            key.isEmpty() || key.endsWith(name) ? (key.isEmpty() ? name : key) : key + "." + name;
        return "missing key %s".formatted(path);
      }
      return "%s must be %s".formatted(key, kind(mismatch.getTargetType()));
    }
    return "%s: %s".formatted(key, firstLine(e.getOriginalMessage()));
  }

  private static String keyPath(JsonMappingException e) {
    List<String> parts = new ArrayList<>();
    for (JsonMappingException.Reference step : e.getPath()) {
      parts.add(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName());
    }
    return String.join(".", parts);
  }

  private static String allowed(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> hyphenated((Enum<?>) constant))
        .collect(Collectors.joining(", "));
  }

  /** How an enum constant is written in configuration files: {@code FIRST_RING} is first-ring. */
  public static String hyphenated(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "another kind of value";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    return type.isRecord() ? "a group of keys" : "a " + type.getSimpleName();
  }

  private static String firstLine(String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
