// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.OnnxRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Each layer computes in ONNX Runtime what it computes here; no layer is left out. */
class OnnxLayersTest {
  private static final Layout PLANES = Layout.CHANNELS_FIRST;

  /** A layer and the shapes that it reads; their first two sizes are batch and channels. */
  record Case(Layer layer, long[]... inputs) {
    @Override
    public String toString() {
      return layer.toString();
    }
  }

  private static long[] shape(long... sizes) {
    return sizes;
  }

  static List<Case> cases() {
    long[] odd = {2, 4, 7, 9};
    long[] even = {2, 4, 8, 12};
    List<Case> cases = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      cases.add(new Case(new Activate(activation), odd));
    }
    for (Padding padding : Padding.values()) {
      for (int stride = 1; stride <= 2; stride++) {
        Window window = Window.square(5, stride, 2);
        cases.add(new Case(new Convolution(4, 3, window, padding, stride == 1, PLANES), odd));
      }
      cases.add(new Case(new UpsampledConvolution(4, 3, padding, PLANES), odd));
    }
    cases.add(
        new Case(
            new Convolution(4, 3, new Window(1, 7, 1, 0, 3), Padding.ZERO, true, PLANES), odd));
    for (Pool.Kind kind : Pool.Kind.values()) {
      cases.add(new Case(new Pool(kind, PLANES), odd));
      cases.add(new Case(new Pool(kind, PLANES), even));
    }
    for (BilinearUpsample.Alignment alignment : BilinearUpsample.Alignment.values()) {
      cases.add(new Case(new BilinearUpsample(2, alignment), odd));
      cases.add(new Case(new BilinearUpsample(8, alignment), shape(1, 3, 2, 1)));
    }
    for (ChannelAttention.Form form : ChannelAttention.Form.values()) {
      cases.add(new Case(new ChannelAttention(form), odd, shape(2, 4, 1, 1)));
    }
    cases.addAll(
        List.of(
            new Case(new AdaIn(4, 3, Activation.RELU, PLANES), odd, shape(2, 12)),
            new Case(new AffineInstanceNorm(4, Activation.NONE), odd),
            new Case(new AreaTones(5), shape(2, 7, 6, 5), shape(2, 26)),
            new Case(new BatchNorm(4, Activation.RELU, PLANES), odd),
            new Case(new ChannelShift(), odd, shape(2, 4, 1, 1)),
            new Case(new Concatenation(PLANES), odd, shape(2, 1, 7, 9), odd),
            new Case(new DepthwiseConvolution(4, Window.square(3, 2, 1), PLANES), odd),
            new Case(new Flatten(), odd),
            new Case(new GlobalAveragePool(PLANES), odd),
            new Case(new HardSwish(), shape(2, 50)),
            new Case(new ClippedRelu(), shape(2, 50)),
            new Case(new InstanceNorm(Activation.LEAKY_RELU), odd),
            new Case(new LayerNorm(4, Activation.RELU, PLANES), odd),
            new Case(new LayoutConversion(PLANES), odd),
            new Case(new Linear(6, 5), shape(3, 6)),
            new Case(new Linear(6, 5), shape(3, 6, 1, 1)),
            new Case(new ParametricRelu(4, PLANES), odd),
            new Case(new RowsBeside(2), shape(2, 3, 8, 1)),
            new Case(new SpectralNormConvolution(4, 3, Window.square(4, 2, 1), true), even),
            new Case(new Sum(), odd, odd),
            new Case(new TransposedConvolution(4, 3, Window.square(4, 2, 1), 0, false), odd),
            new Case(new TransposedConvolution(4, 3, Window.square(3, 2, 1), 1, true), odd),
            new Case(new Upsample(), odd),
            new Case(new WeightedSums(PLANES), odd, shape(2, 3, 7, 9)),
            new Case(new WideningSum(PLANES), odd, shape(2, 3, 7, 9)),
            new Case(new WideningSum(PLANES), odd, odd),
            new Case(new ZeroBorder(1, 2, PLANES), odd)));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesTheSame(Case tested) {
    SplittableRandom random = new SplittableRandom(7);
    String[] names = new String[tested.inputs().length];
    INDArray[] inputs = new INDArray[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "input" + i;
      inputs[i] = random(random, tested.inputs()[i]);
    }
    GraphBuilder builder = Flow.graph(DataType.FLOAT, names);
    // the other way round images would have channels last: this one undoes it
    Layer layer = tested.layer();
    if (layer instanceof LayoutConversion) {
      builder.addVertex("before", new LayoutConversion(Layout.CHANNELS_LAST), names);
      builder.addVertex("layer", layer, "before");
    } else {
      builder.addVertex("layer", layer, names);
    }
    Network network =
        Network.of("one", builder.setOutputs("layer").build()).initialise(new RandomStreams(3));
    network.parameterViews().values().forEach(view -> view.addi(random(random, view.shape())));
    network
        .statisticViews()
        .forEach((name, view) -> view.addi(random(random, view.shape()).mul(0.4)));

    OnnxGraph graph = new OnnxGraph("one", "One layer.", WeightType.FLOAT32);
    OnnxValue[] values = new OnnxValue[names.length];
    for (int i = 0; i < names.length; i++) {
      Object[] sizes = new Object[tested.inputs()[i].length];
      for (int d = 0; d < sizes.length; d++) {
        sizes[d] = d == 1 ? (Object) tested.inputs()[i][1] : "size" + i + "_" + d;
      }
      values[i] = graph.input(names[i], "anything", sizes);
    }
    Object[] shape = new Object[layer instanceof Linear ? 2 : tested.inputs()[0].length];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = "out" + d;
    }
    graph.output("output", "what", OnnxTranslation.of(network).addTo(graph, values)[0], shape);

    try (OnnxRuntime runtime = new OnnxRuntime(graph.bytes());
        Inference inference = new Inference(DataType.FLOAT)) {
      INDArray actual = runtime.run(inputs)[0];
      INDArray expected = inference.apply(network, inputs)[0];
      OnnxRuntime.assertAlike(tested.toString(), expected, actual, 1e-5);
    }
  }

  private static INDArray random(SplittableRandom random, long... shape) {
    float[] values = new float[(int) Layer.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  @Test
  void noLayerIsLeftOut() throws IOException, URISyntaxException {
    TreeSet<String> layers = new TreeSet<>();
    Path folder =
        Path.of(Layer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve(Layer.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Class<?> type = loaded(file.getFileName().toString());
        if (type != null
            && Layer.class.isAssignableFrom(type)
            && !Modifier.isAbstract(type.getModifiers())) {
          layers.add(type.getSimpleName());
        }
      }
    }
    assertEquals(
        layers,
        cases().stream()
            .map(tested -> tested.layer().getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Class<?> loaded(String file) {
    if (!file.endsWith(".class") || file.startsWith("package-info")) {
      return null;
    }
    try {
      return Class.forName(
          Layer.class.getPackageName() + "." + file.substring(0, file.length() - 6));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
