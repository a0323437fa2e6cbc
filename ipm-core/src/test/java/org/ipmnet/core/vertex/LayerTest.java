// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.image.Layout.CHANNELS_LAST;
import static org.ipmnet.core.testing.Layers.conv;
import static org.ipmnet.core.testing.Layers.unbiased;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.convolution.Window;
import org.junit.jupiter.api.Test;

/** What layers are as values: equality and JSON. */
class LayerTest {
  /** Neighbours differ in one value only. */
  private static final List<Layer> LAYERS =
      List.of(
          conv(2, 3, 4, 2, 1, Padding.REFLECT),
          conv(3, 3, 4, 2, 1, Padding.REFLECT),
          conv(3, 4, 4, 2, 1, Padding.REFLECT),
          conv(3, 4, 5, 2, 1, Padding.REFLECT),
          conv(3, 4, 5, 1, 1, Padding.REFLECT),
          conv(3, 4, 5, 1, 2, Padding.REFLECT),
          conv(3, 4, 5, 1, 2, Padding.ZERO),
          new Convolution(3, 4, Window.square(5, 1, 2), Padding.ZERO, true, CHANNELS_LAST),
          new UpsampledConvolution(2, 3, Padding.ZERO, CHANNELS_FIRST),
          new UpsampledConvolution(2, 3, Padding.REFLECT, CHANNELS_FIRST),
          new UpsampledConvolution(2, 3, Padding.REFLECT, CHANNELS_LAST),
          new Convolution(2, 3, new Window(1, 7, 1, 0, 3), Padding.ZERO, true, CHANNELS_FIRST),
          new Convolution(2, 3, new Window(7, 1, 1, 0, 3), Padding.ZERO, true, CHANNELS_FIRST),
          new Convolution(2, 3, new Window(1, 7, 2, 0, 3), Padding.ZERO, true, CHANNELS_FIRST),
          new Convolution(2, 3, new Window(1, 7, 1, 3, 0), Padding.ZERO, true, CHANNELS_FIRST),
          new Convolution(2, 4, new Window(1, 7, 1, 0, 3), Padding.ZERO, true, CHANNELS_FIRST),
          new Convolution(2, 4, new Window(1, 7, 1, 0, 3), Padding.ZERO, false, CHANNELS_FIRST),
          new LayoutConversion(CHANNELS_LAST),
          new LayoutConversion(CHANNELS_FIRST),
          new Linear(2, 3),
          new Linear(3, 3),
          new Linear(3, 4),
          new BatchNorm(2, Activation.RELU, CHANNELS_FIRST),
          new BatchNorm(3, Activation.RELU, CHANNELS_FIRST),
          new BatchNorm(3, Activation.NONE, CHANNELS_FIRST),
          new BatchNorm(3, Activation.NONE, CHANNELS_LAST),
          new BatchNorm(3, Activation.NONE, CHANNELS_LAST).withStatisticsStored(),
          new InstanceNorm(Activation.NONE),
          new InstanceNorm(Activation.LEAKY_RELU),
          new InstanceNorm(Activation.LEAKY_RELU, CHANNELS_LAST),
          new AffineInstanceNorm(3, Activation.NONE),
          new AffineInstanceNorm(4, Activation.NONE),
          new AffineInstanceNorm(4, Activation.RELU),
          new SpectralNormConvolution(2, 3, Window.square(4, 2, 1), true),
          new SpectralNormConvolution(3, 3, Window.square(4, 2, 1), true),
          new SpectralNormConvolution(3, 4, Window.square(4, 2, 1), true),
          new SpectralNormConvolution(3, 4, Window.square(5, 2, 1), true),
          new SpectralNormConvolution(3, 4, Window.square(5, 1, 1), true),
          new SpectralNormConvolution(3, 4, Window.square(5, 1, 2), true),
          new SpectralNormConvolution(3, 4, Window.square(5, 1, 2), false),
          new SpectralNormConvolution(3, 4, Window.square(5, 1, 2), false).withStatisticsStored(),
          new LayerNorm(3, Activation.NONE, CHANNELS_FIRST),
          new LayerNorm(4, Activation.NONE, CHANNELS_FIRST),
          new LayerNorm(4, Activation.RELU, CHANNELS_FIRST),
          new LayerNorm(4, Activation.RELU, CHANNELS_LAST),
          new AdaIn(4, 0, Activation.RELU, CHANNELS_FIRST),
          new AdaIn(5, 0, Activation.RELU, CHANNELS_FIRST),
          new AdaIn(5, 8, Activation.RELU, CHANNELS_FIRST),
          new AdaIn(5, 8, Activation.NONE, CHANNELS_FIRST),
          new AdaIn(5, 8, Activation.NONE, CHANNELS_LAST),
          new Activate(Activation.RELU),
          new Activate(Activation.LEAKY_RELU),
          new Pool(Pool.Kind.AVERAGE, CHANNELS_FIRST),
          new Pool(Pool.Kind.MAXIMUM_CEIL, CHANNELS_FIRST),
          new GlobalAveragePool(CHANNELS_FIRST),
          new GlobalAveragePool(CHANNELS_LAST),
          new Upsample(),
          new Sum(),
          new Pool(Pool.Kind.MAXIMUM, CHANNELS_FIRST),
          new Pool(Pool.Kind.MAXIMUM, CHANNELS_LAST),
          unbiased(2, 3, 3, 1, 1),
          unbiased(2, 3, 3, 2, 1),
          new TransposedConvolution(2, 3, Window.square(4, 2, 1), 0, false),
          new TransposedConvolution(3, 3, Window.square(4, 2, 1), 0, false),
          new TransposedConvolution(3, 4, Window.square(4, 2, 1), 0, false),
          new TransposedConvolution(3, 4, Window.square(3, 2, 1), 0, false),
          new TransposedConvolution(3, 4, Window.square(3, 3, 1), 0, false),
          new TransposedConvolution(3, 4, Window.square(3, 3, 0), 0, false),
          new TransposedConvolution(3, 4, Window.square(3, 3, 0), 1, false),
          new TransposedConvolution(3, 4, Window.square(3, 3, 0), 1, true),
          new Concatenation(CHANNELS_FIRST),
          new Concatenation(CHANNELS_LAST),
          new ChannelShift(),
          new ChannelAttention(ChannelAttention.Form.PRODUCT),
          new ChannelAttention(ChannelAttention.Form.PRODUCT_AND_SELF),
          new ChannelAttention(ChannelAttention.Form.PRODUCT, CHANNELS_LAST),
          new HardSwish(),
          new ClippedRelu(),
          new WeightedSums(CHANNELS_LAST),
          new Flatten(),
          new BilinearUpsample(2),
          new BilinearUpsample(2, BilinearUpsample.Alignment.BORDERS),
          new BilinearUpsample(8));

  @Test
  void jsonBringsEveryLayerBack() throws IOException {
    for (Layer layer : LAYERS) {
      String json = NeuralNetConfiguration.mapper().writeValueAsString(layer);
      Object read =
          NeuralNetConfiguration.mapper()
              .readValue(json, org.deeplearning4j.nn.conf.graph.GraphVertex.class);
      assertEquals(layer, read, json);
      assertEquals(layer.hashCode(), read.hashCode(), json);
      assertEquals(layer.toString(), read.toString());
    }
  }

  @Test
  void layersAreEqualOnlyIfAllTheirValuesAre() {
    assertEquals(LAYERS.size(), new HashSet<>(LAYERS).size());
    for (Layer layer : LAYERS) {
      LAYERS.stream()
          .filter(other -> other != layer)
          .forEach(other -> assertNotEquals(layer, other));
      assertEquals(layer, layer.clone());
      assertNotEquals(layer, null);
    }
  }

  @Test
  void aMirrorIsEquallyWideOnAllSides() {
    Window window = new Window(1, 7, 1, 0, 3);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Convolution(2, 3, window, Padding.REFLECT, true, CHANNELS_FIRST));
  }
}
