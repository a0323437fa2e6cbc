// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.CacheBudget;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.report.ComparedSystem;

/**
 * Several models with the same faces, each as its model sees them. What is decoded is shared by all
 * that read the files alike, and the memory for it by the rest: a data set may fill half the heap.
 *
 * @param models in the order of the request
 */
record ComparedModels(List<ComparedModel> models) {
  /**
   * One of them.
   *
   * @param name in tables
   * @param dataset the faces as it sees them
   * @param split the same faces in the same order for all
   */
  record ComparedModel(
      String name, StoredModel stored, MakeupTransferDataset dataset, EvaluationSplit split) {}

  /**
   * Finds the faces.
   *
   * @throws UserError if the models differ in size, or in the faces that they have not seen
   */
  static ComparedModels of(List<StoredModel> stored, EvaluationSplit.Part part) {
    List<String> names = names(stored);
    StoredModel first = stored.get(0);
    CacheBudget budget = CacheBudget.of(first.config().data());
    List<ComparedModel> models = new ArrayList<>();
    for (StoredModel one : stored) {
      int size = one.config().data().size();
      if (size != first.config().data().size()) {
        throw new UserError(
            "%s has data.size %d, %s %d: a table is of pictures of one size",
            first.path(), first.config().data().size(), one.path(), size);
      }
      MakeupTransferDataset dataset = dataset(one.config(), models, budget);
      EvaluationSplit split = EvaluationSplit.of(dataset, part);
      if (!models.isEmpty()) {
        split = ordered(split, one, models.get(0));
      }
      models.add(new ComparedModel(names.get(models.size()), one, dataset, split));
    }
    return new ComparedModels(models);
  }

  private static MakeupTransferDataset dataset(
      StoredModel.Config config, List<ComparedModel> others, CacheBudget budget) {
    RandomStreams streams = new RandomStreams(config.seed());
    return others.stream()
        .map(ComparedModel::dataset)
        .filter(known -> known.isReadAs(config.data()))
        .findFirst()
        .map(known -> known.sharedWith(config.data(), streams))
        .orElseGet(() -> MakeupTransferDataset.open(config.data(), streams, budget));
  }

  /** The faces in the first model's order. */
  private static EvaluationSplit ordered(
      EvaluationSplit split, StoredModel model, ComparedModel first) {
    Optional<List<FaceFile>> bare = ordered(split.bare(), first.split().bare());
    Optional<List<FaceFile>> madeUp = ordered(split.madeUp(), first.split().madeUp());
    if (bare.isEmpty() || madeUp.isEmpty()) {
      throw new UserError(
          "%s and %s hold out different faces (seeds %d and %d): train with one seed, add test lists to the data, or measure all faces (--split all)",
          first.stored().path(),
          model.path(),
          first.stored().config().seed(),
          model.config().seed());
    }
    return new EvaluationSplit(split.name(), bare.get(), madeUp.get());
  }

  /** Nothing if they are others. */
  private static Optional<List<FaceFile>> ordered(List<FaceFile> faces, List<FaceFile> like) {
    Map<String, FaceFile> byName =
        faces.stream().collect(Collectors.toMap(FaceFile::name, face -> face));
    List<String> names = like.stream().map(FaceFile::name).toList();
    return byName.keySet().equals(Set.copyOf(names))
        ? Optional.of(names.stream().map(byName::get).toList())
        : Optional.empty();
  }

  /** The kind's name, with as much of the path as tells models of one kind apart. */
  private static List<String> names(List<StoredModel> models) {
    List<String> kinds = models.stream().map(m -> m.config().model().title()).toList();
    List<String> files = models.stream().map(StoredModel::fileName).toList();
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
        throw new UserError("the models to compare (--models) name %s twice", paths.get(i));
      }
    }
    return names;
  }

  /** Hash of the photos. */
  String dataHash() {
    return models.get(0).dataset().report().hash();
  }

  /** What each model is. */
  Map<String, String> origin() {
    Map<String, String> origin = new LinkedHashMap<>();
    for (ComparedModel model : models) {
      StoredModel stored = model.stored();
      origin.put(
          model.name(),
          String.format(
              Locale.ROOT,
              "%s, iteration %d, batch %d, seed %d, weights %s",
              stored.path(),
              stored.iteration(),
              stored.config().batch(),
              stored.config().seed(),
              stored.checksum()));
    }
    DataConfig framing = models.get(0).stored().config().data();
    origin.put(
        "pictures",
        String.format(
            Locale.ROOT,
            "data.size %d, data.resize %d, %s, %s",
            framing.size(),
            framing.resize(),
            HyphenatedName.of(framing.resizeForm()),
            HyphenatedName.of(framing.interpolation())));
    return origin;
  }

  /** Opens the models, which are closed with {@code opening}. */
  List<ComparedSystem> open(Opening opening) {
    List<ComparedSystem> systems = new ArrayList<>();
    for (ComparedModel model : models) {
      MakeupModel opened = opening.add(model.stored().load());
      systems.add(new ComparedSystem(model.name(), opened, model.dataset(), model.split()));
    }
    return systems;
  }
}
