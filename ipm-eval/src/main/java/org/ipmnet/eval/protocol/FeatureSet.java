// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.EnumMap;
import java.util.Map;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.perceptual.InceptionV3;
import org.ipmnet.eval.metric.FrechetDistance;
import org.ipmnet.eval.metric.FrechetDistance.Gaussian;
import org.ipmnet.eval.metric.GaussianMoments;
import org.ipmnet.eval.metric.KernelDistance;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inception features of one set of pictures, as much of them as distances need: moments for FID,
 * the first {@value #MOST_KEPT} vectors for KID. Memory does not grow with the set, and closing
 * gives it back at once.
 */
final class FeatureSet implements AutoCloseable {
  private static final int MOST_KEPT = 1000;
  private static final int LEAST = 3; // for KID; FID needs 2

  private final GaussianMoments moments = new GaussianMoments();
  private INDArray kept = Nd4j.createUninitialized(DataType.FLOAT, 64, InceptionV3.FEATURES);
  private int rows;
  private Gaussian gaussian;

  /** Adds vectors [n, 2048]. */
  void add(INDArray features) {
    moments.add(features);
    int more = (int) Math.min(features.size(0), MOST_KEPT - rows);
    if (more <= 0) {
      return;
    }
    if (rows + more > kept.size(0)) {
      INDArray larger =
          Nd4j.createUninitialized(
              DataType.FLOAT, Math.min(MOST_KEPT, 2 * (rows + more)), InceptionV3.FEATURES);
      Slice.of(larger, 0, 0, rows).assign(Slice.of(kept, 0, 0, rows));
      kept.close();
      kept = larger;
    }
    Slice.of(kept, 0, rows, rows + more).assign(Slice.of(features, 0, 0, more));
    rows += more;
  }

  @Override
  public void close() {
    moments.close();
    kept.close();
    if (gaussian != null) {
      gaussian.close();
    }
  }

  private Gaussian gaussian() {
    if (gaussian == null) {
      gaussian = Gaussian.of(moments);
    }
    return gaussian;
  }

  private INDArray kept() {
    return Slice.of(kept, 0, 0, rows);
  }

  /** FID and KID; sets that are too small have none. */
  Map<Metric, Double> distances(FeatureSet other) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    if (Math.min(rows, other.rows) >= LEAST) {
      values.put(Metric.FID, FrechetDistance.between(gaussian(), other.gaussian()));
      KernelDistance.Estimate kid = KernelDistance.between(kept(), other.kept());
      values.put(Metric.KID, 1000 * kid.value());
      values.put(Metric.KID_ERROR, 1000 * kid.standardError());
    }
    return values;
  }
}
