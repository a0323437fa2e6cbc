// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StyleMix;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.LevelStrip;
import org.ipmnet.eval.picture.PlanarImage;
import org.ipmnet.eval.picture.SampleGrid;
import org.ipmnet.eval.protocol.EvaluationSplit;

/**
 * Pictures of a model, of faces drawn at random: the paper's, or pairs alone.
 *
 * @param size side of a face in pixels
 * @param grid figure 5: 3 targets with 13 references, or as many as there are
 * @param levels figure 4: target, makeup from light to heavy, reference; one row for each target;
 *     empty of a model that has no levels
 */
public record Figures(int size, BufferedImage grid, Optional<BufferedImage> levels) {
  private static final int TARGETS = 3;
  private static final int REFERENCES = 13;

  /** Shares of the target's own style in figure 4. */
  static final List<Double> ALPHAS = List.of(1.0, 0.75, 0.5, 0.25, 0.0);

  /** Results of a method alone: so many targets with so many references, or all there are. */
  public static Figures pairs(
      TransferMethod method,
      MakeupTransferDataset dataset,
      EvaluationSplit split,
      RandomStreams streams,
      int side) {
    List<EvaluationFace> targets = read(dataset, DrawnFaces.targets(split, side, streams));
    List<EvaluationFace> references = read(dataset, DrawnFaces.references(split, side, streams));
    List<List<float[]>> results = new ArrayList<>();
    for (EvaluationFace target : targets) {
      TransferMethod.Canvas canvas = method.canvas(target);
      results.add(references.stream().map(canvas::paint).toList());
    }
    int size = dataset.config().size();
    return new Figures(size, grid(size, targets, references, results), Optional.empty());
  }

  /** Draws both. */
  public static Figures draw(
      ModelTransfer model,
      MakeupTransferDataset dataset,
      EvaluationSplit split,
      RandomStreams streams) {
    List<EvaluationFace> targets = read(dataset, DrawnFaces.targets(split, TARGETS, streams));
    List<EvaluationFace> references =
        read(dataset, DrawnFaces.references(split, REFERENCES, streams));
    int size = dataset.config().size();
    List<List<float[]>> results = new ArrayList<>();
    List<List<BufferedImage>> strips = new ArrayList<>();
    for (int t = 0; t < targets.size(); t++) {
      EvaluationFace target = targets.get(t);
      MakeupModel.Canvas canvas = model.styled(target);
      List<float[]> row = new ArrayList<>();
      for (EvaluationFace reference : references) {
        row.add(canvas.paint(model.style(reference)));
      }
      results.add(row);
      if (model.mixesStyles()) {
        EvaluationFace reference = references.get(t % references.size());
        strips.add(List.of(strip(model, canvas, target, reference, size)));
      }
    }
    return new Figures(
        size,
        grid(size, targets, references, results),
        strips.isEmpty() ? Optional.empty() : Optional.of(ImageGrid.of(strips)));
  }

  private static BufferedImage strip(
      ModelTransfer model,
      MakeupModel.Canvas canvas,
      EvaluationFace target,
      EvaluationFace reference,
      int size) {
    float[] own = model.style(target);
    float[] other = model.style(reference);
    List<BufferedImage> levels = new ArrayList<>();
    for (double alpha : ALPHAS) {
      float[] mixed = StyleMix.of(own, other, alpha);
      levels.add(PlanarImage.toPicture(canvas.paint(mixed), size));
    }
    return LevelStrip.of(
        PlanarImage.toPicture(target.image(), size),
        levels,
        PlanarImage.toPicture(reference.image(), size));
  }

  private static BufferedImage grid(
      int size,
      List<EvaluationFace> targets,
      List<EvaluationFace> references,
      List<List<float[]>> results) {
    return new SampleGrid(size, images(targets), images(references), results, List.of()).draw();
  }

  private static List<EvaluationFace> read(MakeupTransferDataset dataset, List<FaceFile> files) {
    return files.stream().map(file -> EvaluationFace.read(dataset, file)).toList();
  }

  private static List<float[]> images(List<EvaluationFace> faces) {
    return faces.stream().map(EvaluationFace::image).toList();
  }
}
