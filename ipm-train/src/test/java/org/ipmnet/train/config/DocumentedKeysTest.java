// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.DefaultKey;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.config.Inline;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.train.parsing.ParserConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/CONFIGURATION.md says of every key what its record declares, and what the presets make of
 * it: its tables are those whose first column is headed "key", or "key, ..." for what one kind of
 * run has of its own. A key that a kind's own tables lack is as in the general ones.
 */
class DocumentedKeysTest {
  private static final Path ROOT = Path.of(System.getProperty("ipm.root"));
  private static final String GENERAL = "key";

  private record Declared(String group, RecordComponent component) {
    String range() {
      Range range = component.getAnnotation(Range.class);
      Class<?> type = component.getType();
      if (type.isEnum()) {
        return Arrays.stream(type.getEnumConstants())
            .map(c -> "`" + HyphenatedName.of((Enum<?>) c) + "`")
            .collect(Collectors.joining(", "));
      } else if (type == boolean.class) {
        return "`true`, `false`";
      } else if (range == null) {
        return "whole number";
      }
      boolean most = range.most() < Double.MAX_VALUE;
      String from = Double.isNaN(range.above()) ? "" : "above " + plain(range.above());
      if (range.least() > -Double.MAX_VALUE) {
        from = plain(range.least());
      }
      String to = most ? plain(range.most()) : "";
      if (!Double.isNaN(range.below())) {
        to = "below " + plain(range.below());
      }
      if (to.isEmpty()) {
        return from.isEmpty() ? "a number" : from.startsWith("above") ? from : from + " or more";
      }
      String between = from.startsWith("above") ? ", up to " : " to ";
      String multiple = range.multipleOf() == 1 ? "" : ", a multiple of " + range.multipleOf();
      return from + between + to + multiple;
    }

    String leftOut() {
      if (component.isAnnotationPresent(Default.class)) {
        return component.getAnnotation(Default.class).value();
      } else if (component.isAnnotationPresent(DefaultKey.class)) {
        String around = group.substring(0, group.lastIndexOf('.', group.length() - 2) + 1);
        return around + component.getAnnotation(DefaultKey.class).value();
      }
      return component.isAnnotationPresent(Nullable.class) ? "none" : "-";
    }

    String resumed() {
      MayChange mark = component.getAnnotation(MayChange.class);
      return mark == null ? "" : mark.except().isEmpty() ? "R" : "path only";
    }
  }

  static List<Arguments> kinds() {
    return List.of(
        Arguments.of(GENERAL, RunConfig.class, RunConfig.type(ModelKind.IPM_NET), "paper"),
        Arguments.of(
            "key, `model: beautygan`",
            RunConfig.class,
            RunConfig.type(ModelKind.BEAUTYGAN),
            "beautygan"),
        Arguments.of(
            "key, `model: cyclegan`",
            RunConfig.class,
            RunConfig.type(ModelKind.CYCLEGAN),
            "cyclegan"),
        Arguments.of(
            "key, `model: munit`", RunConfig.class, RunConfig.type(ModelKind.MUNIT), "munit"),
        Arguments.of("key, `ipm train-parser`", ParserConfig.class, null, "parser"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void pageAndCodeSayTheSame(String heading, Class<?> type, Class<?> model, String preset)
      throws IOException {
    Map<String, Declared> declared = new LinkedHashMap<>();
    declare(declared, "", type, model);
    Map<String, Map<String, String>> general = rows(GENERAL);
    Map<String, Map<String, String>> own = rows(heading);
    declared.forEach(
        (key, d) -> {
          Map<String, String> row = own.getOrDefault(key, general.get(key));
          assertNotNull(row, key + " has no row");
          if (d.component().getType() != String.class) {
            assertEquals(d.range(), row.get("range"), key);
          }
          assertSame(d.leftOut(), row.get("default"), key + " where it is left out");
          assertEquals(d.resumed(), row.getOrDefault("R", ""), key + ", column R");
        });
    Set<String> unknown = new HashSet<>(own.keySet());
    unknown.removeAll(declared.keySet());
    unknown.removeAll(Set.of("extends", ModelKind.KEY)); // in no record
    assertEquals(Set.of(), unknown);
    requirePreset(own, "preset", preset);
    if (heading.equals(GENERAL)) {
      requirePreset(own, "paper", "paper");
      requirePreset(own, "demo", "demo");
    }
  }

  private static void declare(
      Map<String, Declared> keys, String group, Class<?> type, Class<?> model) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key =
          group + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (component.isAnnotationPresent(Inline.class)) {
        declare(keys, group, model, null);
      } else if (component.getType().isRecord()) {
        declare(keys, key + ".", component.getType(), null);
      } else {
        keys.put(key, new Declared(group, component));
      }
    }
  }

  private static void requirePreset(
      Map<String, Map<String, String>> rows, String column, String preset) {
    ConfigTree file =
        ConfigTree.load(ROOT.resolve(String.format(Locale.ROOT, "configs/%s.yaml", preset)));
    String yaml =
        ParserConfig.isOne(file) ? ParserConfig.of(file).toYaml() : RunConfig.of(file).toYaml();
    Map<String, String> values = ConfigTree.parse(preset, yaml).values();
    rows.forEach(
        (key, row) -> {
          if (row.containsKey(column) && values.containsKey(key)) {
            String value = values.get(key);
            assertSame(value.equals("null") ? "none" : value, row.get(column), preset + ": " + key);
          }
        });
  }

  /** By key, the cells by column, of all tables with that heading that say what is left out. */
  private static Map<String, Map<String, String>> rows(String heading) throws IOException {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    List<String> columns = List.of();
    for (String line : Files.readAllLines(ROOT.resolve("docs/CONFIGURATION.md"))) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).skip(1).map(String::strip).toList();
      if (cells.isEmpty()) {
        columns = List.of();
      } else if (columns.isEmpty()) {
        columns = cells;
      } else if (columns.get(0).equals(heading)
          && columns.contains("default")
          && !cells.get(0).startsWith("-")) {
        assertEquals(columns.size(), cells.size(), line);
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i < cells.size(); i++) {
          row.put(columns.get(i), cells.get(i));
        }
        String key = cells.get(0).replace("`", "");
        assertEquals(null, rows.put(key, row), key + " has two rows");
      }
    }
    assertTrue(!rows.isEmpty(), heading);
    return rows;
  }

  /** Numbers may be written as people write them: 1e-4, 321/256. */
  private static void assertSame(String value, String cell, String message) {
    String found = cell.replace("`", "");
    if (!value.equals(found)) {
      assertEquals(number(value, message), number(found, message), message);
    }
  }

  private static double number(String text, String message) {
    String[] parts = text.split("/");
    try {
      return new BigDecimal(parts[0]).doubleValue()
          / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
    } catch (NumberFormatException e) {
      throw new AssertionError(message + ": '" + text + "'", e);
    }
  }

  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }
}
