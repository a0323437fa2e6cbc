// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.beautygan.BeautyGenerator;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.cyclegan.ResNetGenerator;
import org.ipmnet.core.ipmnet.Generator;
import org.ipmnet.core.ipmnet.IdentityEncoder;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.ipmnet.StyleEncoder;
import org.ipmnet.core.ipmnet.StyleMlp;
import org.ipmnet.core.munit.Autoencoder;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.TextureKind;
import org.nd4j.linalg.api.buffer.DataType;

/** What makes pictures in a checkpoint, as graphs by the networks' names. */
final class ModelGraphs {
  private static final DataType TYPE = DataType.FLOAT;
  private static final String PHOTO = "red, green and blue of a face's square, in [-1, 1]";

  private final WeightType weightType;
  private final Map<String, Supplier<OnnxGraph>> graphs = new LinkedHashMap<>();

  private ModelGraphs(WeightType weightType) {
    this.weightType = weightType;
  }

  static Map<String, Supplier<OnnxGraph>> of(
      Checkpoint checkpoint, ConfigTree config, WeightType weightType) {
    ModelGraphs made = new ModelGraphs(weightType);
    ConfigTree network = config.section("network");
    switch (ModelKind.of(config)) {
      case IPM_NET ->
          made.ipmNet(
              checkpoint,
              network.read(IpmNetNetworkConfig.class),
              config.section("data").read(DataConfig.class));
      case BEAUTYGAN -> {
        Network generator = BeautyGan.generator(network.read(BeautyGanNetworkConfig.class), TYPE);
        checkpoint.load(List.of(generator));
        made.graphs.put(generator.name(), () -> made.beautyGan(generator));
      }
      case CYCLEGAN -> {
        CycleGan net = CycleGan.of(network.read(CycleGanNetworkConfig.class), TYPE);
        checkpoint.load(net.generators());
        made.picture(net.generatorA(), "G_A of CycleGAN: puts makeup on.");
        made.picture(net.generatorB(), "G_B of CycleGAN: takes makeup off.");
      }
      case MUNIT -> {
        MunitNetworkConfig sizes = network.read(MunitNetworkConfig.class);
        Munit net = Munit.of(sizes, TYPE);
        checkpoint.load(net.autoencoders());
        made.munit(net.a(), sizes.toNetworkConfig(), "bare");
        made.munit(net.b(), sizes.toNetworkConfig(), "made-up");
      }
    }
    return made.graphs;
  }

  /** The networks that {@link #of} exports, by the names that their tensors begin with. */
  static Map<String, ComputationGraphConfiguration> configurations(ConfigTree config) {
    ConfigTree network = config.section("network");
    Map<String, ComputationGraphConfiguration> graphs = new LinkedHashMap<>();
    switch (ModelKind.of(config)) {
      case IPM_NET -> {
        IpmNetNetworkConfig sizes = network.read(IpmNetNetworkConfig.class);
        graphs.put("identity", IdentityEncoder.graph(sizes, TYPE));
        graphs.put("style", StyleEncoder.graph(sizes, TYPE));
        graphs.put("mlp", StyleMlp.graph(sizes, TYPE));
        graphs.put("generator", Generator.graph(sizes, TYPE));
      }
      case BEAUTYGAN ->
          graphs.put(
              "generator", BeautyGenerator.graph(network.read(BeautyGanNetworkConfig.class), TYPE));
      case CYCLEGAN -> {
        CycleGanNetworkConfig sizes = network.read(CycleGanNetworkConfig.class);
        graphs.put("g_a", ResNetGenerator.graph(sizes.generator(), TYPE));
        graphs.put("g_b", ResNetGenerator.graph(sizes.generator(), TYPE));
      }
      case MUNIT -> graphs.putAll(Munit.graphs(network.read(MunitNetworkConfig.class), TYPE));
    }
    return graphs;
  }

  private void ipmNet(Checkpoint checkpoint, IpmNetNetworkConfig sizes, DataConfig data) {
    IpmNet net = IpmNet.of(sizes, TYPE);
    checkpoint.load(net.networks());
    IpmNetGraphs networks = new IpmNetGraphs(net, sizes, weightType);
    SkinTone skin = data.synthetic() == null ? SkinTone.REFERENCE : data.synthetic().skin();
    graphs.put(net.identity().name(), networks::identity);
    graphs.put(net.style().name(), networks::style);
    graphs.put(net.mlp().name(), networks::mlp);
    graphs.put(net.generator().name(), networks::generator);
    if (data.texture() == TextureKind.FRACTIONAL_DIFFERENTIAL) {
      graphs.put("texture", () -> TextureGraph.of(data));
    }
    graphs.put(
        "transfer", () -> new TransferGraph(networks, data.residual(), skin, weightType).filled());
  }

  private OnnxGraph beautyGan(Network generator) {
    OnnxGraph graph =
        new OnnxGraph(
            generator.name(), "G of BeautyGAN: two faces exchange their makeup.", weightType);
    OnnxValue bare = photo(graph, "bare");
    OnnxValue madeUp = photo(graph, "made_up");
    OnnxValue[] outputs = OnnxTranslation.of(generator).addTo(graph, bare, madeUp);
    picture(graph, "made_up_of_bare", "the bare face in the other one's makeup", outputs[0]);
    picture(graph, "bare_of_made_up", "the made-up face without it", outputs[1]);
    return graph;
  }

  private static OnnxValue photo(OnnxGraph graph, String name) {
    return graph.input(name, PHOTO, "batch", 3, "height", "width");
  }

  private static void picture(OnnxGraph graph, String name, String what, OnnxValue value) {
    graph.output(name, what + ", in [-1, 1]", value, "batch", 3, "height", "width");
  }

  /** A network from a photo to a picture. */
  private void picture(Network network, String what) {
    graphs.put(
        network.name(),
        () -> {
          OnnxGraph graph = new OnnxGraph(network.name(), what, weightType);
          OnnxValue photo = photo(graph, "photo");
          picture(graph, "picture", "the face", OnnxTranslation.of(network).addTo(graph, photo)[0]);
          return graph;
        });
  }

  private void munit(Autoencoder domain, IpmNetNetworkConfig sizes, String faces) {
    graphs.put(
        domain.content().name(),
        () -> {
          OnnxGraph graph = graph(domain.content(), "who one of the %s faces is", faces);
          OnnxValue code =
              OnnxTranslation.of(domain.content()).addTo(graph, photo(graph, "photo"))[0];
          graph.output(
              "code",
              "the content code",
              code,
              "batch",
              sizes.codeChannels(),
              "height/4",
              "width/4");
          return graph;
        });
    graphs.put(
        domain.style().name(),
        () -> {
          OnnxGraph graph = graph(domain.style(), "the style of one of the %s faces", faces);
          OnnxValue code =
              OnnxTranslation.of(domain.style()).addTo(graph, photo(graph, "photo"))[0];
          OnnxValue flat = new OnnxArithmetic(graph, "code").reshaped(code, 0, sizes.style());
          graph.output("style", "the style code", flat, "batch", sizes.style());
          return graph;
        });
    graphs.put(
        domain.decoder().name(),
        () -> {
          OnnxGraph graph = graph(domain.decoder(), "MLP and decoder of the %s faces", faces);
          OnnxValue code =
              graph.input(
                  "code", "a content code", "batch", sizes.codeChannels(), "height/4", "width/4");
          OnnxValue style = graph.input("style", "a style code", "batch", sizes.style());
          OnnxValue parameters = OnnxTranslation.of(domain.mlp()).addTo(graph, style)[0];
          picture(
              graph,
              "picture",
              "the face in that style",
              OnnxTranslation.of(domain.decoder()).addTo(graph, code, parameters)[0]);
          return graph;
        });
  }

  private OnnxGraph graph(Network network, String what, String faces) {
    String said = String.format(Locale.ROOT, what, faces);
    return new OnnxGraph(network.name(), "MUNIT: " + said + ".", weightType);
  }
}
