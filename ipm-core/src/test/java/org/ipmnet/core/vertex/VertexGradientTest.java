// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.image.Layout.CHANNELS_LAST;
import static org.ipmnet.core.testing.Layers.conv;
import static org.ipmnet.core.testing.Layers.unbiased;
import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.TensorAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every layer, with every activation, against central differences. */
class VertexGradientTest {
  private static final int SAMPLES = 40;

  @TempDir Path folder;

  /** A small graph and the shapes of its inputs, which are named a, b, ... */
  private record Case(String name, Network network, long[]... shapes) {
    INDArray[] inputs() {
      INDArray[] inputs = new INDArray[shapes.length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = GradientCheck.values(i + 1, shapes[i]);
      }
      return inputs;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Padding padding : Padding.values()) {
      for (int kernel : new int[] {3, 4, 5, 7}) {
        for (int stride : new int[] {1, 2}) {
          Layer convolution = conv(2, 3, kernel, stride, (kernel - 1) / 2, padding); // odd sizes
          cases.add(one(convolution, new long[] {2, 2, 7, 9}));
        }
      }
      cases.add(one(conv(2, 2, 4, 2, 1, padding), new long[] {1, 2, 6, 4}));
      cases.add(one(conv(3, 2, 1, 1, 0, padding), new long[] {3, 3, 3, 2}));
    }
    cases.add(one(conv(2, 2, 3, 2, 0, Padding.ZERO), new long[] {2, 2, 6, 7}));
    cases.add(one(conv(2, 3, 1, 2, 0, Padding.ZERO), new long[] {2, 2, 5, 4}));
    cases.add(one(conv(2, 2, 7, 2, 3, Padding.ZERO), new long[] {1, 2, 8, 8}));
    cases.add(one(new Linear(4, 3), new long[] {3, 4}));
    cases.add(one(new Linear(4, 3), new long[] {2, 4, 1, 1}));
    for (Activation activation : Activation.values()) {
      cases.add(one(new Activate(activation), new long[] {2, 3, 4, 2}));
      cases.add(one(new Activate(activation), new long[] {2, 5}));
      for (int batch : new int[] {1, 3}) {
        long[] images = {batch, 2, 3, 4};
        cases.add(one(new BatchNorm(2, activation, CHANNELS_FIRST), images));
        cases.add(one(new InstanceNorm(activation), images));
        cases.add(one(new AffineInstanceNorm(2, activation), images));
        cases.add(one(new LayerNorm(2, activation, CHANNELS_FIRST), images));
        cases.add(one(new AdaIn(2, 3, activation, CHANNELS_FIRST), images, new long[] {batch, 9}));
      }
    }
    cases.add(one(rectangular(1, 7, 1, 0, 3, CHANNELS_FIRST), new long[] {2, 2, 3, 8}));
    cases.add(one(rectangular(7, 1, 1, 3, 0, CHANNELS_FIRST), new long[] {2, 2, 8, 3}));
    cases.add(one(rectangular(3, 3, 2, 0, 0, CHANNELS_FIRST), new long[] {2, 2, 7, 6}));
    cases.add(one(rectangular(11, 11, 4, 2, 2, CHANNELS_FIRST), new long[] {1, 2, 11, 15}));
    for (int stride : new int[] {1, 2}) {
      cases.add(one(rectangular(3, 5, stride, 1, 2, CHANNELS_LAST), new long[] {2, 7, 6, 2}));
    }
    cases.add(one(new LayoutConversion(CHANNELS_LAST), new long[] {2, 2, 3, 4}));
    cases.add(one(new LayoutConversion(CHANNELS_FIRST), new long[] {2, 3, 4, 2}));
    cases.add(one(new Upsample(), new long[] {2, 2, 3, 2}));
    for (Padding padding : Padding.values()) {
      cases.add(
          one(new UpsampledConvolution(2, 3, padding, CHANNELS_FIRST), new long[] {2, 2, 4, 3}));
      cases.add(
          one(new UpsampledConvolution(3, 2, padding, CHANNELS_FIRST), new long[] {1, 3, 2, 2}));
    }
    for (Pool.Kind kind : Pool.Kind.values()) {
      int more = kind == Pool.Kind.AVERAGE_7X7 ? 4 : 0; // its window must fit
      cases.add(one(new Pool(kind, CHANNELS_FIRST), new long[] {2, 2, 5 + more, 7 + more}));
      cases.add(one(new Pool(kind, CHANNELS_FIRST), new long[] {2, 2, 6 + more, 4 + more}));
      cases.add(one(new Pool(kind, CHANNELS_FIRST), new long[] {1, 1, 5 + more, 6 + more}));
      Pool last = new Pool(kind, CHANNELS_LAST);
      cases.add(one(last, new long[] {2, 5 + more, 7 + more, 3}));
      cases.add(one(last, new long[] {1, 6 + more, 4 + more, 2}));
    }
    cases.add(one(new GlobalAveragePool(CHANNELS_FIRST), new long[] {2, 3, 3, 4}));
    cases.add(one(new Sum(), new long[] {2, 2, 3, 3}, new long[] {2, 2, 3, 3}));
    cases.add(
        one(new Concatenation(CHANNELS_FIRST), new long[] {2, 2, 3, 4}, new long[] {2, 3, 3, 4}));
    cases.add(
        one(new Concatenation(CHANNELS_LAST), new long[] {2, 3, 4, 2}, new long[] {2, 3, 4, 3}));
    for (Window window : new Window[] {Window.square(3, 1, 1), Window.square(3, 2, 0)}) {
      cases.add(one(new DepthwiseConvolution(3, window, CHANNELS_FIRST), new long[] {2, 3, 5, 6}));
      cases.add(one(new DepthwiseConvolution(3, window, CHANNELS_LAST), new long[] {2, 5, 6, 3}));
    }
    cases.add(one(new ParametricRelu(3, CHANNELS_FIRST), new long[] {2, 3, 4, 2}));
    cases.add(one(new ParametricRelu(3, CHANNELS_LAST), new long[] {2, 4, 2, 3}));
    cases.add(one(new ZeroBorder(0, 1, CHANNELS_FIRST), new long[] {2, 2, 3, 4}));
    cases.add(one(new ZeroBorder(2, 1, CHANNELS_LAST), new long[] {2, 3, 4, 2}));
    for (int fewer : new int[] {1, 3}) {
      cases.add(
          one(
              new WideningSum(CHANNELS_FIRST),
              new long[] {2, 3, 3, 4},
              new long[] {2, fewer, 3, 4}));
      cases.add(
          one(
              new WideningSum(CHANNELS_LAST),
              new long[] {2, 3, 4, 3},
              new long[] {2, 3, 4, fewer}));
    }
    cases.add(one(unbiased(2, 3, 3, 1, 1), new long[] {2, 2, 5, 4}));
    cases.add(one(unbiased(2, 3, 3, 2, 1), new long[] {2, 2, 6, 7}));
    cases.add(one(unbiased(3, 2, 1, 2, 0), new long[] {1, 3, 4, 4}));
    cases.add(one(unbiased(2, 2, 7, 2, 3), new long[] {1, 2, 8, 8}));
    cases.add(
        one(new Concatenation(CHANNELS_FIRST), new long[] {2, 1, 3, 4}, new long[] {2, 3, 3, 4}));
    cases.add(one(new ChannelShift(), new long[] {2, 3, 3, 4}, new long[] {2, 3, 1, 1}));
    for (ChannelAttention.Form form : ChannelAttention.Form.values()) {
      cases.add(one(new ChannelAttention(form), new long[] {2, 3, 3, 4}, new long[] {2, 3, 1, 1}));
    }
    cases.add(
        one(
            new ChannelAttention(ChannelAttention.Form.PRODUCT, CHANNELS_LAST),
            new long[] {2, 3, 4, 3},
            new long[] {2, 3, 1, 1}));
    cases.add(one(new HardSwish(), new long[] {2, 3, 4, 2}));
    cases.add(one(new ClippedRelu(), new long[] {2, 3, 4, 2}));
    cases.add(
        one(new WeightedSums(CHANNELS_FIRST), new long[] {2, 3, 2, 4}, new long[] {2, 2, 2, 4}));
    cases.add(
        one(new WeightedSums(CHANNELS_LAST), new long[] {2, 2, 4, 3}, new long[] {2, 2, 2, 4}));
    cases.add(one(new AreaTones(2), new long[] {2, 5, 4, 3}, new long[] {2, 18}));
    cases.add(one(new Flatten(), new long[] {2, 3, 2, 2}));
    cases.add(one(new RowsBeside(2), new long[] {2, 3, 4, 2}));
    cases.add(
        one(new BilinearUpsample(2, BilinearUpsample.Alignment.BORDERS), new long[] {2, 2, 3, 4}));
    cases.add(one(new BilinearUpsample(2), new long[] {2, 2, 3, 4}));
    cases.add(one(new BilinearUpsample(8), new long[] {1, 2, 1, 2}));
    for (int outputPadding : new int[] {0, 1}) {
      for (boolean bias : new boolean[] {false, true}) {
        cases.add(
            one(
                new TransposedConvolution(2, 3, Window.square(4, 2, 1), outputPadding, bias),
                new long[] {2, 2, 3, 4}));
        cases.add(
            one(
                new TransposedConvolution(3, 2, Window.square(3, 2, 1), outputPadding, bias),
                new long[] {1, 3, 4, 2}));
      }
    }
    cases.add(
        one(
            new TransposedConvolution(2, 2, Window.square(2, 3, 0), 2, true),
            new long[] {2, 2, 3, 2}));
    cases.addAll(graphs());
    return cases.stream();
  }

  private static Layer rectangular(int kh, int kw, int stride, int ph, int pw, Layout layout) {
    Window window = new Window(kh, kw, stride, ph, pw);
    return new Convolution(2, 3, window, Padding.ZERO, true, layout);
  }

  /** Values with several consumers, where one vertex must not overwrite what another reads. */
  private static List<Case> graphs() {
    long[] images = {2, 2, 4, 3};
    Layer conv = conv(2, 2, 3, 1, 1, Padding.REFLECT);
    Layer relu = new Activate(Activation.RELU);
    return List.of(
        new Case(
            "x + conv(x)",
            network(
                graph(1)
                    .addVertex("f", conv, "a")
                    .addVertex("sum", new Sum(), "a", "f")
                    .setOutputs("sum")),
            images),
        new Case(
            "h + relu(h), h = conv(x)",
            network(
                graph(1)
                    .addVertex("h", conv, "a")
                    .addVertex("f", relu, "h")
                    .addVertex("sum", new Sum(), "h", "f")
                    .setOutputs("sum")),
            images),
        new Case(
            "relu(h) + h, h = norm(x)",
            network(
                graph(1)
                    .addVertex("h", new InstanceNorm(Activation.NONE), "a")
                    .addVertex("f", relu, "h")
                    .addVertex("sum", new Sum(), "f", "h")
                    .setOutputs("sum")),
            images),
        new Case(
            "relu(x), in place",
            network(
                graph(1)
                    .addVertex("h", conv, "a")
                    .addVertex("f", relu, "h")
                    .addVertex("g", new BatchNorm(2, Activation.LEAKY_RELU, CHANNELS_FIRST), "f")
                    .setOutputs("g")),
            images),
        new Case(
            "two outputs, one of them read on",
            network(
                graph(1)
                    .addVertex("h", conv, "a")
                    .addVertex("f", relu, "h")
                    .addVertex("g", new Pool(Pool.Kind.AVERAGE, CHANNELS_FIRST), "h")
                    .setOutputs("h", "f", "g")),
            images));
  }

  private static Case one(Layer layer, long[]... shapes) {
    GraphBuilder graph = graph(shapes.length);
    String[] inputs = graph.getNetworkInputs().toArray(String[]::new);
    Network network = network(graph.addVertex("block", layer, inputs).setOutputs("block"));
    StringBuilder name = new StringBuilder(layer.toString());
    for (long[] shape : shapes) {
      name.append(' ').append(Arrays.toString(shape));
    }
    return new Case(name.toString(), network, shapes);
  }

  private static GraphBuilder graph(int inputs) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .graphBuilder()
        .addInputs(List.of("a", "b").subList(0, inputs));
  }

  private static Network network(GraphBuilder graph) {
    return GradientCheck.filled(Network.of("test", graph.build()), 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsEqualDifferences(Case c) {
    GradientCheck.check(c.network(), SAMPLES, c.inputs());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void onlyWantedGradientsAreComputed(Case c) {
    INDArray[] inputs = c.inputs();
    Network network = c.network();
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray[] weights = GradientCheck.outputWeights(network, arena, inputs);
      boolean[] all = new boolean[inputs.length];
      Arrays.fill(all, true);
      network.clearGradient();
      INDArray[] expected = GradientCheck.backward(network, arena, weights, all, false, inputs);
      network
          .gradientViews()
          .forEach(
              (name, gradient) ->
                  assertEquals(0.0, gradient.norm1Number().doubleValue(), "frozen " + name));
      for (int only = -1; only < inputs.length; only++) {
        boolean[] wanted = new boolean[inputs.length];
        if (only >= 0) {
          wanted[only] = true;
        }
        INDArray[] found = GradientCheck.backward(network, arena, weights, wanted, true, inputs);
        for (int i = 0; i < inputs.length; i++) {
          if (i == only) {
            assertNotNull(found[i]);
            TensorAssert.assertClose("input " + i, expected[i], found[i], 1e-12, 1e-12);
          } else {
            assertNull(found[i], "input " + i + " is not wanted");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inputsAreNotOverwritten(Case c) {
    INDArray[] inputs = c.inputs();
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray[] weights = GradientCheck.outputWeights(c.network(), arena, inputs);
      boolean[] all = new boolean[inputs.length];
      Arrays.fill(all, true);
      GradientCheck.backward(c.network(), arena, weights, all, true, inputs);
    }
    INDArray[] untouched = c.inputs();
    for (int i = 0; i < inputs.length; i++) {
      assertIdentical("input " + i, untouched[i], inputs[i]);
    }
  }

  /** Written and loaded, every layer computes the same in a graph that DL4J itself runs. */
  @ParameterizedTest
  @MethodSource("cases")
  void dl4jComputesTheSame(Case c) throws IOException {
    Network network = c.network();
    Path file = folder.resolve("network.zip");
    network.saveForDl4j(file);
    ComputationGraph graph = ComputationGraph.load(file.toFile(), true);
    try (Inference inference = new Inference(DataType.DOUBLE);
        Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray[] expected = inference.apply(network, c.inputs());
      INDArray[] found = graph.output(false, c.inputs());
      for (int i = 0; i < expected.length; i++) {
        assertIdentical("output " + i, expected[i], found[i]);
      }
      INDArray[] weights = GradientCheck.outputWeights(network, arena, c.inputs());
      for (String output : graph.getConfiguration().getNetworkOutputs()) {
        if (graph.getVertex(output).getNumOutputConnections() > 0) {
          return; // DL4J forgets what flows back to such an output from those that read it
        }
      }
      boolean[] all = new boolean[c.shapes().length];
      Arrays.fill(all, true);
      network.clearGradient();
      GradientCheck.backward(network, arena, weights, all, true, c.inputs());
      graph.feedForward(c.inputs(), true, false);
      graph.backpropGradient(weights);
    }
    for (GraphVertex vertex : graph.getVertices()) {
      if (vertex instanceof LayerVertex layer) {
        layer
            .gradients()
            .forEach(
                (name, gradient) -> {
                  String tensor = layer.getVertexName() + "." + name;
                  assertIdentical(tensor, network.gradientViews().get(tensor), gradient);
                });
      }
    }
  }

  @Test
  void gradientsAtTheKinkAreThoseOfPyTorch() {
    INDArray zeros = GradientCheck.values(1, 1, 3).muli(0);
    assertEquals(0.0, gradientAt(Activation.RELU, zeros), "relu");
    assertEquals(3 * 0.2, gradientAt(Activation.LEAKY_RELU, zeros), 1e-12, "leaky");
  }

  private static double gradientAt(Activation activation, INDArray x) {
    Network network = one(new Activate(activation), x.shape()).network();
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray[] weights = {x.add(1)};
      boolean[] wanted = {true};
      return GradientCheck.backward(network, arena, weights, wanted, false, x)[0]
          .sumNumber()
          .doubleValue();
    }
  }

  @Test
  void theCheckFindsAGradientThatIsWrong() {
    Case wrong = one(new HalfHearted(), new long[] {2, 3});
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> GradientCheck.check(wrong.network(), 3, wrong.inputs()));
    assertTrue(error.getMessage().startsWith("input 0[1]: gradient "), error.getMessage());
  }

  /** The identity with a gradient that is off by a hundred-thousandth. */
  private static final class HalfHearted extends Layer {
    private static final long serialVersionUID = 1L;

    @Override
    INDArray forward(LayerPass pass, INDArray... inputs) {
      return inputs[0];
    }

    @Override
    OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
      return inputs[0];
    }

    @Override
    INDArray[] backward(LayerPass pass, INDArray gradient) {
      INDArray wrong = pass.memory().writable(gradient);
      return new INDArray[] {wrong.muli(1 + 1e-5)};
    }
  }
}
