// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxNode;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Pooling of each channel by itself: [batch, c, h, w] to [batch, c, h', w'], or the same with
 * channels last.
 */
public final class Pool extends Layer {
  private static final long serialVersionUID = 1L;

  /** The pools of the networks. */
  public enum Kind {
    /** Between the scales of D: 3x3/2, average, padding 1 on every side, padding not counted. */
    AVERAGE("avgpool2d", Window.square(3, 2, 1)),
    /**
     * In the stem of a ResNet-50: 3x3/2, maximum, no padding, the last window may overhang (ceil
     * mode).
     */
    MAXIMUM_CEIL("maxpool2d", Window.square(3, 2, 0)),
    /** In the stem of a ResNet-18: 3x3/2, maximum, padding 1 on every side that never wins. */
    MAXIMUM("maxpool2d", Window.square(3, 2, 1)),
    /** At the end of a ResNet-50: 7x7/1, average, no padding. */
    AVERAGE_7X7("avgpool2d", Window.square(7, 1, 0)),
    /** In Inception v3 and AlexNet: 3x3/2, maximum, no padding, whole windows only. */
    MAXIMUM_3X3("maxpool2d", Window.square(3, 2, 0)),
    /** In VGG-16: 2x2/2, maximum. */
    MAXIMUM_2X2("maxpool2d", Window.square(2, 2, 0)),
    /** In an Inception block: 3x3/1, average, padding 1 on every side, padding not counted. */
    AVERAGE_SAME("avgpool2d", Window.square(3, 1, 1)),
    /** In FID's last Inception block: 3x3/1, maximum, padding 1 on every side. */
    MAXIMUM_SAME("maxpool2d", Window.square(3, 1, 1));

    private final String op;
    private final Window window;

    Kind(String op, Window window) {
      this.op = op;
      this.window = window;
    }

    /** The side of the output. */
    private long side(long side) {
      return window.rows(this == MAXIMUM_CEIL ? side + 1 : side);
    }

    /** Kernel, stride, padding, dilation, no "same" mode, divide by what lies inside, layout. */
    private int[] arguments(Layout layout) {
      int kernel = window.height();
      int stride = window.stride();
      int pad = window.padRows();
      return new int[] {kernel, kernel, stride, stride, pad, pad, 1, 1, 0, 0, layout.flag()};
    }
  }

  @JsonProperty private final Kind kind;
  @JsonProperty private final Layout layout;

  /** A pool of images in this layout. */
  public Pool(@JsonProperty("kind") Kind kind, @JsonProperty("layout") Layout layout) {
    this.kind = kind;
    this.layout = layout;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = inputs[0];
    pass.shape(x.shape());
    INDArray source = kind == Kind.MAXIMUM_CEIL ? overhung(memory, x) : x;
    INDArray y =
        layout.take(
            memory, x, layout.channels(x), kind.side(layout.height(x)), kind.side(layout.width(x)));
    if (kind == Kind.MAXIMUM && layout == Layout.CHANNELS_FIRST) {
      new SeparableMaximum(3, 2, 1).of(memory, source, y);
    } else {
      Nd4j.exec(
          DynamicCustomOp.builder(kind.op)
              .addInputs(source)
              .addOutputs(y)
              .addIntegerArguments(kind.arguments(layout))
              .build());
    }
    pass.keep(source);
    return y;
  }

  @Override
  public boolean piecewiseLinear() {
    return kind == Kind.AVERAGE;
  }

  @Override
  INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    return forward(own, tangents);
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    Window window = kind.window;
    boolean average = kind.op.startsWith("avg");
    OnnxNode node =
        at.node(average ? "AveragePool" : "MaxPool", inputs[0])
            .with("kernel_shape", window.height(), window.width())
            .with("strides", window.stride(), window.stride())
            .with("pads", window.pads())
            .withOne("ceil_mode", kind == Kind.MAXIMUM_CEIL ? 1 : 0);
    return (average ? node.withOne("count_include_pad", 0) : node).done(inputs[0].channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray source = pass.kept(0);
    INDArray g = memory.take(gradient.dataType(), source.shape());
    Nd4j.exec(
        DynamicCustomOp.builder(kind.op + "_bp")
            .addInputs(source, gradient)
            .addOutputs(g)
            .addIntegerArguments(kind.arguments(layout))
            .build());
    memory.release(source);
    memory.release(gradient);
    pass.consumed();
    if (Arrays.equals(g.shape(), pass.shape())) {
      return new INDArray[] {g};
    }
    INDArray inner = memory.take(g.dataType(), pass.shape());
    inner.assign(layout.corner(g, layout.height(inner), layout.width(inner)));
    memory.release(g);
    return new INDArray[] {inner};
  }

  /** Lets the last window overhang by a border that never is the maximum. */
  private INDArray overhung(Memory memory, INDArray x) {
    long h = 2 * kind.side(layout.height(x)) + 1;
    long w = 2 * kind.side(layout.width(x)) + 1;
    if (h == layout.height(x) && w == layout.width(x)) {
      return x;
    }
    INDArray larger = layout.take(memory, x, layout.channels(x), h, w);
    larger.assign(-Float.MAX_VALUE);
    layout.corner(larger, layout.height(x), layout.width(x)).assign(x);
    memory.release(x);
    return larger;
  }
}
