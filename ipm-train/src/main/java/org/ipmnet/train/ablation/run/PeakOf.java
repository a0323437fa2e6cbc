// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** The memory that a benchmark has printed. */
final class PeakOf {
  private PeakOf() {}

  /** The peak of its last line in MiB; 0 if it has printed none. */
  static long mebibytes(List<String> printed) {
    long peak = 0;
    for (String line : printed) {
      if (line.startsWith("{")) {
        try {
          peak = new JsonMapper().readTree(line).path("peak_rss_mib").asLong(peak);
        } catch (JsonProcessingException e) {
          continue; // no line of a benchmark
        }
      }
    }
    return peak;
  }
}
