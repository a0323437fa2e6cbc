// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A convolution by W / sigma with zeros beyond the border, where sigma estimates the largest
 * singular value of W as a matrix [out, in kh kw] (Miyato et al. 2018). Each application, in
 * training or not, first makes one power step, v = W^T u / |W^T u|, u = W v / |W v| with 1e-12
 * added to the lengths; then sigma = u . W v. For the gradient u and v are constants, W in sigma is
 * not: d sigma / d W = u v^T, with the u and v of that very application.
 *
 * <p>The parameters are {@code bias} [out], which is optional, and {@code weight_bar} = W [out, in,
 * kh, kw]; {@code weight_u} [out] and {@code weight_v} [in kh kw] are statistics. The names are
 * those of BeautyGAN's program.
 */
public final class SpectralNormConvolution extends KernelLayer {
  private static final long serialVersionUID = 1L;

  /** Added to a length before a vector is divided by it. */
  private static final double EPSILON = 1e-12;

  private static final String UNNORMED = "weight_bar";
  private static final String LEFT = "weight_u";
  private static final String RIGHT = "weight_v";

  @JsonProperty private final boolean statisticsStored;

  /** A convolution of images with channels first. */
  public SpectralNormConvolution(int in, int out, Window window, boolean bias) {
    this(in, out, window, bias, false);
  }

  SpectralNormConvolution(
      @JsonProperty("in") int in,
      @JsonProperty("out") int out,
      @JsonProperty("window") Window window,
      @JsonProperty("bias") boolean bias,
      @JsonProperty("statisticsStored") boolean statisticsStored) {
    super(in, out, window, bias, Layout.CHANNELS_FIRST);
    this.statisticsStored = statisticsStored;
  }

  @Override
  public boolean statisticsStored() {
    return statisticsStored;
  }

  @Override
  public Layer withStatisticsStored() {
    return new SpectralNormConvolution(in, out, window, bias, true);
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    if (bias) {
      shapes.put(BIAS, new long[] {out});
    }
    shapes.put(UNNORMED, new long[] {out, in, window.height(), window.width()});
    return shapes;
  }

  @Override
  public Map<String, long[]> statisticShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(LEFT, new long[] {out});
    shapes.put(RIGHT, new long[] {(long) in * window.height() * window.width()});
    return shapes;
  }

  /** One power step serves a whole batch: two batches are not one of twice the size. */
  @Override
  public boolean perImage() {
    return false;
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
  private static double powerStep(
      Map<String, INDArray> parameters, Map<String, INDArray> statistics) {
    INDArray u = statistics.get(LEFT);
    INDArray v = statistics.get(RIGHT);
    INDArray w = parameters.get(UNNORMED).reshape('c', u.length(), v.length());
    v.assign(u.reshape(1, u.length()).mmul(w).reshape(v.length()));
    unit(v);
    INDArray product = w.mmul(v.reshape(v.length(), 1)).reshape(u.length());
    u.assign(product);
    unit(u);
    return Nd4j.getBlasWrapper().dot(u, product);
  }

  /** W / sigma and what it was made with in one application; later ones move u and v on. */
  private record Normed(INDArray weight, double sigma, INDArray u, INDArray v) {}

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    double sigma = powerStep(pass.parameters(), pass.statistics());
    INDArray w = pass.parameter(UNNORMED);
    INDArray normed = pass.memory().take(w.dataType(), w.shape());
    w.div(sigma, normed);
    INDArray y = convolve(pass, x, normed, pass.parameter(BIAS), outputShape(x));
    pass.keep(normed);
    pass.note(
        new Normed(
            normed, sigma, pass.statistics().get(LEFT).dup(), pass.statistics().get(RIGHT).dup()));
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    Map<String, INDArray> moved = new HashMap<>();
    statisticShapes().keySet().forEach(name -> moved.put(name, at.values().get(name).dup()));
    INDArray unnormed = at.values().get(UNNORMED);
    INDArray normed = unnormed.div(powerStep(at.values(), moved)); // as the next application has it
    return toOnnx(at, inputs[0], window, at.tensor(WEIGHT, normed), 1);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    return new INDArray[] {backThrough(pass, ((Normed) pass.noted()).weight(), gradient)};
  }

  /** Adds (g - (g . W / sigma) u v^T) / sigma, where g is the gradient of W / sigma. */
  @Override
  void addWeightGradient(LayerPass pass, INDArray gradient) {
    Normed normed = (Normed) pass.noted();
    INDArray u = normed.u();
    INDArray v = normed.v();
    INDArray line = gradient.reshape(gradient.length());
    double along = Nd4j.getBlasWrapper().dot(line, normed.weight().reshape(line.length()));
    INDArray sum = pass.gradient(UNNORMED).reshape(line.length());
    Nd4j.getBlasWrapper().axpy(1 / normed.sigma(), line, sum);
    Nd4j.gemm(
        u.reshape(u.length(), 1),
        v.reshape(1, v.length()),
        sum.reshape('c', u.length(), v.length()),
        false,
        false,
        -along / normed.sigma(),
        1);
  }
}
