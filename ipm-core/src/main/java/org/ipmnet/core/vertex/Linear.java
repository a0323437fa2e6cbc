// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.image.MatrixProduct;
import org.ipmnet.core.image.RowBroadcast;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** x W^T + b: [batch, in] (or [batch, in, 1, 1]) to [batch, out]. */
public final class Linear extends Layer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int in;
  @JsonProperty private final int out;

  /** A linear layer with bias. */
  public Linear(@JsonProperty("in") int in, @JsonProperty("out") int out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(true, out, in);
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
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray y = multiply(pass, inputs[0]);
    RowBroadcast.add(y, pass.parameter("bias"));
    return y;
  }

  private INDArray multiply(LayerPass pass, INDArray x) {
    pass.shape(x.shape());
    INDArray rows = x.reshape(x.size(0), in);
    INDArray y = pass.memory().take(x.dataType(), x.size(0), out);
    new MatrixProduct(false, true, false).of(pass.memory(), rows, pass.parameter("weight"), y);
    pass.keep(x);
    return y;
  }

  @Override
  public boolean piecewiseLinear() {
    return true;
  }

  @Override
  INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    return multiply(own, tangents[0]);
  }

  @Override
  void addTangentGradient(LayerPass own, INDArray signal) {
    addWeightGradient(own, signal);
    own.memory().release(signal);
    own.drop();
  }

  private void addWeightGradient(LayerPass pass, INDArray gradient) {
    INDArray x = pass.kept(0);
    INDArray weightGradient = pass.memory().take(x.dataType(), out, in);
    new MatrixProduct(true, false, false)
        .of(pass.memory(), gradient, x.reshape(x.size(0), in), weightGradient);
    pass.addToGradient("weight", weightGradient);
    pass.memory().release(weightGradient);
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue rows = at.node("Flatten", inputs[0]).done();
    return at.node("Gemm", rows, at.tensor("weight"), at.tensor("bias"))
        .withOne("transB", 1)
        .done(out);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray[] inputGradient = new INDArray[1];
    if (pass.wantsParameters()) {
      addWeightGradient(pass, gradient);
      pass.addToGradient("bias", gradient.sum(0));
    }
    if (pass.wantsInput(0)) {
      INDArray result = memory.take(gradient.dataType(), gradient.size(0), in);
      MatrixProduct.PLAIN.of(memory, gradient, pass.parameter("weight"), result);
      inputGradient[0] = result.reshape(pass.shape());
    }
    memory.release(gradient);
    pass.drop();
    return inputGradient;
  }
}
