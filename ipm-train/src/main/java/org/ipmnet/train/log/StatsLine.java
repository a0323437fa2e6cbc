// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One line of {@code stats.jsonl}.
 *
 * @param iteration iterations finished, from 1
 * @param seconds time trained so far, over all processes of the run
 * @param losses term to value, in the order of the loss report; NaN for a value that is not finite
 */
public record StatsLine(long iteration, double seconds, Map<String, Double> losses) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Keeps an unmodifiable copy. */
  public StatsLine {
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
  }

  /** Parses a line; empty if it is not a whole one, as the last line of a killed run may be. */
  public static Optional<StatsLine> parse(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.path("iteration").canConvertToLong() || !node.path("losses").isObject()) {
        return Optional.empty();
      }
      Map<String, Double> losses = new LinkedHashMap<>();
      node.get("losses")
          .properties()
          .forEach(
              loss ->
                  losses.put(
                      loss.getKey(),
                      loss.getValue().isNumber() ? loss.getValue().doubleValue() : Double.NaN));
      return Optional.of(
          new StatsLine(
              node.get("iteration").longValue(), node.path("seconds").asDouble(), losses));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The line, without its end; JSON has no word for values that are not finite: they are null. */
  String toJson() {
    ObjectNode node = JSON.createObjectNode();
    node.put("iteration", iteration);
    node.put("seconds", Math.rint(seconds * 1000) / 1000);
    ObjectNode terms = node.putObject("losses");
    losses.forEach((name, value) -> terms.put(name, Double.isFinite(value) ? value : null));
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain nodes can always be written
    }
  }
}
