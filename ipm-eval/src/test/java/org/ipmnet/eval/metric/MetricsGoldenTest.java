// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.TensorAssert;
import org.ipmnet.eval.metric.FrechetDistance.Gaussian;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** SSIM against scikit-image, PSNR, and the Frechet distance against pytorch-fid. */
class MetricsGoldenTest {
  private final GoldenCase golden = GoldenCase.open("metrics");

  @Test
  void ssimAndPsnr() {
    assertTrue(golden.has("pair0.a"), "the case has no pair");
    for (int pair = 0; golden.has(String.format(Locale.ROOT, "pair%d.a", pair)); pair++) {
      ssimAndPsnr("pair" + pair);
    }
  }

  private void ssimAndPsnr(String pair) {
    INDArray bytes = golden.array(pair + ".a", DataType.DOUBLE);
    int width = (int) bytes.size(1);
    double tolerance = golden.manifest("tolerance", "ssim").asDouble();
    float[] a = planar(pair + ".a");
    float[] b = planar(pair + ".b");
    assertEquals(scalar("ssim_rgb." + pair), Ssim.of(a, b, width), tolerance);
    assertEquals(scalar("ssim_rgb." + pair), Ssim.of(b, a, width), tolerance);
    assertEquals(1, Ssim.of(a, a, width), 1e-12);
    double[] luma = Ssim.ofPlane(luma(pair + ".a"), luma(pair + ".b"), width, 255);
    double mean = Arrays.stream(luma).average().orElseThrow();
    assertEquals(scalar("ssim_luma." + pair), mean, tolerance);
    double decibels = golden.manifest("tolerance", "psnr").asDouble();
    assertEquals(scalar("psnr_rgb." + pair), Psnr.of(a, b), decibels);
    assertEquals(Double.POSITIVE_INFINITY, Psnr.of(a, a));
  }

  @Test
  void frechet() {
    String prefix = "frechet_symmetric.";
    List<String> pairs =
        golden.manifest("scalars").properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .toList();
    assertFalse(pairs.isEmpty(), "the case has no Frechet distance");
    pairs.forEach(pair -> frechet(pair.split("_")[0], pair.split("_")[1]));
  }

  private void frechet(String x, String y) {
    Gaussian a = gaussian(x);
    Gaussian b = gaussian(y);
    String pair = x + "_" + y;
    double exact = scalar("frechet_symmetric." + pair);
    double found = FrechetDistance.between(a, b);
    // far within what the case allows; its own roots of singular covariances have some noise
    assertEquals(exact, found, 1e-7 * Math.abs(exact) + 1e-9, pair);
    assertEquals(scalar("frechet." + pair), found, 1e-5 * Math.abs(exact) + 1e-3, pair);
    assertEquals(found, FrechetDistance.between(b, a), 1e-9, "symmetric");
  }

  @Test
  void batchesChangeNothing() {
    INDArray features = golden.array("features.a", DataType.DOUBLE);
    GaussianMoments whole = new GaussianMoments();
    whole.add(features);
    GaussianMoments batches = new GaussianMoments();
    for (long from = 0; from < features.size(0); from += 7) {
      long to = Math.min(features.size(0), from + 7);
      batches.add(org.ipmnet.core.memory.Slice.of(features, 0, from, to));
    }
    assertEquals(whole.count(), batches.count());
    TensorAssert.assertClose("mean", whole.mean(), batches.mean(), 1e-12, 1e-12);
    TensorAssert.assertClose("cov", whole.covariance(), batches.covariance(), 1e-12, 1e-12);
    assertTrue(whole.covariance().norm2Number().doubleValue() > 1);
  }

  private Gaussian gaussian(String name) {
    GaussianMoments moments = new GaussianMoments();
    moments.add(golden.array("features." + name, DataType.FLOAT));
    return Gaussian.of(moments);
  }

  private double scalar(String name) {
    return golden.manifest("scalars", name).asDouble();
  }

  private float[] planar(String name) {
    return golden
        .array(name, DataType.DOUBLE)
        .permute(2, 0, 1)
        .dup('c')
        .divi(127.5)
        .subi(1)
        .castTo(DataType.FLOAT)
        .data()
        .asFloat();
  }

  private double[] luma(String name) {
    double[] rgb = golden.array(name, DataType.DOUBLE).data().asDouble();
    double[] luma = new double[rgb.length / 3];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = .299 * rgb[3 * i] + .587 * rgb[3 * i + 1] + .114 * rgb[3 * i + 2];
    }
    return luma;
  }
}
