// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Batch norm as PyTorch has it, then an activation: per channel over the whole batch, eps 1e-5,
 * weight and bias. The running mean and the running unbiased variance move by a tenth towards those
 * of the batch at each forward pass in training; they are no parameters, so that neither optimiser
 * nor gradient sees them.
 */
public final class BatchNorm extends ChannelNorm {
  private static final long serialVersionUID = 1L;
  static final double MOMENTUM = 0.1;

  /** Name of the running mean among {@link #statisticShapes}. */
  public static final String RUNNING_MEAN = "running_mean";

  /** Name of the running variance among {@link #statisticShapes}. */
  public static final String RUNNING_VARIANCE = "running_var";

  @JsonProperty private final boolean statisticsStored;

  /** The norm of images in this layout. */
  public BatchNorm(int channels, Activation activation, Layout layout) {
    this(channels, activation, layout, false);
  }

  BatchNorm(
      @JsonProperty("channels") int channels,
      @JsonProperty("activation") Activation activation,
      @JsonProperty("layout") Layout layout,
      @JsonProperty("statisticsStored") boolean statisticsStored) {
    super(channels, activation, layout);
    this.statisticsStored = statisticsStored;
  }

  @Override
  public boolean statisticsStored() {
    return statisticsStored;
  }

  @Override
  public Layer withStatisticsStored() {
    return new BatchNorm(channels, activation, layout, true);
  }

  @Override
  public Map<String, long[]> statisticShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(RUNNING_MEAN, new long[] {channels});
    shapes.put(RUNNING_VARIANCE, new long[] {channels});
    return shapes;
  }

  @Override
  public void initialiseStatistics(
      Map<String, INDArray> statistics, Map<String, INDArray> parameters, RandomGenerator random) {
    statistics.get(RUNNING_MEAN).assign(0);
    statistics.get(RUNNING_VARIANCE).assign(1);
  }

  @Override
  public boolean perImage() {
    return false;
  }

  /** Running statistics, outside of training. */
  @Override
  Affine fixed(LayerPass pass, INDArray x) {
    if (pass.training()) {
      return null;
    }
    requireNoRecord(pass);
    INDArray scale =
        inverse(pass.statistics().get(RUNNING_VARIANCE).dup()).muli(pass.parameter(scale()));
    INDArray shift = pass.statistics().get(RUNNING_MEAN).mul(scale).rsubi(pass.parameter(shift()));
    return new Affine(Channelwise.repeat(scale, x.size(0)), Channelwise.repeat(shift, x.size(0)));
  }

  @Override
  int groups(long batch) {
    return 1;
  }

  @Override
  boolean fixedStatistics(LayerPass pass, INDArray mean, INDArray variance) {
    if (pass.training()) {
      return false;
    }
    requireNoRecord(pass);
    mean.assign(pass.statistics().get(RUNNING_MEAN).reshape(mean.shape()));
    variance.assign(pass.statistics().get(RUNNING_VARIANCE).reshape(mean.shape()));
    return true;
  }

  @Override
  void measured(LayerPass pass, INDArray mean, INDArray variance, long count) {
    follow(pass, mean.reshape(channels), variance.reshape(channels), count);
  }

  @Override
  INDArray centre(LayerPass pass, INDArray x) {
    INDArray pixels = pixels(x);
    long batch = x.size(0);
    long together = batch * Channelwise.count(pixels);
    INDArray mean =
        Channelwise.byBatch(Channelwise.sums(pass.memory(), pixels), batch).sum(0).divi(together);
    Channelwise.shift(pixels, Channelwise.repeat(mean.neg(), batch));
    INDArray variance =
        Channelwise.byBatch(Channelwise.squares(pass.memory(), pixels), batch)
            .sum(0)
            .divi(together);
    follow(pass, mean, variance, together);
    return Channelwise.repeat(inverse(variance), batch);
  }

  private static void requireNoRecord(LayerPass pass) {
    if (pass.recording()) {
      throw new IllegalStateException("batch norm has no backward pass in evaluation mode");
    }
  }

  private static void follow(LayerPass pass, INDArray mean, INDArray variance, long count) {
    follow(pass, RUNNING_MEAN, mean);
    follow(pass, RUNNING_VARIANCE, variance.mul((double) count / Math.max(1, count - 1)));
  }

  private static void follow(LayerPass pass, String name, INDArray value) {
    pass.statistics().get(name).muli(1 - MOMENTUM).addi(value.mul(MOMENTUM));
  }

  @Override
  OnnxValue normToOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.node(
            "BatchNormalization",
            inputs[0],
            at.tensor(scale()),
            at.tensor(shift()),
            at.tensor(RUNNING_MEAN),
            at.tensor(RUNNING_VARIANCE))
        .withNumber("epsilon", (float) EPSILON)
        .done(channels);
  }

  @Override
  INDArray shared(INDArray column, long batch, long pixels) {
    return Channelwise.repeat(
        Channelwise.byBatch(column, batch).sum(0).divi(batch * pixels), batch);
  }
}
