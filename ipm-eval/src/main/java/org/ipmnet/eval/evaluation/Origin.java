// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.eval.feature.MeasuringNetworks;

/** The last part of the table that says where numbers come from, alike for all reports. */
final class Origin {
  private Origin() {}

  /**
   * Follows the models with the protocol, the data, this program on this machine, and what
   * measured.
   *
   * @param models what each model is
   * @param data hash of the photos
   * @param seed of the draws
   */
  static Map<String, String> of(
      Map<String, String> models, int runs, String data, long seed, MeasuringNetworks networks) {
    Provenance here = Provenance.here(data, seed, Clock.systemUTC().instant());
    Map<String, String> origin = new LinkedHashMap<>(models);
    origin.put("runs", Integer.toString(runs));
    origin.put("data", "SHA-256 " + here.data());
    origin.put("seed", Long.toString(here.seed()));
    origin.put("ipm", here.ipm());
    origin.put("java", here.java());
    origin.put("os", here.os());
    origin.put("nd4j", here.nd4j());
    origin.put(
        "backend", String.format(Locale.ROOT, "%s, %d threads", here.backend(), here.threads()));
    origin.put("measured", here.started());
    networks.checksums().forEach((name, sum) -> origin.put("weights " + name, sum));
    return origin;
  }
}
