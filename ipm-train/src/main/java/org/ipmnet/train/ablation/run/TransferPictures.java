// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.random.Shuffle;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.PlanarImage;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.protocol.EvaluationSplit;

/**
 * A few pairs of faces, side by side: rows for the grid picture of an ablation.
 *
 * @param targets bare faces
 * @param references made-up ones, one for each target
 * @param results targets in the references' makeup
 */
public record TransferPictures(
    BufferedImage targets, BufferedImage references, BufferedImage results) {
  private static final int PAIRS = 8;

  /** Draws pairs that are a function of the faces and the streams alone. */
  static TransferPictures draw(
      TransferMethod method,
      MakeupTransferDataset dataset,
      EvaluationSplit faces,
      RandomStreams streams) {
    int size = dataset.config().size();
    int pairs = Math.min(PAIRS, Math.max(faces.bare().size(), faces.madeUp().size()));
    List<FaceFile> bare = drawn(faces.bare(), pairs, streams.at("ablation.pair", 0, 0));
    List<FaceFile> madeUp = drawn(faces.madeUp(), pairs, streams.at("ablation.pair", 1, 0));
    List<List<BufferedImage>> rows =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < pairs; i++) {
      EvaluationFace target = EvaluationFace.read(dataset, bare.get(i));
      EvaluationFace reference = EvaluationFace.read(dataset, madeUp.get(i));
      rows.get(0).add(PlanarImage.toPicture(target.image(), size));
      rows.get(1).add(PlanarImage.toPicture(reference.image(), size));
      rows.get(2).add(PlanarImage.toPicture(method.canvas(target).paint(reference), size));
    }
    return new TransferPictures(row(rows.get(0)), row(rows.get(1)), row(rows.get(2)));
  }

  /** All in a random order, again from the beginning if there are too few. */
  private static List<FaceFile> drawn(List<FaceFile> faces, int count, RandomGenerator random) {
    List<FaceFile> order = Shuffle.some(faces, faces.size(), random);
    List<FaceFile> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(order.get(i % order.size()));
    }
    return drawn;
  }

  private static BufferedImage row(List<BufferedImage> pictures) {
    return ImageGrid.of(List.of(pictures));
  }

  /** Writes three pictures into a run's folder {@code transfers}. */
  void writeTo(Path run) {
    AtomicFile.makeFolder(folder(run));
    Png.write(targets(run), targets);
    Png.write(references(run), references);
    Png.write(results(run), results);
  }

  private static Path folder(Path run) {
    return run.resolve("transfers");
  }

  /** Where a run's targets are. */
  public static Path targets(Path run) {
    return folder(run).resolve("targets.png");
  }

  /** Where a run's references are. */
  public static Path references(Path run) {
    return folder(run).resolve("references.png");
  }

  /** Where a run's results are. */
  public static Path results(Path run) {
    return folder(run).resolve("results.png");
  }
}
