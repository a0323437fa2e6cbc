// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.vertex.Linear;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A variable with given values whose gradient a test can read. */
public final class Leaf {
  private final Variable variable;
  private INDArray gradient;

  /** A leaf on a tape; the values are copied. */
  public Leaf(Tape tape, INDArray values) {
    DataType type = values.dataType();
    INDArray copy = tape.memory().take(type, values.shape()).assign(values);
    // Gradients flow to trained networks only: this one, of no consequence, stands for them.
    Variable trained =
        tape.apply(trained(type), Tape.Parameters.TRAINED, tape.constant(Nd4j.create(type, 1, 1)));
    this.variable =
        tape.record(
            copy,
            g -> {
              gradient = g.dup('c');
              tape.memory().release(g);
            },
            trained);
  }

  private static Network trained(DataType type) {
    return Network.of(
        "leaf",
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .graphBuilder()
            .addInputs("x")
            .addVertex("y", new Linear(1, 1), "x")
            .setOutputs("y")
            .build());
  }

  /** The variable. */
  public Variable variable() {
    return variable;
  }

  /** What has flowed back, or null if nothing has. */
  public INDArray gradient() {
    return gradient;
  }
}
