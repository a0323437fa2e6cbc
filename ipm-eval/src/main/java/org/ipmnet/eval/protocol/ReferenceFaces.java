// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.nio.file.Path;
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
  private final Optional<FeatureFile> features;

  ReferenceFaces(
      MakeupTransferDataset dataset, List<FaceFile> faces, MeasuringNetworks networks, int batch) {
    this.dataset = dataset;
    this.faces = faces;
    this.networks = networks;
    this.batch = batch;
    this.features = networks.inception().map(this::features);
  }

  private FeatureFile features(InceptionV3 inception) {
    Path file = FeatureFile.folder().resolve("inception-" + key(inception) + ".npy");
    return FeatureFile.of(
        file,
        faces.size(),
        InceptionV3.FEATURES,
        batch,
        numbers -> {
          try (INDArray photos = PictureBatch.of(pictures(numbers), size())) {
            return inception.features(photos);
          }
        });
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
    return features.map(file -> set(file, numbers())).orElse(null);
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
    for (int run = 0; run < runs; run++) {
      List<Integer> order = Shuffle.of(numbers(), streams.at("evaluate.real", run, 0));
      List<Integer> half = order.subList(0, order.size() / 2);
      List<Integer> other = order.subList(order.size() / 2, order.size());
      features.ifPresent(file -> row.add(distances(file, half, other)));
      LpipsMetrics lpips = new LpipsMetrics(networks, size(), batch);
      if (!LpipsMetrics.available(networks, size()).isEmpty()) {
        for (int i = 0; i < half.size(); i++) {
          List<float[]> pair = pictures(List.of(half.get(i), other.get(i)));
          lpips.add(pair.get(0), pair.get(1));
        }
      }
      row.add(lpips.values());
    }
    return row.row("Real");
  }

  private List<Integer> numbers() {
    return IntStream.range(0, faces.size()).boxed().toList();
  }
}
