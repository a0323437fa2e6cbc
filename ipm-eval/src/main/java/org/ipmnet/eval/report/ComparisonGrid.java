// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.PlanarImage;

/**
 * The same targets and references by every system: references along the top; for each target its
 * face on the left and one row for each system, in their order.
 */
final class ComparisonGrid {
  private static final int TARGETS = 3;
  private static final int REFERENCES = 6;

  private ComparisonGrid() {}

  static BufferedImage draw(List<ComparedSystem> systems, RandomStreams streams) {
    List<List<List<BufferedImage>>> bySystem = new ArrayList<>();
    for (ComparedSystem system : systems) {
      bySystem.add(results(system, streams));
    }
    ComparedSystem first = systems.get(0);
    List<BufferedImage> top = new ArrayList<>();
    top.add(null);
    for (FaceFile file : DrawnFaces.references(first.split(), REFERENCES, streams)) {
      top.add(picture(first, file));
    }
    List<List<BufferedImage>> rows = new ArrayList<>();
    rows.add(top);
    List<FaceFile> targets = DrawnFaces.targets(first.split(), TARGETS, streams);
    for (int t = 0; t < targets.size(); t++) {
      for (int s = 0; s < systems.size(); s++) {
        List<BufferedImage> row = new ArrayList<>();
        row.add(s == 0 ? picture(first, targets.get(t)) : null);
        row.addAll(bySystem.get(s).get(t));
        rows.add(row);
      }
    }
    return ImageGrid.of(rows);
  }

  /** By target, then by reference. */
  private static List<List<BufferedImage>> results(ComparedSystem system, RandomStreams streams) {
    ModelTransfer transfer = new ModelTransfer(system.name(), system.model());
    List<EvaluationFace> references =
        DrawnFaces.references(system.split(), REFERENCES, streams).stream()
            .map(file -> EvaluationFace.read(system.dataset(), file))
            .toList();
    List<List<BufferedImage>> results = new ArrayList<>();
    for (FaceFile file : DrawnFaces.targets(system.split(), TARGETS, streams)) {
      MakeupModel.Canvas canvas = transfer.styled(EvaluationFace.read(system.dataset(), file));
      results.add(
          references.stream()
              .map(face -> picture(system, canvas.paint(transfer.style(face))))
              .toList());
    }
    return results;
  }

  private static BufferedImage picture(ComparedSystem system, FaceFile file) {
    return picture(system, EvaluationFace.read(system.dataset(), file).image());
  }

  private static BufferedImage picture(ComparedSystem system, float[] image) {
    return PlanarImage.toPicture(image, system.dataset().config().size());
  }
}
