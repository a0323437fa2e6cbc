// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.studio.Studio;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
  private static final List<String> NAMES =
      Arrays.stream(ProblemCode.values()).map(HyphenatedName::of).toList();

  private static byte[] file(String name) throws IOException {
    try (InputStream in = Studio.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void allAreDocumented() throws IOException {
    JsonNode schemas = new YAMLMapper().readTree(file("openapi.yaml")).at("/components/schemas");
    List<String> documented = new ArrayList<>();
    schemas.at("/ProblemCode/enum").forEach(name -> documented.add(name.asText()));
    assertEquals(NAMES, documented);
  }

  /** All but those whose line alone says what it is about. */
  @Test
  void allAreTranslated() throws IOException {
    String chinese = new String(file("page/zh-problems.js"), StandardCharsets.UTF_8);
    for (String name : NAMES) {
      boolean there = chinese.matches("(?s).*\\n  '?" + name + "'?: '.*");
      assertTrue(there || name.equals("http"), name);
    }
  }
}
