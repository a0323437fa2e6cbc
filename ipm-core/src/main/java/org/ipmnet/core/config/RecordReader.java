// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;

/**
 * Turns a tree into a record. Keys and kinds of values are compared with the record's components
 * first, because Jackson stops at whatever it meets first and often without the value or the path;
 * then Jackson builds the record, whose constructor checks the ranges.
 *
 * @param source how messages call the configuration
 * @param prefix dotted path of the tree within it, ends with a dot unless it is empty
 */
record RecordReader(String source, String prefix) {

  /**
   * Reads the record.
   *
   * @param elsewhere keys of the tree that are allowed, but no part of this record
   * @throws UserError in one line: source, key path, what is allowed, value found
   */
  <T> T read(ObjectNode tree, Class<T> type, Set<String> elsewhere) {
    if (type.isRecord()) {
      checkGroup(prefix, tree, type, elsewhere);
    }
    try {
      return ConfigYaml.MAPPER.treeToValue(tree.deepCopy().remove(elsewhere), type);
    } catch (JsonMappingException e) {
      throw new UserError(e, "%s: %s", source, explain(e));
    } catch (JsonProcessingException e) {
      throw new UserError(e, "%s: %s", source, firstLine(e.getOriginalMessage()));
    }
  }

  private void checkGroup(String group, ObjectNode tree, Class<?> type, Set<String> elsewhere) {
    Map<String, Type> components = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(key(component), component.getGenericType());
    }
    // unknown before missing: of a typo, which is both, the user wants to see the typo
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      if (!components.containsKey(entry.getKey()) && !elsewhere.contains(entry.getKey())) {
        Set<String> allowed = new TreeSet<>(components.keySet());
        allowed.addAll(elsewhere);
        String meant =
            NearestName.of(entry.getKey(), allowed)
                .map(name -> String.format(Locale.ROOT, "did you mean %s%s? ", group, name))
                .orElse("");
        throw error(
            "unknown key %s%s; %sallowed here: %s",
            group, entry.getKey(), meant, String.join(", ", allowed));
      }
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String key = key(component);
      if (!tree.has(key)) {
        throw error("missing key %s%s", group, key);
      }
      JsonNode value = tree.get(key);
      if (!value.isNull() || !component.isAnnotationPresent(Nullable.class)) {
        check(group + key, value, component.getGenericType());
      }
    }
  }

  /** How a component is written in files. */
  static String key(RecordComponent component) {
    return PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(component.getName());
  }

  private void check(String key, JsonNode value, Type type) {
    Class<?> plain = type instanceof Class<?> c ? c : List.class;
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        require(value.isArray(), key, "a list", value);
        for (int i = 0; i < value.size(); i++) {
          check(
              String.format(Locale.ROOT, "%s[%d]", key, i),
              value.get(i),
              generic.getActualTypeArguments()[0]);
        }
      }
    } else if (plain.isRecord()) {
      require(value.isObject(), key, "a group of keys", value);
      checkGroup(key + ".", (ObjectNode) value, plain, Set.of());
    } else if (plain.isEnum()) {
      List<String> allowed = constants(plain);
      boolean known = value.isTextual() && allowed.contains(value.textValue());
      require(known, key, "one of " + String.join(", ", allowed), value);
    } else if (plain == int.class || plain == Integer.class) {
      require(value.isIntegralNumber(), key, "a whole number", value);
      String range = "a whole number from %d to %d";
      range = String.format(Locale.ROOT, range, Integer.MIN_VALUE, Integer.MAX_VALUE);
      require(value.canConvertToInt(), key, range, value);
    } else if (plain == long.class || plain == Long.class) {
      require(value.isIntegralNumber(), key, "a whole number", value);
      require(value.canConvertToLong(), key, "a whole number of at most 63 bits", value);
    } else if (plain == double.class || plain == Double.class) {
      require(value.isNumber(), key, "a number", value);
    } else if (plain == boolean.class || plain == Boolean.class) {
      require(value.isBoolean(), key, "true or false", value);
    } else if (plain == String.class) {
      require(value.isTextual(), key, "text (in quotes if it looks like a number)", value);
    } else {
      require(!value.isNull(), key, "given", value);
    }
  }

  private void require(boolean met, String key, String what, JsonNode found) {
    if (!met) {
      throw error("%s must be %s, found %s", key, what, shown(found));
    }
  }

  private static String shown(JsonNode value) {
    if (value.isObject()) {
      return "a group of keys";
    }
    if (value.isArray()) {
      return "a list";
    }
    // "key:" with nothing after it arrives as an empty text
    return value.isNull() || value.asText().isEmpty()
        ? "nothing"
        : "'" + firstLine(value.asText()) + "'";
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ConfigTree.hyphenated((Enum<?>) constant))
        .toList();
  }

  /** What remains for Jackson to find: a record's own refusal, and types not compared above. */
  private String explain(JsonMappingException e) {
    String path =
        prefix
            + e.getPath().stream()
                .map(
                    step ->
                        step.getFieldName() == null
                            ? String.format(Locale.ROOT, "[%d]", step.getIndex())
                            : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    if (e.getCause() instanceof UserError refusal) {
      String group = path.isEmpty() || path.endsWith(".") ? path : path + ".";
      return group + firstLine(refusal.getMessage());
    }
    return String.format(Locale.ROOT, "%s: %s", path, firstLine(e.getOriginalMessage()));
  }

  private UserError error(String what, Object... values) {
    return new UserError(source + ": " + String.format(Locale.ROOT, what, values));
  }

  private static String firstLine(String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("");
  }
}
