// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ipmnet.core.UserError;

/**
 * Turns a tree into a record: key by key in the components' order, each compared with the kind of
 * value and the {@link Range} that its component declares, left out ones taken from {@link
 * Default}, {@link DefaultKey} or {@link Nullable}. A group that is left out is an empty one.
 *
 * @param source how messages call the configuration
 * @param inlined what a component marked {@link Inline} is, where its own type is no record
 */
record RecordReader(String source, Class<? extends Record> inlined) {
  private static final String INT =
      "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;

  /**
   * Reads the record.
   *
   * @param prefix dotted path of the tree within the source, ends with a dot unless it is empty
   * @param elsewhere keys of the tree that are allowed, but no part of this record
   * @throws UserError in one line: source, key path, what is allowed, value found
   */
  <T extends Record> T read(String prefix, ObjectNode tree, Class<T> type, Set<String> elsewhere) {
    return type.cast(group(prefix, tree, type, elsewhere, null));
  }

  private Object group(
      String prefix, ObjectNode tree, Class<?> type, Set<String> elsewhere, ObjectNode around) {
    requireKnown(prefix, tree, type, elsewhere);
    return record(prefix, tree, type, around);
  }

  private Object record(String prefix, ObjectNode tree, Class<?> type, ObjectNode around) {
    Object[] values =
        Arrays.stream(type.getRecordComponents())
            .map(component -> component(prefix, tree, component, around))
            .toArray();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UserError refusal) {
        throw new UserError(refusal, "%s: %s%s", source, prefix, refusal.getMessage());
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  // Before any is missed: of a typo, which is both, the user wants to see the typo.
  private void requireKnown(String prefix, ObjectNode tree, Class<?> type, Set<String> elsewhere) {
    Set<String> known = new TreeSet<>(elsewhere);
    addKeys(known, type);
    Retired retired = type.getAnnotation(Retired.class);
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String key = entry.getKey();
      boolean old = retired != null && List.of(retired.value()).contains(key);
      if (!known.contains(key) && !(old && entry.getValue().isNull())) {
        String meant =
            NearestName.of(key, known)
                .map(name -> String.format(Locale.ROOT, "did you mean %s%s? ", prefix, name))
                .orElse("");
        throw error(
            "unknown key %s%s; %sallowed here: %s", prefix, key, meant, String.join(", ", known));
      }
    }
  }

  private void addKeys(Set<String> keys, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Inline.class)) {
        addKeys(keys, recordType(component));
      } else {
        keys.add(key(component));
      }
    }
  }

  private Class<?> recordType(RecordComponent component) {
    return component.getType().isRecord() ? component.getType() : inlined;
  }

  private Object component(
      String prefix, ObjectNode tree, RecordComponent component, ObjectNode around) {
    if (component.isAnnotationPresent(Inline.class)) {
      return record(prefix, tree, recordType(component), around);
    }
    String key = prefix + key(component);
    JsonNode given = tree.get(key(component));
    JsonNode node = given == null ? leftOut(key, component, tree, around) : given;
    if (node.isNull() && component.isAnnotationPresent(Nullable.class)) {
      return null;
    }
    Object value = value(key, node, component.getGenericType(), tree);
    Optional<String> problem = Ranges.problem(component, value);
    if (problem.isPresent()) {
      throw error("%s %s", key, problem.get());
    }
    return value;
  }

  private JsonNode leftOut(
      String key, RecordComponent component, ObjectNode tree, ObjectNode around) {
    Default value = component.getAnnotation(Default.class);
    if (value != null) {
      return ConfigTree.scalar(value.value());
    }
    DefaultKey other = component.getAnnotation(DefaultKey.class);
    if (other != null && around != null && around.has(other.value())) {
      return around.get(other.value());
    }
    if (component.isAnnotationPresent(Nullable.class)) {
      return NullNode.instance;
    }
    if (component.getType().isRecord()) {
      return tree.objectNode();
    }
    throw error("missing key %s", key);
  }

  /** How a component is written in files. */
  static String key(RecordComponent component) {
    return PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(component.getName());
  }

  /** The components of a record. */
  static Object[] values(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .map(component -> value(component, record))
        .toArray();
  }

  /** A component of a record. */
  static Object value(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e); // accessors of configuration return
    }
  }

  private Object value(String key, JsonNode value, Type type, ObjectNode around) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      require(value.isArray(), key, "a list", value);
      Type of = list.getActualTypeArguments()[0];
      return IntStream.range(0, value.size())
          .mapToObj(
              i -> value(String.format(Locale.ROOT, "%s[%d]", key, i), value.get(i), of, around))
          .toList();
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      require(value.isObject(), key, "a group of keys", value);
      return group(key + ".", (ObjectNode) value, plain, Set.of(), around);
    } else if (plain.isEnum()) {
      return constant(key, value, plain);
    } else if (plain == int.class || plain == Integer.class) {
      require(value.isIntegralNumber(), key, "a whole number", value);
      require(value.canConvertToInt(), key, INT, value);
      return value.intValue();
    } else if (plain == long.class || plain == Long.class) {
      require(value.isIntegralNumber(), key, "a whole number", value);
      require(value.canConvertToLong(), key, "a whole number of at most 63 bits", value);
      return value.longValue();
    } else if (plain == double.class || plain == Double.class) {
      require(value.isNumber(), key, "a number", value);
      return value.doubleValue();
    } else if (plain == boolean.class || plain == Boolean.class) {
      require(value.isBoolean(), key, "true or false", value);
      return value.booleanValue();
    } else if (plain == String.class) {
      require(value.isTextual(), key, "text (in quotes if it looks like a number)", value);
      return value.textValue();
    }
    require(!value.isNull(), key, "given", value);
    try {
      return ConfigYaml.MAPPER.treeToValue(value, plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // anything is an Object
    }
  }

  private Object constant(String key, JsonNode value, Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(HyphenatedName.of((Enum<?>) constant), constant);
    }
    boolean known = value.isTextual() && constants.containsKey(value.textValue());
    require(known, key, "one of " + String.join(", ", constants.keySet()), value);
    return constants.get(value.textValue());
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
        : "'" + value.asText().lines().findFirst().orElse("") + "'";
  }

  private UserError error(String what, Object... values) {
    return new UserError(source + ": " + String.format(Locale.ROOT, what, values));
  }
}
