// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.CacheBudget;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.measure.EvaluationSplit;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.report.ComparedSystem;
import org.ipmnet.train.config.RunConfig;

/**
 * Several models with the same faces, each as its model sees them. What is decoded is shared by all
 * that read the files alike, and the memory for it by the rest: a data set may fill half the heap.
 */
final class ComparedModels {
  private final List<MeasuredModel> models;
  private final List<String> names;
  private final List<MakeupTransferDataset> datasets = new ArrayList<>();
  private final List<EvaluationSplit> splits = new ArrayList<>();
  private final CacheBudget budget;

  private ComparedModels(List<MeasuredModel> models) {
    this.models = models;
    this.names = names(models);
    this.budget = CacheBudget.of(models.get(0).config().data());
  }

  /**
   * Finds the faces.
   *
   * @throws UserError if the models differ in size, or in the faces that they have not seen
   */
  static ComparedModels of(List<MeasuredModel> models, EvaluationSplit.Part part) {
    ComparedModels compared = new ComparedModels(models);
    for (MeasuredModel model : models) {
      compared.add(model, part);
    }
    return compared;
  }

  private void add(MeasuredModel model, EvaluationSplit.Part part) {
    RunConfig first = models.get(0).config();
    RunConfig config = model.config();
    if (config.data().size() != first.data().size()) {
      throw new UserError(
          "%s has data.size %d, %s %d: a table is of pictures of one size",
          models.get(0).path(), first.data().size(), model.path(), config.data().size());
    }
    MakeupTransferDataset dataset = dataset(config);
    EvaluationSplit split = EvaluationSplit.of(dataset, part);
    if (!splits.isEmpty()) {
      EvaluationSplit same = splits.get(0);
      split =
          new EvaluationSplit(
              split.name(),
              ordered(split.bare(), same.bare(), model),
              ordered(split.madeUp(), same.madeUp(), model));
    }
    datasets.add(dataset);
    splits.add(split);
  }

  private MakeupTransferDataset dataset(RunConfig config) {
    RandomStreams streams = new RandomStreams(config.seed());
    return datasets.stream()
        .filter(known -> known.isReadAs(config.data()))
        .findFirst()
        .map(known -> known.sharedWith(config.data(), streams))
        .orElseGet(() -> MakeupTransferDataset.open(config.data(), streams, budget));
  }

  /** The faces in the first model's order. */
  private List<FaceFile> ordered(List<FaceFile> faces, List<FaceFile> like, MeasuredModel model) {
    Map<String, FaceFile> byName =
        faces.stream().collect(Collectors.toMap(FaceFile::name, face -> face));
    if (!byName.keySet().equals(like.stream().map(FaceFile::name).collect(Collectors.toSet()))) {
      throw new UserError(
          "%s and %s hold out different faces (seeds %d and %d): train with one seed, add test lists to the data, or use --split all",
          models.get(0).path(), model.path(), models.get(0).config().seed(), model.config().seed());
    }
    return like.stream().map(face -> byName.get(face.name())).toList();
  }

  /** The kind's name, with as much of the path as tells models of one kind apart. */
  private static List<String> names(List<MeasuredModel> models) {
    List<String> kinds = models.stream().map(m -> m.config().model().kind().title()).toList();
    List<String> files = models.stream().map(MeasuredModel::fileName).toList();
    List<String> paths = models.stream().map(m -> m.path().toString()).toList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      if (Collections.frequency(kinds, kinds.get(i)) == 1) {
        names.add(kinds.get(i));
      } else if (Collections.frequency(files, files.get(i)) == 1) {
        names.add(String.format(Locale.ROOT, "%s (%s)", kinds.get(i), files.get(i)));
      } else if (Collections.frequency(paths, paths.get(i)) == 1) {
        names.add(String.format(Locale.ROOT, "%s (%s)", kinds.get(i), paths.get(i)));
      } else {
        throw new UserError("--models names %s twice", paths.get(i));
      }
    }
    return names;
  }

  /** The data set of each model. */
  List<MakeupTransferDataset> datasets() {
    return List.copyOf(datasets);
  }

  /** Hash of the photos. */
  String dataHash() {
    return datasets.get(0).report().hash();
  }

  /** What each model is. */
  Map<String, String> origin() {
    Map<String, String> origin = new LinkedHashMap<>();
    for (int i = 0; i < models.size(); i++) {
      MeasuredModel model = models.get(i);
      origin.put(
          names.get(i),
          String.format(
              Locale.ROOT,
              "%s, iteration %d, batch %d, seed %d, weights %s",
              model.path(),
              model.iteration(),
              model.config().batch(),
              model.config().seed(),
              model.checksum()));
    }
    DataConfig framing = models.get(0).config().data();
    origin.put(
        "pictures",
        String.format(
            Locale.ROOT,
            "data.size %d, data.resize %d, %s, %s",
            framing.size(),
            framing.resize(),
            ConfigTree.hyphenated(framing.resizeForm()),
            ConfigTree.hyphenated(framing.interpolation())));
    return origin;
  }

  /** Opens the models. */
  Opened open() {
    try (Opening opening = new Opening()) {
      List<ComparedSystem> systems = new ArrayList<>();
      for (int i = 0; i < models.size(); i++) {
        MakeupModel model = opening.add(models.get(i).load());
        systems.add(new ComparedSystem(names.get(i), model, datasets.get(i), splits.get(i)));
      }
      opening.complete();
      return new Opened(systems);
    }
  }

  /** Models at work. */
  record Opened(List<ComparedSystem> systems) implements AutoCloseable {
    @Override
    public void close() {
      Opening.closeAll(systems.stream().map(ComparedSystem::model).toList());
    }
  }
}
