// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.feature.PictureBatch;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.metric.Ssim;

/**
 * The paper's protocol: every bare face is made up with a random reference, and that several times.
 * FID is that of a run's results to all made-up faces; LPIPS is the mean distance of two results of
 * one target with different references, which the results of two runs are: runs 1 and 2, 3 and 4
 * and so on, so that these means are independent.
 *
 * <p>Faces are read, made up and measured a few at a time; memory does not grow with their number.
 */
public final class TransferProtocol implements AutoCloseable {
  private static final int BATCH = 8;

  private final MakeupTransferDataset dataset;
  private final EvaluationSplit split;
  private final MeasuringNetworks networks;
  private final int runs;
  private final RandomStreams streams;
  private final Optional<SyntheticTruth> truth;
  private final ReferenceFaces references;
  private final FeatureSet referenceFeatures;

  /**
   * A protocol over one split. The features of its made-up faces are computed, unless they lie
   * there from another time.
   *
   * @param networks stay the caller's
   * @param runs how often, at least 1
   * @param streams draws the references
   */
  public TransferProtocol(
      MakeupTransferDataset dataset,
      EvaluationSplit split,
      MeasuringNetworks networks,
      int runs,
      RandomStreams streams) {
    this.dataset = dataset;
    this.split = split;
    this.networks = networks;
    this.runs = runs;
    this.streams = streams;
    this.truth = SyntheticTruth.of(dataset.config());
    this.references = new ReferenceFaces(dataset, split.madeUp(), networks, BATCH);
    this.referenceFeatures = references.all();
  }

  /** Gives the features of the made-up faces back; the networks stay. */
  @Override
  public void close() {
    if (referenceFeatures != null) {
      referenceFeatures.close();
    }
  }

  /** What cannot be measured here, and what to do about it: one line by measure. */
  public Map<String, String> notAvailable() {
    Map<String, String> reasons = new LinkedHashMap<>(networks.missing());
    int size = dataset.config().size();
    for (LpipsBackbone backbone : LpipsBackbone.values()) {
      if (networks.lpips(backbone).isPresent() && size < backbone.leastSide()) {
        reasons.put(
            "LPIPS " + backbone.name().toLowerCase(Locale.ROOT),
            String.format(
                Locale.ROOT,
                "pictures of %d pixels are too small, %d are needed",
                size,
                backbone.leastSide()));
      }
    }
    if (networks.inception().isPresent()
        && Math.min(split.bare().size(), split.madeUp().size()) < 3) {
      reasons.put("FID and KID", "at least 3 faces of each side are needed");
    } else if (networks.inception().isPresent() && split.madeUp().size() < 6) {
      reasons.put("FID and KID of Real", "at least 6 made-up faces are needed, 3 in each half");
    }
    if (runs < 2 || split.madeUp().size() < 2) {
      reasons.put(
          "LPIPS of results", "two runs and two references are needed; raise the runs (--runs)");
    }
    if (size < Ssim.LEAST_SIDE) {
      reasons.put(
          "SSIM",
          String.format(Locale.ROOT, "pictures of %d pixels are smaller than its window", size));
    }
    if (split.bare().get(0).map() == null || split.madeUp().get(0).map() == null) {
      reasons.put(
          "measures by region", "they need parsing maps of both sides; masks tell no parts");
    }
    if (truth.isEmpty()) {
      reasons.put("transfer error", "only synthetic faces have a known truth (ipm data synth)");
    }
    return reasons;
  }

  /** The row "Real": what made-up faces have in common with made-up faces. */
  public MethodRow real() {
    return references.real(runs, streams);
  }

  /**
   * Measures a method.
   *
   * @param cases what collects its best and worst transfers, or nothing
   * @param progress told after each pass over the bare faces
   */
  public MethodRow measure(
      TransferMethod method, Optional<CaseBook> cases, Consumer<String> progress) {
    MethodRow.Runs row = new MethodRow.Runs();
    if (method.readsReference()) {
      measureInPasses(method, row, cases, progress);
    } else {
      measureOnce(method, row, cases);
      progress.accept(String.format(Locale.ROOT, "%s: run %d of %d", method.name(), runs, runs));
    }
    return row.row(method.name());
  }

  /** Two runs in one pass: a target's identity code serves both, and their results make LPIPS. */
  private void measureInPasses(
      TransferMethod method,
      MethodRow.Runs row,
      Optional<CaseBook> cases,
      Consumer<String> progress) {
    for (int run = 0; run < runs; run += 2) {
      try (RunMetrics first = measures(cases);
          RunMetrics second = run + 1 < runs ? measures(cases) : null) {
        List<RunMetrics> pass = second == null ? List.of(first) : List.of(first, second);
        LpipsMetrics diversity = new LpipsMetrics(networks, dataset.config().size(), BATCH);
        for (int face = 0; face < split.bare().size(); face++) {
          measure(method, run, face, pass, diversity);
        }
        pass.forEach(one -> row.add(one.values(referenceFeatures)));
        row.add(diversity.values());
      }
      progress.accept(
          String.format(
              Locale.ROOT, "%s: run %d of %d", method.name(), Math.min(runs, run + 2), runs));
    }
  }

  private RunMetrics measures(Optional<CaseBook> cases) {
    return new RunMetrics(networks, truth, dataset.config().size(), BATCH, cases);
  }

  private void measure(
      TransferMethod method, int run, int face, List<RunMetrics> pass, LpipsMetrics diversity) {
    EvaluationFace target = EvaluationFace.read(dataset, split.bare().get(face));
    TransferMethod.Canvas canvas = method.canvas(target);
    List<FaceFile> drawn = draw(run, face);
    List<float[]> results = new ArrayList<>();
    for (int i = 0; i < pass.size(); i++) {
      EvaluationFace reference = EvaluationFace.read(dataset, drawn.get(i));
      float[] result = PictureBatch.asWritten(canvas.paint(reference));
      pass.get(i).add(new MeasuredPair(target, reference, result));
      results.add(result);
    }
    if (results.size() == 2 && !drawn.get(0).equals(drawn.get(1))) {
      diversity.add(results.get(0), results.get(1));
    }
  }

  /**
   * A method that reads no reference makes one result of each target. Networks see it once; beside
   * the references it stands in every run.
   */
  private void measureOnce(TransferMethod method, MethodRow.Runs row, Optional<CaseBook> cases) {
    List<ReferenceMetrics> others = new ArrayList<>();
    for (int run = 1; run < runs; run++) {
      others.add(new ReferenceMetrics(truth, true));
    }
    try (RunMetrics first = measures(cases)) {
      for (int face = 0; face < split.bare().size(); face++) {
        EvaluationFace target = EvaluationFace.read(dataset, split.bare().get(face));
        EvaluationFace reference = EvaluationFace.read(dataset, reference(0, face));
        float[] result = PictureBatch.asWritten(method.canvas(target).paint(reference));
        first.add(new MeasuredPair(target, reference, result));
        for (int run = 1; run < runs; run++) {
          EvaluationFace other = EvaluationFace.read(dataset, reference(run, face));
          others.get(run - 1).add(new MeasuredPair(target, other, result));
        }
      }
      row.add(first.values(referenceFeatures));
    }
    others.forEach(run -> row.add(run.values()));
    LpipsMetrics.available(networks, dataset.config().size())
        .forEach(measure -> row.add(measure, 0.0)); // all results of a target are one
  }

  /** A face's reference in a run, which {@link #measureInPasses} draws two by two. */
  private FaceFile reference(int run, int face) {
    return draw(run - run % 2, face).get(run % 2);
  }

  /** Two references, different ones where there are two; the same for every method. */
  private List<FaceFile> draw(int run, int face) {
    List<FaceFile> madeUp = split.madeUp();
    RandomGenerator random = streams.at("evaluate.reference", run, face);
    int first = random.nextInt(madeUp.size());
    if (madeUp.size() == 1) {
      return List.of(madeUp.get(0), madeUp.get(0));
    }
    int second = random.nextInt(madeUp.size() - 1);
    return List.of(madeUp.get(first), madeUp.get(second < first ? second : second + 1));
  }
}
