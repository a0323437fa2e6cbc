// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.network.ModelKind;

/** Small files of a run folder as the report shows them; absent files give nothing. */
final class ReportTables {
  private static final long LARGEST_FILE = 1L << 20;
  private static final ObjectMapper JSON = new JsonMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private ReportTables() {}

  /** A key and its value. */
  record Row(String key, String value) {}

  /** The values of a JSON file under dotted keys, in the file's order. */
  static List<Row> json(Path file) {
    List<Row> rows = new ArrayList<>();
    String text = text(file);
    if (!text.isBlank()) {
      try {
        add(rows, "", JSON.readTree(text));
      } catch (JsonProcessingException e) {
        rows.add(new Row(file.getFileName().toString(), "is not valid JSON"));
      }
    }
    return rows;
  }

  private static void add(List<Row> rows, String key, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  add(
                      rows,
                      key.isEmpty() ? entry.getKey() : key + "." + entry.getKey(),
                      entry.getValue()));
    } else {
      rows.add(new Row(key, shown(node)));
    }
  }

  private static String shown(JsonNode node) {
    if (!node.isFloatingPointNumber()) {
      return node.isValueNode() ? node.asText() : node.toString();
    }
    double value = node.doubleValue();
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /** How many iterations a configuration asks for, if it can be told. */
  static OptionalLong iterations(Path config) {
    JsonNode node = yaml(config).path("iterations");
    return node.isIntegralNumber() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
  }

  /**
   * Which kind of model a configuration is of: IPM-Net, as the first ones were, if it is not told.
   */
  static ModelKind model(Path config) {
    String key = yaml(config).path(ModelKind.KEY).asText("");
    return Arrays.stream(ModelKind.values())
        .filter(kind -> HyphenatedName.of(kind).equals(key))
        .findFirst()
        .orElse(ModelKind.IPM_NET);
  }

  private static JsonNode yaml(Path config) {
    try {
      return YAML.readTree(text(config));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // its text is shown all the same
    }
  }

  /**
   * A file's text.
   *
   * @throws UserError if it cannot be read or is larger than 1 MiB
   */
  static String text(Path file) {
    try {
      if (!Files.exists(file)) {
        return "";
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw new UserError("%s is larger than 1 MiB", file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }
}
