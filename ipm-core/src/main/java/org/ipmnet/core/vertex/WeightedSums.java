// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.image.MatrixProduct;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Sums of each channel over the pixels with several sets of weights, means if the weights add up to
 * 1: images, [batch, c, h, w] or with channels last, and weights [batch, r, h, w] to [batch, c, r,
 * 1].
 */
public final class WeightedSums extends Layer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Layout layout;

  /** Over images in this layout. */
  public WeightedSums(@JsonProperty("layout") Layout layout) {
    this.layout = layout;
  }

  @Override
  int inputs() {
    return 2;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = inputs[0];
    INDArray weights = inputs[1];
    INDArray y = memory.take(x.dataType(), x.size(0), layout.channels(x), weights.size(1), 1);
    new MatrixProduct(isLast(), true, false).of(memory, pixels(x), pixels(weights, false), sums(y));
    pass.keep(x);
    pass.keep(weights);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue line = at.constant(0, 0, -1);
    OnnxValue pixels = at.node("Reshape", inputs[0], line).done();
    OnnxValue weights = at.node("Reshape", inputs[1], line).done();
    OnnxValue byPixel = at.node("Transpose", weights).with("perm", 0, 2, 1).done();
    OnnxValue sums = at.node("MatMul", pixels, byPixel).done();
    return at.node("Unsqueeze", sums, at.constant(3)).done(inputs[0].channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray x = pass.kept(0);
    INDArray weights = pass.kept(1);
    INDArray[] gradients = new INDArray[2];
    if (pass.wantsInput(0)) {
      gradients[0] = memory.take(x.dataType(), x.shape());
      INDArray ofX = pixels(gradients[0]);
      if (isLast()) {
        new MatrixProduct(true, true, false)
            .of(memory, pixels(weights, false), sums(gradient), ofX);
      } else {
        MatrixProduct.PLAIN.of(memory, sums(gradient), pixels(weights, false), ofX);
      }
    }
    if (pass.wantsInput(1)) {
      gradients[1] = memory.take(x.dataType(), weights.shape());
      new MatrixProduct(true, isLast(), false)
          .of(memory, sums(gradient), pixels(x), pixels(gradients[1], false));
    }
    memory.release(gradient);
    pass.drop();
    return gradients;
  }

  private boolean isLast() {
    return layout == Layout.CHANNELS_LAST;
  }

  private INDArray pixels(INDArray images) {
    return pixels(images, isLast());
  }

  /** [batch, c, pixels], or [batch, pixels, c] with channels last. */
  private static INDArray pixels(INDArray images, boolean last) {
    long batch = images.size(0);
    long channels = images.size(last ? 3 : 1);
    long pixels = images.length() / (batch * channels);
    return last
        ? images.reshape('c', batch, pixels, channels)
        : images.reshape('c', batch, channels, pixels);
  }

  private static INDArray sums(INDArray y) {
    return y.reshape('c', y.size(0), y.size(1), y.size(2));
  }
}
