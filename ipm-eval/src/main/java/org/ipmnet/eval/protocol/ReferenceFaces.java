// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.io.Sha256;
import org.ipmnet.core.perceptual.InceptionV3;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.random.Shuffle;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.feature.FeatureFile;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.feature.PictureBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The made-up faces of a split: what results are compared with, and with each other for the row
 * "Real". Their features stay in a file whose name is a hash of all that they depend on.
 */
final class ReferenceFaces {
  /** Another one where files come to be read as other pixels. */
  private static final String DECODING = " as sRGB over gray";

  private final MakeupTransferDataset dataset;
  private final List<FaceFile> faces;
  private final MeasuringNetworks networks;
  private final int batch;
  private final Measurements measurements;
  private final Optional<Path> file;

  ReferenceFaces(
      MakeupTransferDataset dataset,
      List<FaceFile> faces,
      MeasuringNetworks networks,
      int batch,
      Measurements measurements) {
    this.dataset = dataset;
    this.faces = faces;
    this.networks = networks;
    this.batch = batch;
    this.measurements = measurements;
    this.file =
        networks.inception().map(n -> FeatureFile.folder().resolve("inception-" + key(n) + ".npy"));
  }

  private Optional<FeatureFile> features() {
    return file.map(
        known ->
            FeatureFile.of(
                known, faces.size(), InceptionV3.FEATURES, batch, numbers -> rows(numbers)));
  }

  private INDArray rows(List<Integer> numbers) {
    int number = numbers.get(0) / batch;
    float[] values =
        measurements.of(
            new ProtocolPart(ProtocolPart.FEATURES, 0, number), () -> featuresOf(number));
    return Nd4j.createFromArray(values).reshape('c', numbers.size(), InceptionV3.FEATURES);
  }

  private float[] featuresOf(int number) {
    try (INDArray photos = PictureBatch.of(pictures(batch(numbers(), number)), size())) {
      INDArray found = networks.inception().orElseThrow().features(photos);
      return found.reshape(found.length()).toFloatVector();
    }
  }

  private <T> List<T> batch(List<T> things, int number) {
    return things.subList(number * batch, Math.min(things.size(), (number + 1) * batch));
  }

  private int batches(int things) {
    return (things + batch - 1) / batch;
  }

  /** Whether features from another time are there, or no network is that would compute them. */
  boolean featuresAreThere() {
    return file.isEmpty() || FeatureFile.isThere(file.get(), faces.size(), InceptionV3.FEATURES);
  }

  /**
   * What is to be measured of them.
   *
   * @param features whether these too
   */
  List<ProtocolPart> parts(int runs, boolean features) {
    List<ProtocolPart> parts = new ArrayList<>();
    for (int i = 0; features && i < batches(faces.size()); i++) {
      parts.add(new ProtocolPart(ProtocolPart.FEATURES, 0, i));
    }
    for (int run = 0; measuresDistances() && run < runs; run++) {
      for (int i = 0; i < batches(faces.size() / 2); i++) {
        parts.add(new ProtocolPart(ProtocolPart.REAL, run, i));
      }
    }
    return parts;
  }

  /** Measures one of these parts. */
  Serializable measure(ProtocolPart part, RandomStreams streams) {
    return part.what().equals(ProtocolPart.FEATURES)
        ? featuresOf(part.batch())
        : distances(part.run(), part.batch(), streams);
  }

  private boolean measuresDistances() {
    return !LpipsMetrics.available(networks, size()).isEmpty();
  }

  private List<float[]> pictures(List<Integer> numbers) {
    return numbers.stream().map(i -> dataset.evaluationSample(faces.get(i)).image()).toList();
  }

  private int size() {
    return dataset.config().size();
  }

  /** Weights, the data's content, how it becomes pictures, and which of them in which order. */
  private String key(InceptionV3 inception) {
    DataConfig data = dataset.config();
    StringBuilder text = new StringBuilder();
    text.append(inception.checksum()).append('\n').append(dataset.report().hash()).append('\n');
    text.append(data.resizing()).append(' ').append(data.size()).append(DECODING);
    faces.forEach(face -> text.append('\n').append(face.name()));
    return Sha256.hex(text.toString());
  }

  /** The features of all, or null without Inception. */
  FeatureSet all() {
    return features().map(known -> set(known, numbers())).orElse(null);
  }

  private static FeatureSet set(FeatureFile file, List<Integer> numbers) {
    try (Opening opening = new Opening()) {
      FeatureSet set = opening.add(new FeatureSet());
      file.forEachBatch(numbers, set::add);
      opening.complete();
      return set;
    }
  }

  private static Map<Metric, Double> distances(
      FeatureFile file, List<Integer> some, List<Integer> others) {
    try (FeatureSet a = set(file, some);
        FeatureSet b = set(file, others)) {
      return a.distances(b);
    }
  }

  /**
   * The row "Real": in each run random halves against each other and the distances of random pairs,
   * each face in one.
   */
  MethodRow real(int runs, RandomStreams streams) {
    MethodRow.Runs row = new MethodRow.Runs();
    Optional<FeatureFile> features = features();
    for (int i = 0; i < runs; i++) {
      int run = i;
      List<Integer> order = order(run, streams);
      List<Integer> half = order.subList(0, order.size() / 2);
      List<Integer> other = order.subList(order.size() / 2, order.size());
      features.ifPresent(known -> row.add(distances(known, half, other)));
      LpipsMetrics lpips = new LpipsMetrics();
      for (int b = 0; measuresDistances() && b < batches(half.size()); b++) {
        int number = b;
        lpips.add(
            measurements.of(
                new ProtocolPart(ProtocolPart.REAL, run, number),
                () -> distances(run, number, streams)));
      }
      row.add(lpips.values());
    }
    return row.row("Real");
  }

  private List<Integer> order(int run, RandomStreams streams) {
    return Shuffle.of(numbers(), streams.at("evaluate.real", run, 0));
  }

  private LpipsSums distances(int run, int number, RandomStreams streams) {
    List<Integer> order = order(run, streams);
    int half = order.size() / 2;
    return LpipsSums.of(
        networks,
        size(),
        pictures(batch(order.subList(0, half), number)),
        pictures(batch(order.subList(half, 2 * half), number)));
  }

  private List<Integer> numbers() {
    return IntStream.range(0, faces.size()).boxed().toList();
  }
}
