// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.network.Inference;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The mean style code of bare training faces, which makeup removal transfers towards. It is kept in
 * every checkpoint, so it is taken over a fixed few faces, evenly spaced: all of them would cost
 * minutes.
 */
final class BareStyle {
  private static final int FACES = 64;

  private final List<INDArray> faces = new ArrayList<>();
  private final Inference inference;

  BareStyle(MakeupTransferDataset dataset, Inference inference) {
    this.inference = inference;
    List<FaceFile> bare = dataset.train(Side.BARE);
    int count = Math.min(FACES, bare.size());
    for (int i = 0; i < count; i++) {
      Sample sample = dataset.evaluationSample(bare.get(i * bare.size() / count));
      int size = sample.size();
      faces.add(Nd4j.createFromArray(sample.image()).reshape(1, 3, size, size));
    }
  }

  /** The mean under the current parameters, [1, style, 1, 1]. */
  INDArray mean() {
    INDArray sum = inference.styleCode(faces.get(0));
    for (INDArray face : faces.subList(1, faces.size())) {
      sum.addi(inference.styleCode(face));
    }
    return sum.divi(faces.size());
  }
}
