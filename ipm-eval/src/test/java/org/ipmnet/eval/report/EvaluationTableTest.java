// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.protocol.MethodRow;
import org.ipmnet.eval.protocol.Metric;
import org.junit.jupiter.api.Test;

class EvaluationTableTest {
  private static final EvaluationTable TABLE =
      new EvaluationTable(
          List.of(
              new MethodRow("Real", Map.of(Metric.FID, Interval.of(List.of(17.0, 17.4, 17.3)))),
              new MethodRow(
                  "a,\"b|c",
                  Map.of(
                      Metric.BACKGROUND_PSNR,
                      Interval.of(List.of(Double.POSITIVE_INFINITY)),
                      Metric.MOVED_LIPS,
                      Interval.of(List.of(-1e-9))))));

  @Test
  void markdownHasADashWhereNothingWasMeasured() {
    List<String> lines = TABLE.headlines().lines().toList();
    assertTrue(lines.get(0).startsWith("| method | FID ↓ | KID x 1000 ↓ |"), lines.get(0));
    assertEquals("| Real | 17.23 ± 0.52 | - | - | - | - | - | - |", lines.get(2));
    assertEquals("| a,\"b\\|c | - | - | - | - | - | ∞ | - |", lines.get(3));
    assertTrue(TABLE.all().contains("| colour moved, lips | - | 0.000 |"), TABLE.all());
  }

  @Test
  void csvIsOneValueALine() {
    List<String> lines = TABLE.csv().lines().toList();
    assertEquals("method,measure,mean,half_width_95,values,unit", lines.get(0));
    assertEquals(4, lines.size());
    assertTrue(lines.get(1).startsWith("Real,fid,17.23"), lines.get(1));
    assertTrue(lines.get(1).endsWith(",3,"), lines.get(1));
    assertEquals("\"a,\"\"b|c\",background_psnr,Infinity,,1,dB", lines.get(2));
  }
}
