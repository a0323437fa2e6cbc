// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsingDataConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Opens face parsers. */
public final class FaceParsers {
  private static final String PREFIX = BiSeNet.NAME + ".";

  /** Side of the squares that the published network was trained for. */
  private static final int PUBLISHED_SIZE = 512;

  private FaceParsers() {}

  /**
   * Opens a parser: a run of {@code ipm train-parser} (its newest undamaged checkpoint), one
   * checkpoint of such a run, or a weight file with the published tensors. A weight file's classes
   * are those of the published network if there are 19 of them, or of the MT scheme if there are
   * 14.
   *
   * @param source what is named; null for the imported weights, or where there are none for the
   *     parser that comes with the program
   * @param workers how many threads may parse at once, each in working memory of its own; others
   *     wait
   * @param damaged told in one line of each newer checkpoint that is damaged
   * @throws UserError if it is none of these
   */
  public static FaceParser open(Path source, int workers, Consumer<String> damaged) {
    Path imported = Pretrained.BISENET.defaultFile();
    if (source == null && !Files.exists(imported)) {
      return new LandmarkParser(workers);
    }
    return load(source == null ? imported : source, workers, damaged);
  }

  /** Opens the parser that comes with the program, for one thread at a time. */
  public static FaceParser shipped() {
    return new LandmarkParser(1);
  }

  private static FaceParser load(Path source, int workers, Consumer<String> damaged) {
    if (Files.isDirectory(source) || Checkpoint.isOne(source)) {
      try (Checkpoint checkpoint = CheckpointStore.model(source, damaged)) {
        return of(source.toString(), checkpoint, workers);
      }
    }
    BiSeNetWeights.Loaded loaded = BiSeNetWeights.read(source);
    LabelScheme labels = labels(source, loaded.sizes().classes());
    return new NetworkParser(loaded.sizes(), loaded.tensors(), labels, PUBLISHED_SIZE, workers);
  }

  /**
   * A parser with these weights, which are copied.
   *
   * @param tensors by published name
   * @param labels what its classes mean, as many as {@code sizes} has
   * @param size side of the square that pictures are brought to, a multiple of 32
   */
  public static FaceParser of(
      BiSeNetConfig sizes, Map<String, INDArray> tensors, LabelScheme labels, int size) {
    return new NetworkParser(sizes, tensors, labels, size, 1);
  }

  private static FaceParser of(String source, Checkpoint checkpoint, int workers) {
    if (!checkpoint.networks().contains(BiSeNet.NAME)) {
      throw new UserError("%s is no face parser: it holds %s", source, checkpoint.networks());
    }
    ConfigTree config = ConfigTree.parse(source + " (its configuration)", checkpoint.config());
    ParsingDataConfig data = config.section("data").read(ParsingDataConfig.class);
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    checkpoint
        .weights()
        .forEach((name, tensor) -> tensors.put(name.substring(PREFIX.length()), tensor));
    return new NetworkParser(
        BiSeNetWeights.sizes(source, tensors), tensors, data.labels(), data.size(), workers);
  }

  /**
   * What the classes of a weight file mean, by their number.
   *
   * @throws UserError if no known scheme has as many
   */
  public static LabelScheme labels(Path source, int classes) {
    for (LabelScheme scheme : new LabelScheme[] {LabelScheme.FACE_PARSING, LabelScheme.MT}) {
      if (scheme.size() == classes) {
        return scheme;
      }
    }
    throw new UserError(
        "%s tells %d classes apart; only weights with 19 (face-parsing) or 14 (mt) are known without a run's configuration",
        source, classes);
  }
}
