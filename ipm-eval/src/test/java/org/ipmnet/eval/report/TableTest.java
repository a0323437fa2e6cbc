// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TableTest {
  private record Row(String name, Object value) {}

  private static Table<Row> table(Row... rows) {
    return new Table<>(List.of(rows)).column("a|b", Row::name).column("", Row::value);
  }

  @Test
  void markdownEscapesWhatWouldEndACellOrALine() {
    assertEquals(
        "| a\\|b | |\n|---|---|\n| x\\|y | two lines |\n|  | -1.5 |\n",
        table(new Row("x|y", "two\nlines"), new Row("", -1.5)).markdown());
  }

  @Test
  void aTextIsQuotedWhereItMustBeAndIsNeverAFormula() {
    assertEquals(
        "a|b,\nx|y,\"1,5\"\n\"say \"\"no\"\"\",\"a\nb\"\n'=1+1,'-x\n'+a,'@b\n",
        table(
                new Row("x|y", "1,5"),
                new Row("say \"no\"", "a\nb"),
                new Row("=1+1", "-x"),
                new Row("+a", "@b"))
            .csv());
  }

  @Test
  void numbersStayNumbersAndMayBeAbsent() {
    assertEquals(
        "a|b,\na,-1.0E-9\nb,-2\nc,\nd,\ne,0.5\n",
        table(
                new Row("a", -1e-9),
                new Row("b", -2L),
                new Row("c", null),
                new Row("d", OptionalDouble.empty()),
                new Row("e", OptionalDouble.of(0.5)))
            .csv());
  }

  @Test
  void aPageKnowsNamesCellsAndWords() {
    assertEquals(
        Map.of(
            "headings",
            List.of("name", "value", "what"),
            "rows",
            List.of(
                Map.of(
                    "name",
                    "a",
                    "cells",
                    List.of(
                        Map.of("text", 1, "prose", false),
                        Map.of("text", "words", "prose", true))))),
        new Table<>(List.of(new Row("a", 1)))
            .column("name", Row::name)
            .column("value", Row::value)
            .prose("what", row -> "words")
            .page());
  }
}
