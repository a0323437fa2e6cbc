// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.method.TransferMethod;
import org.ipmnet.eval.metric.Psnr;
import org.ipmnet.eval.model.MakeupModel;

/**
 * Measures a model on held-out pairs: each of the first bare test faces with each of the first
 * made-up ones. What is measured is G's own output clamped to [-1, 1], before any pasting.
 *
 * <ul>
 *   <li>{@code backgroundPsnr}: dB over the kept pixels
 *   <li>{@code colourMovedSkin}, {@code colourMovedLips}, {@code colourMovedEyes}: the share of the
 *       way from target to reference that the region's mean colour went; with parsing maps only
 *   <li>{@code transferError}, {@code transferErrorLips}, {@code transferErrorEyeShadow}, {@code
 *       transferErrorSkin}: against the ground truth, relative to the untouched target; on
 *       synthetic faces only
 * </ul>
 */
public final class HeldOutEvaluation {
  /** Faces of each side: as many as synthetic sets have the truth of. */
  private static final int FACES = 12;

  private HeldOutEvaluation() {}

  /**
   * Measures.
   *
   * @return value by name; a measure that does not apply to this data is absent
   * @throws UserError if a side has no test faces
   */
  public static Map<String, Double> of(MakeupModel model, MakeupTransferDataset dataset) {
    Psnr background = new Psnr();
    ReferenceMetrics ofReferences =
        new ReferenceMetrics(SyntheticTruth.of(dataset.config()), false);
    List<EvaluationFace> references =
        some(dataset, Side.MADE_UP).stream()
            .map(file -> EvaluationFace.read(dataset, file))
            .toList();
    TransferMethod method = new ModelTransfer("model", model);
    for (FaceFile file : some(dataset, Side.BARE)) {
      EvaluationFace target = EvaluationFace.read(dataset, file);
      TransferMethod.Canvas canvas = method.canvas(target);
      for (EvaluationFace reference : references) {
        MeasuredPair pair = new MeasuredPair(target, reference, canvas.paint(reference));
        background.add(pair.result(), target.image(), target.kept());
        ofReferences.add(pair);
      }
    }
    Map<Metric, Double> found = ofReferences.values();
    background.decibels().ifPresent(v -> found.put(Metric.BACKGROUND_PSNR, v));
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, "transferError", found.get(Metric.TRANSFER_ERROR));
    put(values, "transferErrorLips", found.get(Metric.TRANSFER_ERROR_LIPS));
    put(values, "transferErrorEyeShadow", found.get(Metric.TRANSFER_ERROR_EYES));
    put(values, "transferErrorSkin", found.get(Metric.TRANSFER_ERROR_SKIN));
    put(values, "backgroundPsnr", found.get(Metric.BACKGROUND_PSNR));
    put(values, "colourMovedSkin", found.get(Metric.MOVED_SKIN));
    put(values, "colourMovedLips", found.get(Metric.MOVED_LIPS));
    put(values, "colourMovedEyes", found.get(Metric.MOVED_EYES));
    return values;
  }

  private static List<FaceFile> some(MakeupTransferDataset dataset, Side side) {
    List<FaceFile> test = dataset.test(side);
    if (test.isEmpty()) {
      throw new UserError(
          "%s has no test faces on the %s side; more faces or a test list are needed",
          dataset.config().folder(), side.folder());
    }
    return test.subList(0, Math.min(FACES, test.size()));
  }

  private static void put(Map<String, Double> values, String name, Double value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
