// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
  private final Measurements measurements;
  private final ReferenceFaces references;
  private FeatureSet referenceFeatures;

  /**
   * A protocol over one split, all measured here.
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
    this(dataset, split, networks, runs, streams, Measurements.HERE);
  }

  /**
   * A protocol over one split.
   *
   * @param networks stay the caller's
   * @param runs how often, at least 1
   * @param streams draws the references
   * @param measurements where its parts come from
   */
  public TransferProtocol(
      MakeupTransferDataset dataset,
      EvaluationSplit split,
      MeasuringNetworks networks,
      int runs,
      RandomStreams streams,
      Measurements measurements) {
    this.dataset = dataset;
    this.split = split;
    this.networks = networks;
    this.runs = runs;
    this.streams = streams;
    this.measurements = measurements;
    this.truth = SyntheticTruth.of(dataset.config());
    this.references = new ReferenceFaces(dataset, split.madeUp(), networks, BATCH, measurements);
  }

  /** Gives the features of the made-up faces back; the networks stay. */
  @Override
  public void close() {
    if (referenceFeatures != null) {
      referenceFeatures.close();
    }
  }

  /** Those of the made-up faces, computed unless they lie there from another time; or null. */
  private FeatureSet referenceFeatures() {
    if (referenceFeatures == null) {
      referenceFeatures = references.all();
    }
    return referenceFeatures;
  }

  /** Whether features of the made-up faces lie there, or are not wanted. */
  public boolean featuresAreThere() {
    return references.featuresAreThere();
  }

  /**
   * The parts that several workers can share.
   *
   * @param methods that are measured, by their numbers
   * @param features whether those of the made-up faces are among them
   */
  public List<ProtocolPart> parts(List<TransferMethod> methods, boolean features) {
    List<ProtocolPart> parts = new ArrayList<>(references.parts(runs, features));
    for (int number = 0; number < methods.size(); number++) {
      int passes = methods.get(number).readsReference() ? runs : 1;
      for (int run = 0; run < passes; run += 2) {
        for (int batch = 0; batch < batches(); batch++) {
          parts.add(ProtocolPart.ofMethod(number, run, batch));
        }
      }
    }
    return parts;
  }

  /** Measures one of these parts. */
  public Serializable measure(ProtocolPart part, List<TransferMethod> methods) {
    for (int number = 0; number < methods.size(); number++) {
      if (part.equals(ProtocolPart.ofMethod(number, part.run(), part.batch()))) {
        return batch(methods.get(number), part.run(), part.batch());
      }
    }
    return references.measure(part, streams);
  }

  private int batches() {
    return (split.bare().size() + BATCH - 1) / BATCH;
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
    return measure(0, method, cases, progress);
  }

  /**
   * The same.
   *
   * @param number of the method among those that are measured
   */
  public MethodRow measure(
      int number, TransferMethod method, Optional<CaseBook> cases, Consumer<String> progress) {
    MethodRow.Runs row = new MethodRow.Runs();
    if (method.readsReference()) {
      for (int run = 0; run < runs; run += 2) {
        measurePass(number, method, run, row, cases);
        int done = Math.min(runs, run + 2);
        progress.accept(String.format(Locale.ROOT, "%s: run %d of %d", method.name(), done, runs));
      }
    } else {
      measurePass(number, method, 0, row, cases);
      LpipsMetrics.available(networks, dataset.config().size())
          .values()
          .forEach(measure -> row.add(measure, 0.0)); // all results of a target are one
      progress.accept(String.format(Locale.ROOT, "%s: run %d of %d", method.name(), runs, runs));
    }
    cases.ifPresent(CaseBook::develop);
    return row.row(method.name());
  }

  private void measurePass(
      int number, TransferMethod method, int run, MethodRow.Runs row, Optional<CaseBook> cases) {
    List<RunMetrics> pass = new ArrayList<>();
    LpipsMetrics diversity = new LpipsMetrics();
    try {
      for (int batch = 0; batch < batches(); batch++) {
        int these = batch;
        MeasuredBatch measured =
            measurements.of(
                ProtocolPart.ofMethod(number, run, batch), () -> batch(method, run, these));
        for (int i = 0; i < measured.runs().size(); i++) {
          if (batch == 0) {
            pass.add(new RunMetrics());
          }
          pass.get(i).add(measured.runs().get(i));
          offer(cases, method, run + i, batch * BATCH, measured.runs().get(i));
        }
        diversity.add(measured.diversity());
      }
      for (int i = 0; i < pass.size(); i++) {
        // the one result of all runs is seen by networks in the first
        boolean seen = method.readsReference() || i == 0;
        row.add(pass.get(i).values(seen ? referenceFeatures() : null));
      }
      row.add(diversity.values());
    } finally {
      pass.forEach(RunMetrics::close);
    }
  }

  private void offer(
      Optional<CaseBook> cases, TransferMethod method, int run, int first, RunBatch batch) {
    for (int i = 0; cases.isPresent() && i < batch.cases().size(); i++) {
      MeasuredCase one = batch.cases().get(i);
      int face = first + i;
      FaceFile reference = reference(run, face);
      String name = split.bare().get(face).name() + "\n" + reference.name();
      cases
          .get()
          .offer(
              name,
              one.values(),
              () -> one.pair() == null ? paint(method, face, reference) : one.pair());
    }
  }

  /** Once more, a pair that was measured elsewhere. */
  private MeasuredPair paint(TransferMethod method, int face, FaceFile reference) {
    EvaluationFace target = EvaluationFace.read(dataset, split.bare().get(face));
    return pair(target, method.canvas(target), EvaluationFace.read(dataset, reference));
  }

  private static MeasuredPair pair(
      EvaluationFace target, TransferMethod.Canvas canvas, EvaluationFace reference) {
    return new MeasuredPair(target, reference, PictureBatch.asWritten(canvas.paint(reference)));
  }

  private MeasuredBatch batch(TransferMethod method, int run, int batch) {
    int from = batch * BATCH;
    int to = Math.min(split.bare().size(), from + BATCH);
    return method.readsReference() ? twoRuns(method, run, from, to) : allRuns(method, from, to);
  }

  /** Two runs in one pass: a target's identity code serves both, and their results make LPIPS. */
  private MeasuredBatch twoRuns(TransferMethod method, int run, int from, int to) {
    List<List<MeasuredPair>> pass = emptyLists(Math.min(2, runs - run));
    List<float[]> first = new ArrayList<>();
    List<float[]> second = new ArrayList<>();
    for (int face = from; face < to; face++) {
      EvaluationFace target = EvaluationFace.read(dataset, split.bare().get(face));
      TransferMethod.Canvas canvas = method.canvas(target);
      List<FaceFile> drawn = draw(run, face);
      for (int i = 0; i < pass.size(); i++) {
        pass.get(i).add(pair(target, canvas, EvaluationFace.read(dataset, drawn.get(i))));
      }
      if (pass.size() == 2 && !drawn.get(0).equals(drawn.get(1))) {
        first.add(pass.get(0).get(face - from).result());
        second.add(pass.get(1).get(face - from).result());
      }
    }
    return new MeasuredBatch(
        new ArrayList<>(pass.stream().map(this::seen).toList()),
        LpipsSums.of(networks, dataset.config().size(), first, second));
  }

  /**
   * A method that reads no reference makes one result of each target. Networks see it once; beside
   * the references it stands in every run.
   */
  private MeasuredBatch allRuns(TransferMethod method, int from, int to) {
    List<List<MeasuredPair>> pass = emptyLists(runs);
    for (int face = from; face < to; face++) {
      EvaluationFace target = EvaluationFace.read(dataset, split.bare().get(face));
      EvaluationFace reference = EvaluationFace.read(dataset, reference(0, face));
      MeasuredPair first = pair(target, method.canvas(target), reference);
      pass.get(0).add(first);
      for (int run = 1; run < runs; run++) {
        EvaluationFace other = EvaluationFace.read(dataset, reference(run, face));
        pass.get(run).add(new MeasuredPair(target, other, first.result()));
      }
    }
    List<RunBatch> measured = new ArrayList<>(List.of(seen(pass.get(0))));
    pass.subList(1, runs).forEach(run -> measured.add(RunBatch.besideReferences(truth, run)));
    return new MeasuredBatch(measured, LpipsSums.none());
  }

  private static List<List<MeasuredPair>> emptyLists(int count) {
    return Stream.generate(() -> (List<MeasuredPair>) new ArrayList<MeasuredPair>())
        .limit(count)
        .toList();
  }

  private RunBatch seen(List<MeasuredPair> pairs) {
    return RunBatch.of(networks, truth, dataset.config().size(), pairs);
  }

  /** A face's reference in a run; they are drawn two by two. */
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
