// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network's outputs as Java's arrays. */
final class NetworkValues {
  private NetworkValues() {}

  /** The elements of each in C order; the outputs are the caller's own arrays. */
  static float[][] of(INDArray... outputs) {
    float[][] values = new float[outputs.length][];
    for (int i = 0; i < values.length; i++) {
      Nd4j.getAffinityManager().ensureLocation(outputs[i], AffinityManager.Location.HOST);
      values[i] = new float[(int) outputs[i].length()];
      outputs[i].data().asNioFloat().get(values[i]);
    }
    return values;
  }
}
