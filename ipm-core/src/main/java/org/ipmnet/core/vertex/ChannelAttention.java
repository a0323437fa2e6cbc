// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * x * sigmoid(a), optionally + x, with one a for each channel and image: [batch, c, h, w] or the
 * same with channels last, [batch, c, 1, 1] to the shape of the first.
 */
public final class ChannelAttention extends Layer {
  private static final long serialVersionUID = 1L;

  /** What becomes of x itself. */
  public enum Form {
    /** x * sigmoid(a): attention refinement of BiSeNet. */
    PRODUCT(0),
    /** x * sigmoid(a) + x: its feature fusion. */
    PRODUCT_AND_SELF(1);

    private final double self;

    Form(double self) {
      this.self = self;
    }
  }

  @JsonProperty private final Form form;
  @JsonProperty private final Layout layout;

  /** Attention of the given form, of images with channels first. */
  public ChannelAttention(Form form) {
    this(form, Layout.CHANNELS_FIRST);
  }

  /**
   * Attention of the given form.
   *
   * @param layout of x; null, as in files of earlier versions, for channels first
   */
  @JsonCreator
  public ChannelAttention(@JsonProperty("form") Form form, @JsonProperty("layout") Layout layout) {
    this.form = form;
    this.layout = layout == null ? Layout.CHANNELS_FIRST : layout;
  }

  @Override
  int inputs() {
    return 2;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = inputs[0];
    INDArray sigmoid = Transforms.sigmoid(inputs[1].reshape('c', inputs[1].length(), 1), true);
    INDArray factor = sigmoid.add(form.self);
    memory.release(inputs[1]);
    INDArray y;
    if (pass.recording() || !memory.sole(x)) {
      y = memory.take(x.dataType(), x.shape());
      Channelwise.scale(pixels(x), factor, pixels(y));
      pass.keep(x);
    } else {
      y = x;
      Channelwise.scale(pixels(y), factor);
    }
    pass.note(sigmoid);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue x = inputs[0];
    OnnxValue share = at.node("Sigmoid", inputs[1]).done();
    OnnxValue product = at.node("Mul", x, share).done(x.channels());
    return form == Form.PRODUCT ? product : at.node("Add", product, x).done(x.channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray x = pass.kept(0);
    INDArray sigmoid = (INDArray) pass.noted();
    INDArray[] gradients = new INDArray[2];
    if (pass.wantsInput(1)) {
      INDArray products = Channelwise.products(memory, pixels(gradient), pixels(x));
      products.muli(sigmoid).muli(sigmoid.rsub(1));
      gradients[1] = memory.take(x.dataType(), x.size(0), x.size(1), 1, 1);
      gradients[1].assign(products.reshape(gradients[1].shape()));
    }
    memory.release(x);
    pass.consumed();
    if (pass.wantsInput(0)) {
      gradients[0] = memory.writable(gradient);
      Channelwise.scale(pixels(gradients[0]), sigmoid.add(form.self));
    } else {
      memory.release(gradient);
    }
    return gradients;
  }

  private INDArray pixels(INDArray images) {
    return Channelwise.of(images, layout);
  }
}
