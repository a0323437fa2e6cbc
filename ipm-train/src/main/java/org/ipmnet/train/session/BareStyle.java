// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.List;
import java.util.Optional;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.eval.model.MakeupModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The mean style of all bare faces of the training set, which makeup removal transfers towards.
 * Checkpoints of models whose styles can be averaged keep it.
 */
final class BareStyle {
  private final MakeupTransferDataset dataset;
  private final Optional<MakeupModel> removal;
  private INDArray latest;

  /**
   * Computes it when it is asked for.
   *
   * @param model over the networks that are trained
   */
  BareStyle(MakeupTransferDataset dataset, MakeupModel model) {
    this.dataset = dataset;
    this.removal = model.removal().filter(MakeupModel::mixesStyles);
  }

  /** Sets the mean that the checkpoint holds from which a run is resumed. */
  void goOnFrom(INDArray mean) {
    latest = mean;
  }

  /**
   * The mean for a checkpoint, [1, style, 1, 1]; empty if styles cannot be averaged, or nothing is
   * trained yet. A run that was asked to stop reuses the mean of the last checkpoint, if there is
   * one: computing it over a large set takes minutes on a CPU.
   */
  Optional<INDArray> at(Workload.Occasion occasion) {
    if (occasion == Workload.Occasion.BEGINNING) {
      return Optional.empty();
    }
    if (occasion == Workload.Occasion.DUE || latest == null) {
      latest = removal.map(this::mean).orElse(null);
    }
    return Optional.ofNullable(latest);
  }

  private INDArray mean(MakeupModel model) {
    List<FaceFile> faces = dataset.train(Side.BARE);
    float[] sum = style(model, faces.get(0));
    for (FaceFile face : faces.subList(1, faces.size())) {
      float[] style = style(model, face);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += style[i];
      }
    }
    return Nd4j.createFromArray(sum).divi(faces.size()).reshape(1, sum.length, 1, 1);
  }

  private float[] style(MakeupModel model, FaceFile face) {
    return model.style(dataset.evaluationSample(face));
  }
}
