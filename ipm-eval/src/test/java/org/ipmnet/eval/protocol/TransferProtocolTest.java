// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.method.NoTransfer;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.metric.Interval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over synthetic faces and methods whose results are known; no networks. */
class TransferProtocolTest {
  @TempDir static Path folder;
  private static MakeupTransferDataset dataset;
  private static MeasuringNetworks networks;

  @BeforeAll
  static void faces() {
    SyntheticDataset.write(folder, 30, 40, 5);
    dataset = MakeupTransferDataset.open(config(folder), new RandomStreams(1));
    WeightsConfig weights = ConfigTree.parse("test", "{}").read(WeightsConfig.class);
    networks = MeasuringNetworks.open(weights); // none lies in the tests' own folder
  }

  @AfterAll
  static void close() {
    networks.close();
  }

  private static DataConfig config(Path folder) {
    String yaml =
        "{size: 32, crop: random, order: shuffled, texture: none, labels: mt, folder: '%s'}";
    return ConfigTree.parse("test", String.format(Locale.ROOT, yaml, folder))
        .read(DataConfig.class);
  }

  private static TransferProtocol protocol(EvaluationSplit.Part part, int runs, long seed) {
    return new TransferProtocol(
        dataset, EvaluationSplit.of(dataset, part), networks, runs, new RandomStreams(seed));
  }

  /** Knows the truth, and notes what it was asked. */
  private static final class Oracle implements TransferMethod {
    private final SyntheticTruth truth = SyntheticTruth.of(dataset.config()).orElseThrow();
    private final List<String> asked = new ArrayList<>();

    @Override
    public String name() {
      return "oracle";
    }

    @Override
    public Canvas canvas(EvaluationFace target) {
      return reference -> {
        asked.add(target.file().name() + " " + reference.file().name());
        return truth.image(target.file().name(), reference.file().name());
      };
    }
  }

  private static double mean(MethodRow row, Metric measure) {
    return row.values().get(measure).mean();
  }

  @Test
  void doingNothingIsTheUnitOfTheTransferError() {
    CaseBook cases = new CaseBook();
    MethodRow row =
        protocol(EvaluationSplit.Part.TEST, 3, 1)
            .measure(new NoTransfer(), Optional.of(cases), line -> {});
    assertEquals(1, mean(row, Metric.TRANSFER_ERROR), 1e-9);
    assertEquals(1, mean(row, Metric.TRANSFER_ERROR_LIPS), 1e-9);
    assertEquals(0, mean(row, Metric.MOVED_SKIN), 1e-9);
    assertEquals(1, mean(row, Metric.BACKGROUND_SSIM), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, mean(row, Metric.BACKGROUND_PSNR));
    assertEquals(1, row.values().get(Metric.SSIM).values(), "one run is enough");
    assertEquals(3, row.values().get(Metric.COLOUR_LIPS).values(), "beside each run's reference");
    assertTrue(cases.measures().contains(Metric.TRANSFER_ERROR));
    assertFalse(cases.measures().contains(Metric.BACKGROUND_PSNR), "infinite for all");
  }

  @Test
  void theTruthIsPerfectAndEveryFaceIsMadeUpInEachRun() {
    Oracle oracle = new Oracle();
    CaseBook cases = new CaseBook();
    List<String> told = new ArrayList<>();
    MethodRow row =
        protocol(EvaluationSplit.Part.TEST, 3, 1).measure(oracle, Optional.of(cases), told::add);
    int faces = dataset.test(Side.BARE).size();
    assertEquals(3 * faces, oracle.asked.size());
    assertEquals(List.of("oracle: run 2 of 3", "oracle: run 3 of 3"), told);
    assertEquals(0, mean(row, Metric.TRANSFER_ERROR), 1e-9);
    assertEquals(1, mean(row, Metric.TRUTH_SSIM), 1e-9);
    Interval moved = row.values().get(Metric.MOVED_SKIN);
    assertEquals(3, moved.values());
    assertTrue(moved.mean() > 0.5, moved.toString());
    List<CaseBook.Case> worst = cases.worst(Metric.COLOUR_LIPS);
    List<CaseBook.Case> best = cases.best(Metric.COLOUR_LIPS);
    assertTrue(worst.get(0).value() >= worst.get(worst.size() - 1).value());
    assertTrue(best.get(0).value() <= best.get(best.size() - 1).value());
    assertTrue(best.get(0).value() <= worst.get(0).value());

    Oracle again = new Oracle();
    MethodRow same =
        protocol(EvaluationSplit.Part.TEST, 3, 1).measure(again, Optional.empty(), line -> {});
    assertEquals(oracle.asked, again.asked);
    assertEquals(row, same);
    Oracle other = new Oracle();
    protocol(EvaluationSplit.Part.TEST, 3, 2).measure(other, Optional.empty(), line -> {});
    assertFalse(oracle.asked.equals(other.asked), "another seed, other references");
  }

  /** The baseline stands beside the same references as everybody else. */
  @Test
  void aMethodThatReadsNoReferenceIsMeasuredBesideAllOfThem() {
    MethodRow once =
        protocol(EvaluationSplit.Part.TEST, 5, 1)
            .measure(new NoTransfer(), Optional.empty(), line -> {});
    TransferMethod seeing =
        new TransferMethod() {
          @Override
          public String name() {
            return "no transfer";
          }

          @Override
          public Canvas canvas(EvaluationFace target) {
            return reference -> target.image().clone();
          }
        };
    MethodRow always =
        protocol(EvaluationSplit.Part.TEST, 5, 1).measure(seeing, Optional.empty(), line -> {});
    assertEquals(always.values().keySet(), once.values().keySet());
    for (Metric measure : Metric.values()) {
      if (measure.key().matches("(moved|colour|histogram|transfer|truth)_.*")) {
        assertEquals(always.values().get(measure), once.values().get(measure), measure.key());
      }
    }
    assertTrue(once.values().get(Metric.HISTOGRAM_SKIN).halfWidth().orElseThrow() > 0);
    assertEquals(5, once.values().get(Metric.TRUTH_SSIM).values());
  }

  /** A short evaluation pays for its own values alone, and they are the same. */
  @Test
  void withoutLikenessTheOtherValuesStay() {
    Optional<SyntheticTruth> truth = SyntheticTruth.of(dataset.config());
    ReferenceMetrics all = new ReferenceMetrics(truth, true);
    ReferenceMetrics few = new ReferenceMetrics(truth, false);
    for (int i = 0; i < 3; i++) {
      EvaluationFace target = EvaluationFace.read(dataset, dataset.test(Side.BARE).get(i));
      EvaluationFace reference = EvaluationFace.read(dataset, dataset.test(Side.MADE_UP).get(i));
      float[] result = reference.image().clone();
      all.add(new MeasuredPair(target, reference, result));
      few.add(new MeasuredPair(target, reference, result));
    }
    Map<Metric, Double> expected = all.values();
    expected
        .keySet()
        .removeIf(metric -> metric.key().matches("(colour|histogram|makeup|truth)_.*"));
    assertEquals(7, expected.size(), expected.toString());
    assertEquals(expected, few.values());
  }

  /** LPIPS compares the results of two runs, so their references must differ. */
  @Test
  void theTwoReferencesOfAPassDiffer() {
    Oracle oracle = new Oracle();
    protocol(EvaluationSplit.Part.TEST, 8, 4).measure(oracle, Optional.empty(), line -> {});
    for (int i = 0; i < oracle.asked.size(); i += 2) {
      assertFalse(oracle.asked.get(i).equals(oracle.asked.get(i + 1)), oracle.asked.get(i));
    }
  }

  @Test
  void whatIsNotAvailableIsSaidInALineWithItsRemedy() {
    Map<String, String> reasons = protocol(EvaluationSplit.Part.ALL, 1, 1).notAvailable();
    assertTrue(reasons.get("FID and KID").contains("ipm weights import --as inception"));
    assertFalse(reasons.get("LPIPS alex").contains("heads"), "these come with the program");
    assertTrue(reasons.get("LPIPS alex").contains("--as lpips-alex FILE"));
    assertTrue(reasons.get("identity").contains("resnet50_ft_weight.pkl"));
    assertTrue(reasons.get("LPIPS of results").contains("--runs"));
    reasons.values().forEach(line -> assertEquals(1, line.lines().count(), line));
    assertFalse(reasons.containsKey("transfer error"));
  }

  @Test
  void theRowRealHasNoValueWithoutNetworks() {
    assertTrue(protocol(EvaluationSplit.Part.ALL, 2, 1).real().values().isEmpty());
  }

  @Test
  void anEmptySplitIsOneLine(@TempDir Path one) {
    SyntheticDataset.write(one, 1, 40, 5);
    MakeupTransferDataset single = MakeupTransferDataset.open(config(one), new RandomStreams(1));
    String message =
        assertThrows(UserError.class, () -> EvaluationSplit.of(single, EvaluationSplit.Part.TEST))
            .getMessage();
    assertTrue(message.contains("no test faces") && message.contains("--split all"), message);
    assertEquals(1, EvaluationSplit.of(single, EvaluationSplit.Part.ALL).bare().size());
  }
}
