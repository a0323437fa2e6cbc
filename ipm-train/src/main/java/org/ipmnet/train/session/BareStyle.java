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
 * The mean style of all bare faces of the training set, which makeup removal transfers towards and
 * every checkpoint keeps; of models whose styles have a mean.
 */
final class BareStyle {
  private final MakeupTransferDataset dataset;
  private final Optional<MakeupModel> removal;
  private INDArray latest;

  /** Of this training set, by networks that go on training. */
  BareStyle(MakeupTransferDataset dataset, MakeupModel model) {
    this.dataset = dataset;
    this.removal = model.removal().filter(MakeupModel::mixesStyles);
  }

  /** Takes the mean of the checkpoint that a run goes on from. */
  void goOnFrom(INDArray mean) {
    latest = mean;
  }

  /**
   * The mean for a checkpoint, [1, style, 1, 1]; empty if styles have none. An untrained network
   * has no style to speak of. A run that was asked to stop takes the mean of the last checkpoint,
   * if there was one: a large set takes minutes on a CPU.
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
    return model.style(dataset.evaluationSample(face).image());
  }
}
