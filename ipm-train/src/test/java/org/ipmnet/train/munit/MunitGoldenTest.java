// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import static org.ipmnet.train.testing.GoldenTraining.forward;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmnet.core.munit.Autoencoder;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.published.MunitProgram;
import org.ipmnet.core.published.PublishedTensor;
import org.ipmnet.core.published.StateDict;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.adversarial.StepDraws;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.testing.GoldenTraining;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** MUNIT against the published program: forward, losses, gradients, parameters. */
class MunitGoldenTest {
  private static final List<String> NETWORKS = List.of("gen_a", "gen_b", "dis_a", "dis_b");

  private GoldenCase golden;
  private double nudge = 1;

  @BeforeEach
  void open() {
    golden = GoldenCase.open("munit-small");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void forwardEqualsTheProgram(DataType type) {
    GoldenTraining expected = new GoldenTraining(golden, type);
    Munit net = net(type);
    INDArray xa = image("a", type);
    INDArray xb = image("b", type);
    INDArray ca = forward(net.a().content(), xa)[0];
    INDArray cb = forward(net.b().content(), xb)[0];
    INDArray sa = forward(net.a().style(), xa)[0];
    expected.assertForward("forward/c_a", ca);
    expected.assertForward("forward/s_a", sa);
    expected.assertForward("forward/c_b", cb);
    expected.assertForward("forward/s_b", forward(net.b().style(), xb)[0]);
    INDArray drawn = golden.array("draws/iter1.dis.s_b", type);
    expected.assertForward("forward/adain_b_of_draw", forward(net.b().mlp(), drawn)[0]);
    expected.assertForward("forward/x_ab_of_draw", decode(net.b(), ca, drawn));
    expected.assertForward("forward/x_aa", decode(net.a(), ca, sa));
    expected.assertForward("forward/x_ba", decode(net.a(), cb, sa));
    assertLogits(expected, "forward/dis_a_of_x_a_scale", net.discriminatorA(), xa);
    assertLogits(expected, "forward/dis_b_of_x_b_scale", net.discriminatorB(), xb);
    expected.assertForward(
        "iter1/dis.x_ba", decode(net.a(), cb, golden.array("draws/iter1.dis.s_a", type)));
    expected.assertForward("iter1/dis.x_ab", decode(net.b(), ca, drawn));
    // G's step has not moved anything yet
    INDArray sb = forward(net.b().style(), xb)[0];
    INDArray fakeA = decode(net.a(), cb, golden.array("draws/iter1.gen.s_a", type));
    INDArray fakeB = decode(net.b(), ca, golden.array("draws/iter1.gen.s_b", type));
    expected.assertForward("iter1/gen.x_aa", decode(net.a(), ca, sa));
    expected.assertForward("iter1/gen.x_bb", decode(net.b(), cb, sb));
    expected.assertForward("iter1/gen.x_ba", fakeA);
    expected.assertForward("iter1/gen.x_ab", fakeB);
    if (golden.manifest("hyperparameters", "recon_x_cyc_w").asDouble() > 0) {
      INDArray contentOfB = forward(net.b().content(), fakeB)[0];
      INDArray contentOfA = forward(net.a().content(), fakeA)[0];
      expected.assertForward("iter1/gen.x_aba", decode(net.a(), contentOfB, sa));
      expected.assertForward("iter1/gen.x_bab", decode(net.b(), contentOfA, sb));
    }
  }

  private static void assertLogits(
      GoldenTraining expected, String name, Network d, INDArray photo) {
    INDArray[] logits = forward(d, photo);
    for (int scale = 0; scale < logits.length; scale++) {
      expected.assertForward(name + scale, logits[scale]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void trainingEqualsTheProgram(DataType type) {
    GoldenTraining expected = new GoldenTraining(golden, type);
    expected.withNudges(
        factor -> {
          nudge = factor;
          trainingEqualsTheProgram(expected, type);
        });
  }

  private void trainingEqualsTheProgram(GoldenTraining expected, DataType type) {
    double rate = golden.manifest("lr_used").get(0).asDouble();
    Munit net = net(type);
    try (MunitTraining training = training(net)) {
      for (int i = 1; i <= expected.comparableIterations(); i++) {
        Map<String, Double> report = training.step(batch(i - 1, type)).terms();
        expected.assertLosses("losses", i, byTheirNames(report), unweighted());
        if (i == 1) {
          assertGradients(expected, training, type);
        }
        for (String network : NETWORKS) {
          String stored = String.format(Locale.ROOT, "params/%s.after%d", network, i);
          if (golden.has(stored)) {
            expected.assertParameters(
                stored, tensors(net, network, false), zero(expected, network), i, rate);
          }
        }
      }
    }
  }

  private void assertGradients(GoldenTraining expected, MunitTraining training, DataType type) {
    try (MunitTraining start = training(net(type))) {
      GoldenTraining.restoreGradients(training, start);
    }
    for (String network : NETWORKS) {
      expected.assertGradients(
          "grads/" + network + ".iter1",
          tensors(training.net(), network, true),
          zero(expected, network));
    }
  }

  private static Set<String> zero(GoldenTraining expected, String network) {
    return expected.zeroInTruth().stream()
        .filter(name -> name.startsWith(network + ":"))
        .map(name -> name.substring(network.length() + 1))
        .collect(Collectors.toSet());
  }

  /** Parameters or gradients of one of their networks by their names. */
  private Map<String, INDArray> tensors(Munit net, String network, boolean gradient) {
    Map<String, INDArray> ours = new LinkedHashMap<>();
    for (Network one : net.networks()) {
      (gradient ? one.gradientViews() : one.parameterViews())
          .forEach((tensor, view) -> ours.put(one.name() + "." + tensor, view));
    }
    String domain = network.substring(network.length() - 1);
    String file = network.substring(0, 3) + "_*.pt";
    Map<String, INDArray> theirs = new LinkedHashMap<>();
    for (StateDict dictionary : new MunitProgram().dictionaries(sizes())) {
      if (dictionary.file().equals(file) && dictionary.keys().contains(domain)) {
        for (PublishedTensor tensor : dictionary.tensors()) {
          if (tensor.ours() != null) {
            theirs.put(tensor.theirs(), ours.get(tensor.ours()));
          }
        }
      }
    }
    return theirs;
  }

  /** A report's terms by their names; x is a, y is b. */
  private static Map<String, Double> byTheirNames(Map<String, Double> terms) {
    Map<String, Double> theirs = new LinkedHashMap<>();
    theirs.put("loss_dis_total", terms.get("d_total"));
    theirs.put("loss_gen_total", terms.get("g_total"));
    for (String[] side : new String[][] {{"_a", "_x", "_xy", "_yx"}, {"_b", "_y", "_yx", "_xy"}}) {
      theirs.put("loss_dis" + side[0], terms.get("d" + side[1]));
      theirs.put("loss_gen_recon_x" + side[0], terms.get("reconstruction" + side[1]));
      theirs.put("loss_gen_recon_s" + side[0], terms.get("style" + side[2]));
      // theirs is named after the content's domain, ours after that of the picture
      theirs.put("loss_gen_recon_c" + side[0], terms.get("content" + side[3]));
      theirs.put("loss_gen_cycrecon_x" + side[0], terms.get("cycle" + side[1]));
      theirs.put("loss_gen_adv" + side[0], terms.get("adversarial" + side[2]));
    }
    return theirs;
  }

  private Set<String> unweighted() {
    return GoldenTraining.unweighted(
        golden.manifest("hyperparameters"),
        Map.of(
            "recon_x_w", List.of("loss_gen_recon_x_a", "loss_gen_recon_x_b"),
            "recon_s_w", List.of("loss_gen_recon_s_a", "loss_gen_recon_s_b"),
            "recon_c_w", List.of("loss_gen_recon_c_a", "loss_gen_recon_c_b"),
            "recon_x_cyc_w", List.of("loss_gen_cycrecon_x_a", "loss_gen_cycrecon_x_b")));
  }

  private MunitTraining training(Munit net) {
    JsonNode h = golden.manifest("hyperparameters");
    MunitLossWeights loss =
        new MunitLossWeights(
            h.get("recon_x_w").asDouble(),
            h.get("recon_s_w").asDouble(),
            h.get("recon_c_w").asDouble(),
            h.get("recon_x_cyc_w").asDouble(),
            h.get("gan_w").asDouble(),
            h.get("vgg_w").asDouble());
    AdamConfig optimizer =
        new AdamConfig(
            h.get("lr").asDouble(),
            h.get("beta1").asDouble(),
            h.get("beta2").asDouble(),
            1e-8,
            h.get("weight_decay").asDouble(),
            h.get("step_size").asLong(),
            1);
    return new MunitTraining(net, loss, optimizer, draws(), null);
  }

  /** The recorded draws in place of a run's own. */
  private StepDraws draws() {
    return new StepDraws() {
      @Override
      public double[] style(long iteration, Call call, Side side, int index, int length) {
        String step = call == Call.DISCRIMINATOR ? "dis" : "gen";
        String name =
            String.format(
                Locale.ROOT,
                "draws/iter%d.%s.s_%s",
                iteration + 1,
                step,
                side == Side.BARE ? "a" : "b");
        double[] all = golden.array(name, DataType.DOUBLE).reshape(-1).toDoubleVector();
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
      }

      @Override
      public double texture(long iteration, Call call, Side side) {
        throw new AssertionError("MUNIT knows no texture");
      }
    };
  }

  private MunitNetworkConfig sizes() {
    JsonNode n = golden.manifest("network");
    return new MunitNetworkConfig(
        n.get("dim").asInt(),
        n.get("style").asInt(),
        n.get("mlp").asInt(),
        n.get("res_blocks").asInt(),
        Padding.REFLECT,
        new MunitNetworkConfig.Discriminator(
            n.get("d_dim").asInt(), n.get("d_scales").asInt(), n.get("d_layers").asInt()));
  }

  private Munit net(DataType type) {
    Munit net = Munit.of(sizes(), type);
    int loaded = 0;
    for (String network : NETWORKS) {
      Map<String, INDArray> views = tensors(net, network, false);
      Map<String, INDArray> stored = golden.tensors("params/" + network + ".init", type);
      assertEquals(stored.keySet(), views.keySet(), network);
      stored.forEach((tensor, initial) -> views.get(tensor).assign(initial));
      loaded += views.size();
    }
    assertEquals(
        net.networks().stream().mapToInt(n -> n.parameterViews().size()).sum(),
        loaded,
        "the case's parameters");
    return net;
  }

  private MakeupBatch batch(int iteration, DataType type) {
    return new MakeupBatch(iteration, faces(image("a", type)), faces(image("b", type)));
  }

  private static FaceBatch faces(INDArray images) {
    return new FaceBatch(images, null, null);
  }

  private INDArray image(String domain, DataType type) {
    return golden.array("in/x_" + domain, type).muli(nudge);
  }

  private static INDArray decode(Autoencoder net, INDArray content, INDArray style) {
    return forward(net.decoder(), content, forward(net.mlp(), style)[0])[0];
  }
}
