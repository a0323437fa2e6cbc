// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Padding, then a convolution with bias: [batch, in, h, w] to [batch, out, h', w'] with h' = (h +
 * 2p - k) / s + 1 rounded down. Weights are [out, in, k, k].
 */
public final class Convolution extends Figure {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int in;
  @JsonProperty private final int out;
  @JsonProperty private final int kernel;
  @JsonProperty private final int stride;
  @JsonProperty private final int pad;
  @JsonProperty private final Padding padding;

  /** A convolution of {@code kernel} x {@code kernel} with {@code pad} pixels on every side. */
  public Convolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("kernel") int kernel,
      @JsonProperty("stride") int stride,
      @JsonProperty("pad") int pad,
      @JsonProperty("padding") Padding padding) {
    this.in = in;
    this.out = out;
    this.kernel = kernel;
    this.stride = stride;
    this.pad = pad;
    this.padding = padding;
  }

  @Override
  Object[] values() {
    return new Object[] {in, out, kernel, stride, pad, padding};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(out, in, kernel, kernel);
  }

  @Override
  public long multiplications() {
    return (long) in * kernel * kernel;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.initialise(parameters, random);
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return new long[] {out, side(inputs[0][1]), side(inputs[0][2])};
  }

  private int zeros() {
    return padding == Padding.ZERO ? pad : 0;
  }

  private long side(long side) {
    return (side + 2L * pad - kernel) / stride + 1;
  }

  @Override
  Operation operation(Operation.Place place) {
    return new Convolve(place);
  }

  private final class Convolve extends Operation {
    private static final long serialVersionUID = 1L;

    private final transient Convolution2d convolution =
        new Convolution2d(kernel, kernel, stride, zeros());

    Convolve(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(Pass pass, INDArray... inputs) {
      return convolve(pass, inputs[0], parameter("bias"));
    }

    @Override
    public boolean piecewiseLinear() {
      return true;
    }

    @Override
    public INDArray tangent(Pass at, Pass own, INDArray... tangents) {
      return convolve(own, tangents[0], null);
    }

    private INDArray convolve(Pass pass, INDArray x, INDArray bias) {
      Memory memory = pass.memory();
      INDArray y = memory.take(x.dataType(), x.size(0), out, side(x.size(2)), side(x.size(3)));
      INDArray padded = padded(memory, x);
      convolution.forward(memory, padded, parameter("weight"), bias, y);
      pass.shape(padded.shape());
      if (pass.wantsParameters()) {
        pass.keep(padded);
      } else {
        memory.release(padded);
      }
      return y;
    }

    @Override
    public void addTangentGradient(Pass own, INDArray signal) {
      INDArray padded = own.kept(0);
      addWeightGradient(
          own.memory(),
          convolution.weightGradient(own.memory(), padded, parameter("weight"), signal));
      own.memory().release(signal);
      own.drop();
    }

    @Override
    public INDArray[] backward(Pass pass, INDArray gradient) {
      Memory memory = pass.memory();
      INDArray weight = parameter("weight");
      INDArray paddedGradient = null;
      if (!pass.wantsParameters()) {
        paddedGradient = convolution.inputGradient(memory, weight, gradient, pass.shape());
      } else {
        INDArray padded = pass.kept(0);
        if (pass.wantsInput(0)) {
          ConvolutionMethod.Gradients both =
              convolution.gradients(memory, padded, weight, gradient);
          paddedGradient = both.input();
          addWeightGradient(memory, both.weight());
        } else {
          addWeightGradient(memory, convolution.weightGradient(memory, padded, weight, gradient));
        }
        addToGradient("bias", sumByChannel(memory, gradient));
      }
      memory.release(gradient);
      pass.drop();
      return new INDArray[] {paddedGradient == null ? null : unpadded(memory, paddedGradient)};
    }

    private void addWeightGradient(Memory memory, INDArray gradient) {
      addToGradient("weight", gradient);
      memory.release(gradient);
    }

    private INDArray unpadded(Memory memory, INDArray gradient) {
      return pad == 0 ? gradient : padding.fold(memory, gradient, pad);
    }

    /**
     * The bias's gradient: ND4J's own sums pixel after pixel, which rounds more and takes longer.
     */
    private static INDArray sumByChannel(Memory memory, INDArray gradient) {
      return Rows.byBatch(Rows.sums(memory, Rows.of(gradient)), gradient.size(0)).sum(0);
    }

    private INDArray padded(Memory memory, INDArray x) {
      return pad == 0 ? x : padding.pad(memory, x, pad);
    }
  }
}
