// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.image.Layout.CHANNELS_LAST;
import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.ForwardPass.Mode;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.PoisonedMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer computes the same from images with channels last as from planes, in both directions; and
 * in floats, where oneDNN may compute it, the same as in doubles, where ND4J does.
 */
class ChannelsLastTest {

  /** A layer in any layout, and the shapes of its inputs as planes. */
  private record Case(Function<Layout, Layer> layer, long[]... shapes) {
    @Override
    public String toString() {
      return layer.apply(CHANNELS_LAST) + " " + Arrays.deepToString(shapes);
    }
  }

  private static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Padding padding : Padding.values()) {
      for (int[] kernel : new int[][] {{1, 1}, {3, 1}, {3, 2}, {4, 2}, {5, 1}, {7, 1}}) {
        int pad = (kernel[0] - 1) / 2;
        cases.add(
            new Case(
                layout ->
                    new Convolution(
                        2, 3, Window.square(kernel[0], kernel[1], pad), padding, true, layout),
                new long[] {2, 2, 7, 9}));
      }
      // A kernel whose rows become channels, from a picture and to one
      cases.add(
          new Case(
              layout -> new Convolution(3, 32, Window.square(5, 1, 2), padding, true, layout),
              new long[] {1, 3, 4, 5}));
      cases.add(
          new Case(
              layout -> new Convolution(32, 3, Window.square(5, 1, 2), padding, true, layout),
              new long[] {2, 32, 4, 3}));
      for (long[] size : new long[][] {{1, 2, 2}, {2, 2, 5}, {3, 7, 3}}) {
        cases.add(
            new Case(
                layout -> new UpsampledConvolution(3, 2, padding, layout),
                new long[] {size[0], 3, size[1], size[2]}));
      }
    }
    // Many pixels, which are summed in parts; a prime number of them; a single one
    for (long[] size : new long[][] {{1, 40, 30}, {3, 40, 30}, {2, 1, 37}, {3, 1, 1}}) {
      long[] images = {size[0], 2, size[1], size[2]};
      long[] style = {size[0], 9};
      cases.add(new Case(layout -> new BatchNorm(2, Activation.RELU, layout), images));
      cases.add(new Case(layout -> new LayerNorm(2, Activation.LEAKY_RELU, layout), images));
      cases.add(new Case(layout -> new InstanceNorm(Activation.NONE, layout), images));
      cases.add(new Case(layout -> new AdaIn(2, 3, Activation.RELU, layout), images, style));
      cases.add(new Case(GlobalAveragePool::new, images));
      cases.add(new Case(layout -> new ParametricRelu(2, layout), images));
      cases.add(new Case(layout -> new ZeroBorder(1, 2, layout), images));
      cases.add(
          new Case(layout -> new DepthwiseConvolution(2, Window.square(3, 1, 1), layout), images));
    }
    return cases.stream();
  }

  /** What has kernels of its own in floats, beside the above. */
  private static Stream<Case> floatCases() {
    List<Case> cases = new ArrayList<>(cases().toList());
    for (Activation activation : Activation.values()) {
      cases.add(new Case(layout -> new Activate(activation), new long[] {2, 3, 5, 4}));
      cases.add(new Case(layout -> new BatchNorm(8, activation, layout), new long[] {3, 8, 4, 5}));
      cases.add(new Case(layout -> new InstanceNorm(activation, layout), new long[] {3, 16, 4, 5}));
    }
    // Lines of pixels so long that oneDNN computes in a layout of its own
    cases.add(
        new Case(
            layout -> new Convolution(40, 8, Window.square(3, 1, 1), Padding.REFLECT, true, layout),
            new long[] {1, 40, 3, 110}));
    cases.add(
        new Case(
            layout -> new Convolution(3, 24, Window.square(4, 2, 1), Padding.ZERO, false, layout),
            new long[] {2, 3, 5, 401}));
    // So many pixels and channels that they are computed by minimal filtering, and by all threads
    cases.add(
        new Case(
            layout ->
                new Convolution(128, 256, Window.square(3, 1, 1), Padding.REFLECT, true, layout),
            new long[] {1, 128, 48, 48}));
    cases.add(
        new Case(
            layout -> new Convolution(64, 64, Window.square(4, 2, 1), Padding.ZERO, true, layout),
            new long[] {1, 64, 64, 60}));
    cases.add(
        new Case(
            layout -> new Convolution(64, 64, Window.square(3, 1, 1), Padding.ZERO, true, layout),
            new long[] {2, 64, 24, 24})); // the weights' gradient alone
    cases.add(new Case(layout -> new Pool(Pool.Kind.AVERAGE, layout), new long[] {2, 3, 9, 8}));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("floatCases")
  void floatsEqualDoubles(Case c) {
    INDArray[] expected = run(c, CHANNELS_FIRST, DataType.DOUBLE);
    for (Layout layout : Layout.values()) {
      INDArray[] found = run(c, layout, DataType.FLOAT);
      assertEquals(expected.length, found.length);
      for (int i = 0; i < expected.length; i++) {
        // A gradient may vanish, such as that of the norm of a single pixel
        double bound = 5e-6 * Math.max(1, expected[i].amaxNumber().doubleValue());
        assertClose(layout + ", array " + i, expected[i], found[i], bound, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void channelsLastEqualPlanes(Case c) {
    INDArray[] expected = run(c, CHANNELS_FIRST, DataType.DOUBLE);
    INDArray[] found = run(c, CHANNELS_LAST, DataType.DOUBLE);
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertClose("array " + i, expected[i], found[i], 1e-11, 1e-11);
    }
  }

  /** Output, gradients of the inputs, gradient of the parameters, if there are any. */
  private static INDArray[] run(Case c, Layout layout, DataType type) {
    Layer layer = c.layer().apply(layout);
    Network network = network(layer, layout, type, c.shapes().length);
    GradientCheck.filled(network, 1);
    INDArray[] inputs = new INDArray[c.shapes().length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = GradientCheck.values(i + 2, c.shapes()[i]).castTo(type);
    }
    boolean[] wanted = new boolean[inputs.length];
    Arrays.fill(wanted, true);
    List<INDArray> results = new ArrayList<>();
    try (Arena arena = new Arena(type, 1 << 16)) {
      PoisonedMemory memory = new PoisonedMemory(arena);
      ForwardPass application = new ForwardPass(network, memory, Mode.TRAINING);
      INDArray y = application.forward(inputs)[0];
      results.add(y.dup('c'));
      INDArray weights = GradientCheck.values(9, y.shape()).castTo(type);
      memory.release(y);
      for (INDArray back : application.backward(new INDArray[] {weights}, wanted, true)) {
        results.add(back.dup('c'));
        memory.release(back);
      }
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    }
    if (!layer.parameterShapes().isEmpty()) {
      results.add(network.gradient().dup('c'));
    }
    return results.toArray(INDArray[]::new);
  }

  /** Planes to that layout, the layer, and back to planes. */
  private static Network network(Layer layer, Layout layout, DataType type, int inputs) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .graphBuilder()
            .addInputs(List.of("a", "b").subList(0, inputs));
    String first = "a";
    if (layout == CHANNELS_LAST) {
      graph.addVertex("last", new LayoutConversion(layout), first);
      first = "last";
    }
    graph.addVertex("f", layer, inputs == 1 ? new String[] {first} : new String[] {first, "b"});
    String end = "f";
    if (layout == CHANNELS_LAST && !(layer instanceof GlobalAveragePool)) {
      graph.addVertex("planes", new LayoutConversion(CHANNELS_FIRST), end);
      end = "planes";
    }
    return Network.of("test", graph.setOutputs(end).build());
  }
}
