// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.perceptual.ImageNetInput;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.BilinearUpsample;
import org.ipmnet.core.vertex.ChannelAttention;
import org.ipmnet.core.vertex.ChannelAttention.Form;
import org.ipmnet.core.vertex.ChannelShift;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Upsample;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * BiSeNet (Yu et al. 2018) as the published face-parsing program has it: no spatial path, the
 * context path's features at 1/8 take its place. Image [batch, 3, h, w], RGB standardised as {@link
 * ImageNetInput} does, sides multiples of 32, to logits [batch, classes, h, w]. Vertices have the
 * names of the published weight file.
 */
public final class BiSeNet {
  /** The network's name in checkpoints. */
  public static final String NAME = "bisenet";

  private BiSeNet() {}

  /** The network that is trained: batch norms, the main head and two auxiliary ones. */
  public static Network trainable(BiSeNetConfig sizes, DataType type) {
    return Network.of(NAME, graph(sizes, Blocks.NORMED, type));
  }

  /**
   * A trained network as an ONNX graph, norms by themselves under their published names; the
   * auxiliary heads, which only training reads, are left out.
   *
   * @param trained see {@link #trainable}
   * @param classes what it tells apart, in one line
   */
  public static OnnxGraph toOnnx(Network trained, String classes, WeightType weightType) {
    OnnxGraph onnx =
        new OnnxGraph(NAME, "BiSeNet: tells what each pixel of a face shows.", weightType);
    OnnxValue picture =
        onnx.input(
            "picture",
            "red, green and blue, in [0, 1]; sides are multiples of " + BiSeNetConfig.STRIDE,
            "batch",
            3,
            "height",
            "width");
    OnnxArithmetic at = new OnnxArithmetic(onnx, "standardise");
    OnnxValue mean = at.numbers(new long[] {3, 1, 1}, ImageNetInput.mean());
    OnnxValue deviation = at.numbers(new long[] {3, 1, 1}, ImageNetInput.deviation());
    OnnxValue standardised = at.quotient(at.difference(picture, mean), deviation);
    OnnxValue[] scores =
        new OnnxTranslation(trained, "", NAME).firstOutput().addTo(onnx, standardised);
    onnx.output(
        "scores",
        "a score of each class for each pixel, the highest is the class: " + classes,
        scores[0],
        "batch",
        scores[0].channels(),
        "height",
        "width");
    return onnx;
  }

  /** The network for inference: norms folded into the convolutions, the main head alone. */
  static Network working(BiSeNetConfig sizes, DataType type) {
    return Network.of(NAME, graph(sizes, Blocks.FOLDED, type));
  }

  /** The graph; auxiliary heads only where there are norms, as only training reads them. */
  static ComputationGraphConfiguration graph(BiSeNetConfig sizes, Blocks blocks, DataType type) {
    GraphBuilder graph = Flow.graph(type, "image");
    int w = sizes.width();
    Flow image = Flow.from(graph, "image", 3, Padding.ZERO);
    ResNet18 features =
        ResNet18.on(image.in(blocks.layout(), "image.last"), "cp.resnet.", w, blocks)
            .in(Layout.CHANNELS_FIRST);
    // spotless:off
    Flow average = blocks.convBnRelu(
        features.at32().globalAveragePool("cp.avg"), "cp.conv_avg", 2 * w, 1); // [batch, 2w, 1,    1   ]
    Flow at32 = refined(features.at32(), "cp.arm32", 2 * w, blocks)
        .with("cp.sum32", new ChannelShift(), average, 2 * w);                 // [batch, 2w, h/32, w/32]
    Flow coarse = blocks.convBnRelu(
        at32.then("cp.up32", new Upsample()), "cp.conv_head32", 2 * w, 3);     // [batch, 2w, h/16, w/16]
    Flow at16 = refined(features.at16(), "cp.arm16", 2 * w, blocks)
        .plus("cp.sum16", coarse);                                             // [batch, 2w, h/16, w/16]
    Flow context = blocks.convBnRelu(
        at16.then("cp.up16", new Upsample()), "cp.conv_head16", 2 * w, 3);     // [batch, 2w, h/8,  w/8 ]
    Flow fused = fusion(features.at8(), context, 4 * w, blocks);               // [batch, 4w, h/8,  w/8 ]
    Flow main = head(fused, "conv_out", 4 * w, sizes.classes(), 8, blocks);    // [batch, classes, h, w ]
    // spotless:on
    if (blocks == Blocks.FOLDED) {
      return Flow.end(main);
    }
    return Flow.end(
        main,
        head(context, "conv_out16", w, sizes.classes(), 8, blocks),
        head(coarse, "conv_out32", w, sizes.classes(), 16, blocks));
  }

  /** Attention refinement: a 3x3 convolution times the attention that its own average gives. */
  private static Flow refined(Flow x, String name, int out, Blocks blocks) {
    Flow y = blocks.convBnRelu(x, name + ".conv", out, 3);
    Flow attention =
        blocks.conv(
            y.globalAveragePool(name + ".avg"),
            name + ".conv_atten",
            name + ".bn_atten",
            out,
            1,
            1,
            Activation.NONE);
    return y.with(name + ".attention", new ChannelAttention(Form.PRODUCT), attention, out);
  }

  /** Feature fusion of the fine and the contextual features. */
  private static Flow fusion(Flow fine, Flow context, int out, Blocks blocks) {
    Flow y = blocks.convBnRelu(fine.beside("ffm.concat", context), "ffm.convblk", out, 1);
    Flow attention =
        y.globalAveragePool("ffm.avg")
            .unbiasedConv("ffm.conv1", out / 4, 1, 1)
            .then("ffm.relu", new Activate(Activation.RELU));
    attention = attention.unbiasedConv("ffm.conv2", out, 1, 1);
    return y.with("ffm.attention", new ChannelAttention(Form.PRODUCT_AND_SELF), attention, out);
  }

  private static Flow head(
      Flow x, String name, int middle, int classes, int factor, Blocks blocks) {
    Flow y = blocks.convBnRelu(x, name + ".conv", middle, 3);
    return y.unbiasedConv(name + ".conv_out", classes, 1, 1)
        .then(name + ".up", new BilinearUpsample(factor));
  }
}
