// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** x W^T + b: [batch, in] (or [batch, in, 1, 1]) to [batch, out]. */
public final class Linear extends LayerConfig {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int in;
  @JsonProperty private final int out;

  /** A linear layer with bias. */
  public Linear(@JsonProperty("in") int in, @JsonProperty("out") int out) {
    this.in = in;
    this.out = out;
  }

  @Override
  Object[] values() {
    return new Object[] {in, out};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(out, in);
  }

  @Override
  public long multiplications() {
    return in;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.initialise(parameters, random);
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return new long[] {out};
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Multiply(place);
  }

  private final class Multiply extends LayerVertex {
    private static final long serialVersionUID = 1L;

    Multiply(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      return multiply(pass, inputs[0]).addiRowVector(parameter("bias"));
    }

    private INDArray multiply(LayerPass pass, INDArray x) {
      pass.shape(x.shape());
      INDArray rows = x.reshape(x.size(0), in);
      INDArray y = pass.memory().take(x.dataType(), x.size(0), out);
      Nd4j.gemm(rows, parameter("weight"), y, false, true, 1, 0);
      pass.keep(x);
      return y;
    }

    @Override
    public boolean piecewiseLinear() {
      return true;
    }

    @Override
    public INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
      return multiply(own, tangents[0]);
    }

    @Override
    public void addTangentGradient(LayerPass own, INDArray signal) {
      addWeightGradient(own.memory(), own.kept(0), signal);
      own.memory().release(signal);
      own.drop();
    }

    private void addWeightGradient(Memory memory, INDArray x, INDArray gradient) {
      INDArray weightGradient = memory.take(x.dataType(), out, in);
      Nd4j.gemm(gradient, x.reshape(x.size(0), in), weightGradient, true, false, 1, 0);
      addToGradient("weight", weightGradient);
      memory.release(weightGradient);
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      Memory memory = pass.memory();
      INDArray x = pass.kept(0);
      INDArray[] inputGradient = new INDArray[1];
      if (pass.wantsParameters()) {
        addWeightGradient(memory, x, gradient);
        addToGradient("bias", gradient.sum(0));
      }
      if (pass.wantsInput(0)) {
        INDArray result = memory.take(x.dataType(), x.size(0), in);
        Nd4j.gemm(gradient, parameter("weight"), result, false, false, 1, 0);
        inputGradient[0] = result.reshape(pass.shape());
      }
      memory.release(x);
      memory.release(gradient);
      pass.consumed();
      return inputGradient;
    }
  }
}
