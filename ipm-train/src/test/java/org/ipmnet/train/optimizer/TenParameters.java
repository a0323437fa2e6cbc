// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.vertex.Linear;
import org.nd4j.linalg.api.buffer.DataType;

/** The smallest thing an optimiser can move. */
final class TenParameters {
  private TenParameters() {}

  static Network network(DataType type) {
    return Network.of(
        "ten",
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .graphBuilder()
            .addInputs("x")
            .addVertex("y", new Linear(4, 2), "x")
            .setOutputs("y")
            .build());
  }
}
