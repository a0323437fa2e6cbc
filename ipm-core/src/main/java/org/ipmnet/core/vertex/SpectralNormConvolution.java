// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.ConvolutionMethod;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution by W / sigma with zeros beyond the border, where sigma estimates the largest
 * singular value of W as a matrix [out, in k k] (Miyato et al. 2018). Each application, in training
 * or not, first makes one power step, v = W^T u / |W^T u|, u = W v / |W v| with 1e-12 added to the
 * lengths; then sigma = u . W v. For the gradient u and v are constants, W in sigma is not: d sigma
 * / d W = u v^T, with the u and v of that very application.
 *
 * <p>[batch, in, h, w] to [batch, out, h', w'] with h' = (h + 2p - k) / s + 1 rounded down. The
 * parameters are {@code bias} [out], which is optional, and {@code weight_bar} = W [out, in, k, k];
 * {@code weight_u} [out] and {@code weight_v} [in k k] are statistics. The names are those of
 * BeautyGAN's program.
 */
public final class SpectralNormConvolution extends SquareKernel {
  private static final long serialVersionUID = 1L;

  /** Added to a length before a vector is divided by it. */
  private static final double EPSILON = 1e-12;

  private static final String WEIGHT = "weight_bar";
  private static final String LEFT = "weight_u";
  private static final String RIGHT = "weight_v";
  private static final String BIAS = "bias";

  @JsonProperty private final boolean bias;

  /** A convolution of {@code kernel} x {@code kernel} with {@code pad} zeros on every side. */
  public SpectralNormConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("kernel") int kernel,
      @JsonProperty("stride") int stride,
      @JsonProperty("pad") int pad,
      @JsonProperty("bias") boolean bias) {
    super(in, out, kernel, stride, pad);
    this.bias = bias;
  }

  @Override
  Object[] values() {
    return new Object[] {in, out, kernel, stride, pad, bias};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    if (bias) {
      shapes.put(BIAS, new long[] {out});
    }
    shapes.put(WEIGHT, new long[] {out, in, kernel, kernel});
    return shapes;
  }

  @Override
  public Map<String, long[]> statisticShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(LEFT, new long[] {out});
    shapes.put(RIGHT, new long[] {(long) in * kernel * kernel});
    return shapes;
  }

  /** One power step serves a whole batch: two batches are not one of twice the size. */
  @Override
  public boolean perImage() {
    return false;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    Kaiming.initialise(parameters, WEIGHT, random);
  }

  /** Normal draws, then one power step. */
  @Override
  public void initialiseStatistics(
      Map<String, INDArray> statistics, Map<String, INDArray> parameters, RandomGenerator random) {
    for (INDArray statistic : statistics.values()) {
      for (long i = 0; i < statistic.length(); i++) {
        statistic.putScalar(i, random.nextGaussian());
      }
      unit(statistic);
    }
    powerStep(parameters, statistics);
  }

  private static INDArray unit(INDArray vector) {
    return vector.divi(vector.norm2Number().doubleValue() + EPSILON);
  }

  /** Moves u and v, and returns sigma. */
  private double powerStep(Map<String, INDArray> parameters, Map<String, INDArray> statistics) {
    INDArray u = statistics.get(LEFT);
    INDArray v = statistics.get(RIGHT);
    INDArray w = parameters.get(WEIGHT).reshape('c', u.length(), v.length());
    v.assign(u.reshape(1, u.length()).mmul(w).reshape(v.length()));
    unit(v);
    INDArray product = w.mmul(v.reshape(v.length(), 1)).reshape(u.length());
    u.assign(product);
    unit(u);
    return Nd4j.getBlasWrapper().dot(u, product);
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Convolve(place);
  }

  /** Sigma and its vectors in one application; later ones move the statistics on. */
  private record Estimate(double sigma, INDArray u, INDArray v) {}

  private final class Convolve extends LayerVertex {
    private static final long serialVersionUID = 1L;

    private final transient ConvolutionMethod convolution =
        new Convolution2d(Window.square(kernel, stride, pad), layout());

    Convolve(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      Memory memory = pass.memory();
      INDArray x = inputs[0];
      double sigma = powerStep(parameters(), statistics());
      INDArray w = parameter(WEIGHT);
      INDArray normed = memory.take(w.dataType(), w.shape());
      w.div(sigma, normed);
      INDArray y = memory.take(x.dataType(), outputShape(x));
      convolution.forward(memory, x, normed, parameter(BIAS), y);
      pass.shape(x.shape());
      pass.keep(normed);
      if (pass.wantsParameters()) {
        pass.note(new Estimate(sigma, statistics().get(LEFT).dup(), statistics().get(RIGHT).dup()));
        pass.keep(x);
      } else {
        memory.release(x);
      }
      return y;
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
      Memory memory = pass.memory();
      INDArray normed = pass.kept(0);
      boolean ofParameters = pass.wantsParameters();
      ConvolutionMethod.Gradients wanted =
          ConvolvingLayer.wanted(
              convolution, pass, ofParameters ? pass.kept(1) : null, normed, gradient);
      if (ofParameters) {
        addThroughNorm((Estimate) pass.noted(), normed, wanted.weight());
        memory.release(wanted.weight());
        if (bias) {
          addToGradient(BIAS, Channelwise.sumsByChannel(memory, gradient, layout()));
        }
      }
      memory.release(gradient);
      pass.drop();
      return new INDArray[] {wanted.input()};
    }

    /** Adds (g - (g . W / sigma) u v^T) / sigma, where g is the gradient of W / sigma. */
    private void addThroughNorm(Estimate estimate, INDArray normed, INDArray ofNormed) {
      INDArray u = estimate.u();
      INDArray v = estimate.v();
      long weights = normed.length();
      double along = Nd4j.getBlasWrapper().dot(ofNormed.reshape(weights), normed.reshape(weights));
      INDArray sum = gradients().get(WEIGHT).reshape(weights);
      Nd4j.getBlasWrapper().axpy(1 / estimate.sigma(), ofNormed.reshape(weights), sum);
      Nd4j.gemm(
          u.reshape(u.length(), 1),
          v.reshape(1, v.length()),
          sum.reshape('c', u.length(), v.length()),
          false,
          false,
          -along / estimate.sigma(),
          1);
    }
  }
}
