// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.vertex.RectangularConvolution.Extent;
import org.junit.jupiter.api.Test;

/** The configurations of vertices: identity and JSON. */
class LayerConfigTest {
  /** Neighbours differ in one value only. */
  private static final List<LayerConfig> FIGURES =
      List.of(
          new Convolution(2, 3, 4, 2, 1, Padding.REFLECT),
          new Convolution(3, 3, 4, 2, 1, Padding.REFLECT),
          new Convolution(3, 4, 4, 2, 1, Padding.REFLECT),
          new Convolution(3, 4, 5, 2, 1, Padding.REFLECT),
          new Convolution(3, 4, 5, 1, 1, Padding.REFLECT),
          new Convolution(3, 4, 5, 1, 2, Padding.REFLECT),
          new Convolution(3, 4, 5, 1, 2, Padding.ZERO),
          new Convolution(3, 4, 5, 1, 2, Padding.ZERO, Layout.CHANNELS_LAST),
          new UpsampledConvolution(2, 3, Padding.ZERO),
          new UpsampledConvolution(2, 3, Padding.REFLECT),
          new UpsampledConvolution(2, 3, Padding.REFLECT, Layout.CHANNELS_LAST),
          RectangularConvolution.of(2, 3, new Extent(1, 7), 1, new Extent(0, 3)),
          RectangularConvolution.of(2, 3, new Extent(7, 1), 1, new Extent(0, 3)),
          RectangularConvolution.of(2, 3, new Extent(1, 7), 2, new Extent(0, 3)),
          RectangularConvolution.of(2, 3, new Extent(1, 7), 1, new Extent(3, 0)),
          RectangularConvolution.of(2, 4, new Extent(1, 7), 1, new Extent(0, 3)),
          RectangularConvolution.of(
              2, 4, new Extent(1, 7), 1, new Extent(0, 3), Layout.CHANNELS_LAST),
          new LayoutConversion(Layout.CHANNELS_LAST),
          new LayoutConversion(Layout.CHANNELS_FIRST),
          new Linear(2, 3),
          new Linear(3, 3),
          new Linear(3, 4),
          new BatchNorm(2, Activation.RELU),
          new BatchNorm(3, Activation.RELU),
          new BatchNorm(3, Activation.NONE),
          new BatchNorm(3, Activation.NONE, Layout.CHANNELS_LAST),
          new InstanceNorm(Activation.NONE),
          new InstanceNorm(Activation.LEAKY_RELU),
          new InstanceNorm(Activation.LEAKY_RELU, Layout.CHANNELS_LAST),
          new AffineInstanceNorm(3, Activation.NONE),
          new AffineInstanceNorm(4, Activation.NONE),
          new AffineInstanceNorm(4, Activation.RELU),
          new SpectralNormConvolution(2, 3, 4, 2, 1, true),
          new SpectralNormConvolution(3, 3, 4, 2, 1, true),
          new SpectralNormConvolution(3, 4, 4, 2, 1, true),
          new SpectralNormConvolution(3, 4, 5, 2, 1, true),
          new SpectralNormConvolution(3, 4, 5, 1, 1, true),
          new SpectralNormConvolution(3, 4, 5, 1, 2, true),
          new SpectralNormConvolution(3, 4, 5, 1, 2, false),
          new LayerNorm(3, Activation.NONE),
          new LayerNorm(4, Activation.NONE),
          new LayerNorm(4, Activation.RELU),
          new LayerNorm(4, Activation.RELU, Layout.CHANNELS_LAST),
          new AdaIn(4, 0, Activation.RELU),
          new AdaIn(5, 0, Activation.RELU),
          new AdaIn(5, 8, Activation.RELU),
          new AdaIn(5, 8, Activation.NONE),
          new AdaIn(5, 8, Activation.NONE, Layout.CHANNELS_LAST),
          new Activate(Activation.RELU),
          new Activate(Activation.LEAKY_RELU),
          new Pool(Pool.Kind.AVERAGE),
          new Pool(Pool.Kind.MAXIMUM_CEIL),
          new GlobalAveragePool(),
          new GlobalAveragePool(Layout.CHANNELS_LAST),
          new Upsample(),
          new Sum(),
          new Pool(Pool.Kind.MAXIMUM),
          new Pool(Pool.Kind.MAXIMUM, Layout.CHANNELS_LAST),
          new UnbiasedConvolution(2, 3, 3, 1, 1),
          new UnbiasedConvolution(2, 3, 3, 2, 1),
          new TransposedConvolution(2, 3, 4, 2, 1, 0, false),
          new TransposedConvolution(3, 3, 4, 2, 1, 0, false),
          new TransposedConvolution(3, 4, 4, 2, 1, 0, false),
          new TransposedConvolution(3, 4, 3, 2, 1, 0, false),
          new TransposedConvolution(3, 4, 3, 3, 1, 0, false),
          new TransposedConvolution(3, 4, 3, 3, 0, 0, false),
          new TransposedConvolution(3, 4, 3, 3, 0, 1, false),
          new TransposedConvolution(3, 4, 3, 3, 0, 1, true),
          new Concatenation(),
          new Concatenation(Layout.CHANNELS_LAST),
          new ChannelShift(),
          new ChannelAttention(ChannelAttention.Form.PRODUCT),
          new ChannelAttention(ChannelAttention.Form.PRODUCT_AND_SELF),
          new BilinearUpsample(2),
          new BilinearUpsample(8));

  @Test
  void jsonBringsEveryFigureBack() throws IOException {
    for (LayerConfig figure : FIGURES) {
      String json = NeuralNetConfiguration.mapper().writeValueAsString(figure);
      Object read =
          NeuralNetConfiguration.mapper()
              .readValue(json, org.deeplearning4j.nn.conf.graph.GraphVertex.class);
      assertEquals(figure, read, json);
      assertEquals(figure.hashCode(), read.hashCode(), json);
      assertEquals(figure.toString(), read.toString());
    }
  }

  @Test
  void figuresAreEqualOnlyIfAllTheirValuesAre() {
    assertEquals(FIGURES.size(), new HashSet<>(FIGURES).size());
    for (LayerConfig figure : FIGURES) {
      FIGURES.stream()
          .filter(other -> other != figure)
          .forEach(other -> assertNotEquals(figure, other));
      assertEquals(figure, figure.clone());
      assertNotEquals(figure, null);
    }
  }
}
