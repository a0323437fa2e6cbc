// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * MUNIT's layer norm, then an activation: each image over all its channels and pixels, (x - mean) /
 * (deviation + 1e-5) with the unbiased deviation and eps outside the root, then gamma and beta per
 * channel. Gamma starts uniform in [0, 1).
 */
public final class LayerNorm extends ChannelNorm {
  private static final long serialVersionUID = 1L;

  /** The norm of images in this layout. */
  public LayerNorm(
      @JsonProperty("channels") int channels,
      @JsonProperty("activation") Activation activation,
      @JsonProperty("layout") Layout layout) {
    super(channels, activation, layout);
  }

  @Override
  String scale() {
    return "gamma";
  }

  @Override
  String shift() {
    return "beta";
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    double[] gamma = random.doubles(channels).toArray();
    parameters.get(scale()).assign(Nd4j.createFromArray(gamma));
    parameters.get(shift()).assign(0);
  }

  @Override
  int groups(long batch) {
    return 0;
  }

  @Override
  INDArray centre(LayerPass pass, INDArray x) {
    long batch = x.size(0);
    long together = x.length() / batch;
    INDArray rows = x.reshape('c', batch, together);
    Channelwise.shift(rows, Channelwise.sums(pass.memory(), rows).divi(-together));
    INDArray deviation =
        Transforms.sqrt(Channelwise.squares(pass.memory(), rows).divi(together - 1), false);
    return spread(deviation.addi(EPSILON).rdivi(1));
  }

  /** One value an image [batch, 1] as a column [batch * c, 1]. */
  private INDArray spread(INDArray perImage) {
    INDArray spread = Nd4j.createUninitialized(perImage.dataType(), perImage.size(0), channels);
    return spread.assign(perImage.broadcast(spread.shape())).reshape('c', spread.length(), 1);
  }

  @Override
  OnnxValue normToOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue x = inputs[0];
    OnnxValue centred = at.node("Sub", x, mean(at, x)).done(channels);
    OnnxValue variance = mean(at, at.node("Mul", centred, centred).done());
    // times n / (n - 1): the mean is over n values, the unbiased variance over one less
    OnnxValue sizes = at.node("Shape", x).withOne("start", 1).done();
    OnnxValue count = at.node("ReduceProd", sizes).withOne("keepdims", 0).done();
    OnnxValue n = at.node("Cast", count).withOne("to", 1).done();
    OnnxValue others = at.node("Sub", n, at.number(1)).done();
    OnnxValue unbiased = at.node("Mul", variance, at.node("Div", n, others).done()).done();
    OnnxValue deviation =
        at.node("Add", at.node("Sqrt", unbiased).done(), at.number(EPSILON)).done();
    OnnxValue normed = at.node("Div", centred, deviation).done(channels);
    OnnxValue scaled = at.node("Mul", normed, forEachChannel(at, scale())).done(channels);
    return at.node("Add", scaled, forEachChannel(at, shift())).done(channels);
  }

  private static OnnxValue mean(OnnxLayer at, OnnxValue x) {
    return at.node("ReduceMean", x).with("axes", 1, 2, 3).done();
  }

  private OnnxValue forEachChannel(OnnxLayer at, String tensor) {
    return at.node("Reshape", at.tensor(tensor), at.constant(channels, 1, 1)).done();
  }

  @Override
  INDArray shared(INDArray column, long batch, long pixels) {
    return spread(Channelwise.byBatch(column, batch).sum(true, 1).divi(channels * pixels));
  }

  /** The deviation's derivative has n - 1 and the bare root where the norm has n and root + eps. */
  @Override
  INDArray deviationFactor(INDArray inverse, long n) {
    return inverse.mul(-EPSILON).addi(1).rdivi((double) n / (n - 1));
  }
}
