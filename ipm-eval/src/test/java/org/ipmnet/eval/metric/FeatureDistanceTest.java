// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.eval.metric.FrechetDistance.Gaussian;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What must hold of any sets of feature vectors; fewer vectors than dimensions among them. */
class FeatureDistanceTest {
  private static INDArray features(long seed, int n, int d) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[n][d];
    for (double[] row : rows) {
      for (int i = 0; i < d; i++) {
        row[i] = random.nextGaussian() * (1 + i % 3) + i;
      }
    }
    return Nd4j.createFromArray(rows);
  }

  private static Gaussian gaussian(INDArray features) {
    GaussianMoments moments = new GaussianMoments();
    moments.add(features);
    return Gaussian.of(moments);
  }

  @Property(tries = 40)
  void aSetIsAtDistanceZeroFromItselfAndDistancesAreSymmetric(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @IntRange(min = 2, max = 30) int n,
      @ForAll @IntRange(min = 2, max = 30) int m,
      @ForAll @IntRange(min = 2, max = 12) int d) {
    Gaussian a = gaussian(features(seed, n, d));
    Gaussian b = gaussian(features(seed + 2000, m, d));
    assertEquals(0, FrechetDistance.between(a, a), 1e-8);
    double distance = FrechetDistance.between(a, b);
    assertEquals(distance, FrechetDistance.between(b, a), 1e-8);
    assertTrue(distance > -1e-8, "a distance is not negative: " + distance);
  }

  @Property(tries = 40)
  void aShiftOfTheMeanIsItsSquare(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @IntRange(min = 2, max = 20) int n,
      @ForAll @DoubleRange(min = -5, max = 5) double shift) {
    int d = 6;
    INDArray x = features(seed, n, d);
    double distance = FrechetDistance.between(gaussian(x), gaussian(x.add(shift)));
    assertEquals(d * shift * shift, distance, 1e-7);
  }

  @Test
  void aSingleVectorHasNoCovariance() {
    assertThrows(IllegalStateException.class, () -> gaussian(features(1, 1, 4)));
  }

  /** The mean over many draws from one distribution is 0 within its own error, unlike FID's. */
  @Test
  void theKernelDistanceIsUnbiased() {
    List<Double> values = new ArrayList<>();
    double errors = 0;
    int draws = 400;
    for (int i = 0; i < draws; i++) {
      KernelDistance.Estimate estimate =
          KernelDistance.between(features(2L * i, 12, 5), features(2L * i + 1, 9, 5));
      values.add(estimate.value());
      errors += estimate.standardError() * estimate.standardError();
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double variance = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (draws - 1);
    assertTrue(
        Math.abs(mean) < 4 * Math.sqrt(variance / draws),
        String.format(Locale.ROOT, "mean %s of %s", mean, values));
    double ratio = Math.sqrt(errors / draws / variance);
    assertTrue(
        ratio > 0.7 && ratio < 2,
        String.format(Locale.ROOT, "standard error is %s times too large", ratio));
  }

  /** Against the definition, written out. */
  @Test
  void theKernelDistanceByHand() {
    INDArray x = features(7, 4, 3);
    INDArray y = features(8, 3, 3).add(0.5);
    double expected = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        expected += i == j ? 0 : kernel(x, i, x, j) / (4 * 3);
      }
      for (int j = 0; j < 3; j++) {
        expected -= 2 * kernel(x, i, y, j) / (4 * 3);
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        expected += i == j ? 0 : kernel(y, i, y, j) / (3 * 2);
      }
    }
    assertEquals(expected, KernelDistance.between(x, y).value(), 1e-9 * Math.abs(expected));
    assertThrows(
        IllegalArgumentException.class, () -> KernelDistance.between(x, features(1, 2, 3)));
  }

  private static double kernel(INDArray x, int i, INDArray y, int j) {
    double dot = 0;
    for (int k = 0; k < 3; k++) {
      dot += x.getDouble(i, k) * y.getDouble(j, k);
    }
    return Math.pow(dot / 3 + 1, 3);
  }

  @Test
  void anIntervalIsThatOfTheTDistribution() {
    Interval interval = Interval.of(List.of(1.0, 2.0, 3.0, 4.0));
    assertEquals(2.5, interval.mean());
    // standard deviation sqrt(5/3), t(3, 0.975) = 3.182446
    assertEquals(3.182446 * Math.sqrt(5.0 / 3 / 4), interval.halfWidth().getAsDouble(), 1e-5);
    assertTrue(Interval.of(List.of(3.0)).halfWidth().isEmpty());
    assertEquals(0, Interval.of(List.of(3.0, 3.0)).halfWidth().getAsDouble());
    assertThrows(IllegalArgumentException.class, () -> Interval.of(List.of()));
  }

  /** In batches, whose sums are taken around the first one's mean. */
  @Test
  void momentsByHand() {
    int n = 9;
    int d = 4;
    INDArray x = features(3, n, d);
    GaussianMoments moments = new GaussianMoments();
    moments.add(Slice.of(x, 0, 0, 2));
    moments.add(Slice.of(x, 0, 2, n));
    assertEquals(n, moments.count());
    INDArray covariance = moments.covariance();
    for (int i = 0; i < d; i++) {
      assertEquals(mean(x, n, i), moments.mean().getDouble(i), 1e-12);
      for (int j = 0; j < d; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += (x.getDouble(k, i) - mean(x, n, i)) * (x.getDouble(k, j) - mean(x, n, j));
        }
        assertEquals(sum / (n - 1), covariance.getDouble(i, j), 1e-12);
      }
    }
    try (Gaussian gaussian = Gaussian.of(moments)) {
      assertEquals(n, gaussian.count());
    }
    moments.close();
  }

  private static double mean(INDArray x, int n, int column) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += x.getDouble(k, column);
    }
    return sum / n;
  }

  /** Each vector of either set left out once, written out. */
  @Test
  void theStandardErrorIsTheJackknifes() {
    INDArray x = features(7, 5, 3);
    INDArray y = features(8, 4, 3).add(0.5);
    double expected =
        jackknife(5, without -> KernelDistance.between(leftOut(x, 5, without), y).value())
            + jackknife(4, without -> KernelDistance.between(x, leftOut(y, 4, without)).value());
    double found = KernelDistance.between(x, y).standardError();
    assertEquals(Math.sqrt(expected), found, 1e-9 * found);
  }

  private static double jackknife(int n, IntToDoubleFunction without) {
    double[] values = IntStream.range(0, n).mapToDouble(without).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() * (n - 1) / n;
  }

  private static INDArray leftOut(INDArray x, int n, int without) {
    INDArray[] rows =
        IntStream.range(0, n)
            .filter(i -> i != without)
            .mapToObj(i -> Slice.of(x, 0, i, i + 1))
            .toArray(INDArray[]::new);
    return Nd4j.concat(0, rows);
  }

  @Test
  void threeVectorsOfEachAreEnough() {
    KernelDistance.between(features(1, 3, 2), features(2, 3, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> KernelDistance.between(features(1, 2, 2), features(2, 3, 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> KernelDistance.between(features(1, 3, 2), features(2, 2, 2)));
  }

  /** Of any rank: F F^T is S, and F has a column for each dimension that S has. */
  @Property(tries = 60)
  void aCovarianceIsItsFactorSquared(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll @IntRange(min = 0, max = 12) int wanted) {
    int rank = Math.min(n, wanted);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] root = new double[n][rank];
    for (double[] row : root) {
      Arrays.setAll(row, i -> random.nextDouble(-1, 1));
    }
    double[] s = new double[n * n];
    int largest = 0;
    for (int i = 0; i < n * n; i++) {
      for (int k = 0; k < rank; k++) {
        s[i] += root[i / n][k] * root[i % n][k];
      }
    }
    for (int i = 0; i < n; i++) {
      largest = s[i * n + i] > s[largest * n + largest] ? i : largest;
    }
    double[][] rows = PivotedCholesky.of(s, n);
    assertEquals(rank, rows[0].length);
    for (int i = 0; i < n * n; i++) {
      double product = 0;
      for (int k = 0; k < rank; k++) {
        product += rows[i / n][k] * rows[i % n][k];
      }
      assertEquals(s[i], product, 1e-12);
    }
    if (rank > 0) {
      double pivot = Math.sqrt(s[largest * n + largest]);
      assertEquals(pivot, rows[largest][0], "the largest pivot comes first");
    }
  }

  /** A variance lost in rounding, of another 1e17 times as large, is no dimension. */
  @Test
  void whatIsLostInRoundingIsNoDimension() {
    assertEquals(1, PivotedCholesky.of(new double[] {1e17, 0, 0, 1}, 2)[0].length);
    assertEquals(2, PivotedCholesky.of(new double[] {1e15, 0, 0, 1}, 2)[0].length);
    assertEquals(0, PivotedCholesky.of(new double[4], 2)[0].length);
  }
}
