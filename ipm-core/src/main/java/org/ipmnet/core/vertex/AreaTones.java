// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.MatrixProduct;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A picture in which each area has one colour: shares of areas [batch, areas, h, w] and the MLP's
 * output [batch, n], of which this layer's part begins at {@code offset}, red of all areas first,
 * to [batch, 3, h, w].
 */
public final class AreaTones extends Layer {
  private static final long serialVersionUID = 1L;

  private static final int COLOURS = 3;

  @JsonProperty private final int offset;

  /** Tones from this value of the style parameters on. */
  public AreaTones(@JsonProperty("offset") int offset) {
    this.offset = offset;
  }

  @Override
  int inputs() {
    return 2;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray areas = inputs[0];
    INDArray tones = tones(memory, inputs[1], areas.size(1));
    INDArray y =
        memory.take(areas.dataType(), areas.size(0), COLOURS, areas.size(2), areas.size(3));
    MatrixProduct.PLAIN.of(memory, tones, pixels(areas), pixels(y));
    pass.keep(areas);
    pass.keep(tones);
    pass.shape(inputs[1].shape());
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue areas = inputs[0];
    OnnxValue style = at.part(inputs[1], offset, offset + COLOURS * areas.channels());
    // [batch, 3, areas, 1, 1] times [batch, 1, areas, h, w], summed over the areas
    OnnxValue tones =
        at.node("Reshape", style, at.constant(0, COLOURS, areas.channels(), 1, 1)).done();
    OnnxValue shares = at.node("Unsqueeze", areas, at.constant(1)).done();
    OnnxValue coloured = at.node("Mul", tones, shares).done();
    return at.node("ReduceSum", coloured, at.constant(2)).withOne("keepdims", 0).done(COLOURS);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray areas = pass.kept(0);
    INDArray tones = pass.kept(1);
    INDArray[] gradients = new INDArray[2];
    if (pass.wantsInput(0)) {
      gradients[0] = memory.take(areas.dataType(), areas.shape());
      new MatrixProduct(true, false, false)
          .of(memory, tones, pixels(gradient), pixels(gradients[0]));
    }
    if (pass.wantsInput(1)) {
      INDArray ofTones = memory.take(tones.dataType(), tones.shape());
      new MatrixProduct(false, true, false).of(memory, pixels(gradient), pixels(areas), ofTones);
      gradients[1] = memory.zeros(tones.dataType(), pass.shape());
      Elementwise.copy(part(ofTones), part(gradients[1], areas.size(1)));
      memory.release(ofTones);
    }
    memory.release(gradient);
    memory.release(tones);
    pass.drop();
    return gradients;
  }

  /** [batch, 3, areas]. */
  private INDArray tones(Memory memory, INDArray style, long areas) {
    INDArray tones = memory.take(style.dataType(), style.size(0), COLOURS, areas);
    Elementwise.copy(part(style, areas), part(tones));
    return tones;
  }

  private INDArray part(INDArray style, long areas) {
    return Slice.of(style, 1, offset, offset + COLOURS * areas);
  }

  private static INDArray part(INDArray tones) {
    return tones.reshape('c', tones.size(0), tones.length() / tones.size(0));
  }

  /** [batch, channels, pixels]. */
  private static INDArray pixels(INDArray images) {
    return images.reshape('c', images.size(0), images.size(1), images.size(2) * images.size(3));
  }
}
