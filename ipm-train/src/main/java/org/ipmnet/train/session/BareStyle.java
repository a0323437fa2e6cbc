// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.List;
import org.ipmnet.core.network.Inference;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The mean style code of all bare faces of the training set, which makeup removal transfers towards
 * and every checkpoint keeps.
 */
final class BareStyle {
  private final MakeupTransferDataset dataset;
  private final Inference inference;
  private INDArray latest;

  /**
   * Of this training set, by networks that go on training.
   *
   * @param latest from the checkpoint that a run goes on from, or null
   */
  BareStyle(MakeupTransferDataset dataset, Inference inference, INDArray latest) {
    this.dataset = dataset;
    this.inference = inference;
    this.latest = latest;
  }

  /** The mean under the current parameters, [1, style, 1, 1]. */
  INDArray mean() {
    List<FaceFile> faces = dataset.train(Side.BARE);
    INDArray sum = style(faces.get(0));
    for (FaceFile face : faces.subList(1, faces.size())) {
      sum.addi(style(face));
    }
    latest = sum.divi(faces.size());
    return latest;
  }

  /**
   * The mean at the last checkpoint, or now if there was none: a large set takes minutes on a CPU,
   * too long for a run that was asked to stop.
   */
  INDArray latest() {
    return latest == null ? mean() : latest;
  }

  private INDArray style(FaceFile face) {
    Sample sample = dataset.evaluationSample(face);
    int size = sample.size();
    return inference.styleCode(Nd4j.createFromArray(sample.image()).reshape(1, 3, size, size));
  }
}
