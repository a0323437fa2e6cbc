// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Locale;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.AdaIn;
import org.ipmnet.core.vertex.Concatenation;
import org.ipmnet.core.vertex.Convolution;
import org.ipmnet.core.vertex.DepthwiseConvolution;
import org.ipmnet.core.vertex.GlobalAveragePool;
import org.ipmnet.core.vertex.Layer;
import org.ipmnet.core.vertex.LayoutConversion;
import org.ipmnet.core.vertex.Linear;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.ParametricRelu;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.vertex.RowsBeside;
import org.ipmnet.core.vertex.Sum;
import org.ipmnet.core.vertex.TransposedConvolution;
import org.ipmnet.core.vertex.UpsampledConvolution;
import org.ipmnet.core.vertex.WeightedSums;
import org.ipmnet.core.vertex.WideningSum;
import org.ipmnet.core.vertex.ZeroBorder;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A cursor over DL4J's graph builder: each call adds a block behind the cursor and returns the
 * cursor behind that block, so that a network's code reads from input to output. Vertices are named
 * {@code blocks.0.conv}, {@code res.1.0.norm} and so on; weight files use the same names.
 */
public final class Flow {
  private final GraphBuilder builder;
  private final String at;
  private final int channels;
  private final Padding padding;
  private final Layout layout;

  private Flow(GraphBuilder builder, String at, int channels, Padding padding, Layout layout) {
    this.builder = builder;
    this.at = at;
    this.channels = channels;
    this.padding = padding;
    this.layout = layout;
  }

  /** Behind a layer that was just added. */
  private Flow behind(String vertex, int out) {
    return new Flow(builder, vertex, out, padding, layout);
  }

  /** An empty graph of this data type with named inputs. */
  public static GraphBuilder graph(DataType type, String... inputs) {
    return new NeuralNetConfiguration.Builder()
        .seed(0) // never drawn from; DL4J's default, the clock, would stand in every checkpoint
        .dataType(type)
        .trainingWorkspaceMode(WorkspaceMode.NONE)
        .inferenceWorkspaceMode(WorkspaceMode.NONE)
        .graphBuilder()
        .addInputs(inputs);
  }

  /** Behind an input with that many channels. */
  public static Flow from(GraphBuilder builder, String input, int channels, Padding padding) {
    return new Flow(builder, input, channels, padding, Layout.CHANNELS_FIRST);
  }

  /** The same images in this layout, by a layer of that name if they are in another one. */
  public Flow in(Layout wanted, String name) {
    if (layout == wanted) {
      return this;
    }
    builder.addVertex(name, new LayoutConversion(wanted), at);
    return new Flow(builder, name, channels, padding, wanted);
  }

  /** ConvBlock: padded convolution, norm, activation; k x k, (k - 1) / 2 pixels of padding. */
  public Flow convBlock(
      String name, int out, int kernel, int stride, Norm norm, Activation activation) {
    return convBlock(name + ".conv", name, out, kernel, stride, norm, activation);
  }

  /** A ConvBlock of D: weight files call its convolution by the block's own name. */
  public Flow flatConvBlock(
      String name, int out, int kernel, int stride, Norm norm, Activation activation) {
    return convBlock(name, name, out, kernel, stride, norm, activation);
  }

  private Flow convBlock(
      String convolution,
      String name,
      int out,
      int kernel,
      int stride,
      Norm norm,
      Activation activation) {
    return conv(convolution, out, kernel, stride).normalised(name, norm, activation);
  }

  private Flow normalised(String name, Norm norm, Activation activation) {
    Layer layer = norm.layer(channels, activation, layout);
    return layer == null ? this : then(name + kind(norm), layer, channels);
  }

  private static String kind(Norm norm) {
    return norm == Norm.NONE ? ".activation" : ".norm";
  }

  /** The other flow, whose images must have the same layout. */
  private Flow alike(String name, Flow other) {
    if (other.layout != layout) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s reads images with %s and %s", name, layout, other.layout));
    }
    return other;
  }

  /** ResBlock: x + two ConvBlocks, the second without activation. */
  public Flow resBlock(String name, Norm norm) {
    return convBlock(name + ".0", channels, 3, 1, norm, Activation.RELU)
        .convBlock(name + ".1", channels, 3, 1, norm, Activation.NONE)
        .plus(name, this);
  }

  /** ResBlock whose norms are AdaIN with their parts of {@code style}, from {@code offset} on. */
  public Flow adaInResBlock(String name, Flow style, int offset) {
    return conv(name + ".0.conv", channels, 3, 1)
        .adaIn(name + ".0.norm", style, offset, Activation.RELU)
        .conv(name + ".1.conv", channels, 3, 1)
        .adaIn(name + ".1.norm", style, offset + 2 * channels, Activation.NONE)
        .plus(name, this);
  }

  private Flow adaIn(String name, Flow style, int offset, Activation activation) {
    builder.addVertex(name, new AdaIn(channels, offset, activation, layout), at, style.at);
    return behind(name, channels);
  }

  /** A padded convolution alone: k x k, (k - 1) / 2 pixels of padding. */
  public Flow conv(String name, int out, int kernel, int stride) {
    return conv(name, out, centred(kernel, stride), padding, true);
  }

  /** The same with zeros beyond the border, stride 1. */
  public Flow zeroPaddedConv(String name, int out, int kernel) {
    return conv(name, out, centred(kernel, 1));
  }

  /** The same with zeros beyond the border and without bias. */
  public Flow unbiasedConv(String name, int out, int kernel, int stride) {
    return conv(name, out, centred(kernel, stride), Padding.ZERO, false);
  }

  /** A convolution of any window with zeros beyond the border. */
  public Flow conv(String name, int out, Window window) {
    return conv(name, out, window, Padding.ZERO, true);
  }

  private Flow conv(String name, int out, Window window, Padding beyond, boolean bias) {
    return then(name, new Convolution(channels, out, window, beyond, bias, layout), out);
  }

  private static Window centred(int kernel, int stride) {
    return Window.square(kernel, stride, (kernel - 1) / 2);
  }

  /** A convolution of each channel by itself, in either layout. */
  public Flow depthwiseConv(String name, Window window) {
    return then(name, new DepthwiseConvolution(channels, window, layout));
  }

  /** Zeros around images, in either layout. */
  public Flow zeroBorder(String name, int before, int after) {
    return then(name, new ZeroBorder(before, after, layout));
  }

  /** A ReLU with a slope below 0 for each channel, in either layout. */
  public Flow parametricRelu(String name) {
    return then(name, new ParametricRelu(channels, layout));
  }

  /** The sum with a flow that may have fewer channels, which are added to the first ones. */
  public Flow plusNarrower(String name, Flow other) {
    return with(name, new WideningSum(layout), alike(name, other), channels);
  }

  /** A pool, in either layout. */
  public Flow pool(String name, Pool.Kind kind) {
    return then(name, new Pool(kind, layout));
  }

  /**
   * A transposed convolution that cuts (k - 1) / 2 pixels off on every side: 4x4/2 without output
   * padding and 3x3/2 with one pixel of it double the side.
   */
  public Flow transposedConv(
      String name, int out, int kernel, int stride, int outputPadding, boolean bias) {
    Window window = centred(kernel, stride);
    return planes(name, new TransposedConvolution(channels, out, window, outputPadding, bias), out);
  }

  /** A linear layer with bias. */
  public Flow linear(String name, int out) {
    return then(name, new Linear(channels, out), out);
  }

  /** Nearest neighbour x2, then a 5x5 ConvBlock: [batch, c, h, w] to [batch, out, 2h, 2w]. */
  public Flow upsampledConvBlock(String name, int out, Norm norm, Activation activation) {
    Layer convolution = new UpsampledConvolution(channels, out, padding, layout);
    return then(name + ".conv", convolution, out).normalised(name, norm, activation);
  }

  public Flow averagePool(String name) {
    return pool(name, Pool.Kind.AVERAGE);
  }

  /** The mean of each channel, in either layout: [batch, c, 1, 1]. */
  public Flow globalAveragePool(String name) {
    builder.addVertex(name, new GlobalAveragePool(layout), at);
    return new Flow(builder, name, channels, padding, Layout.CHANNELS_FIRST);
  }

  /** Sums of each channel with each of the weights' channels: [batch, c, weights, 1]. */
  public Flow weightedSums(String name, Flow weights) {
    builder.addVertex(name, new WeightedSums(layout), at, weights.at);
    return new Flow(builder, name, channels, padding, Layout.CHANNELS_FIRST);
  }

  /** Parts of so many rows as channels, see {@link RowsBeside}. */
  public Flow rowsBeside(String name, int parts) {
    return then(name, new RowsBeside(parts), parts * channels);
  }

  /** The sum of two flows. */
  public Flow plus(String name, Flow other) {
    builder.addVertex(name, new Sum(), at, alike(name, other).at);
    return behind(name, channels);
  }

  /** This flow's channels, then those of the others. */
  public Flow beside(String name, Flow... others) {
    String[] inputs = new String[others.length + 1];
    inputs[0] = at;
    int out = channels;
    for (int i = 0; i < others.length; i++) {
      inputs[i + 1] = alike(name, others[i]).at;
      out += others[i].channels;
    }
    builder.addVertex(name, new Concatenation(layout), inputs);
    return behind(name, out);
  }

  /** A layer that knows images with channels first only. */
  private Flow planes(String name, Layer layer, int out) {
    if (layout != Layout.CHANNELS_FIRST) {
      throw new IllegalStateException(name + " needs images with channels first");
    }
    return then(name, layer, out);
  }

  /** Any other layer with one input that leaves the number of channels. */
  public Flow then(String name, Layer layer) {
    return then(name, layer, channels);
  }

  /** Any other layer with one input and {@code out} channels. */
  public Flow then(String name, Layer layer, int out) {
    builder.addVertex(name, layer, at);
    return behind(name, out);
  }

  /** Any layer that reads this flow first and another one second, and has {@code out} channels. */
  public Flow with(String name, Layer layer, Flow other, int out) {
    builder.addVertex(name, layer, at, other.at);
    return behind(name, out);
  }

  /** The name of the layer or input in front of the cursor. */
  public String at() {
    return at;
  }

  /** The number of channels at the cursor. */
  public int channels() {
    return channels;
  }

  /** The graph, ending in these flows. */
  public static ComputationGraphConfiguration end(Flow... outputs) {
    String[] names = new String[outputs.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = outputs[i].at;
    }
    return outputs[0].builder.setOutputs(names).build();
  }
}
