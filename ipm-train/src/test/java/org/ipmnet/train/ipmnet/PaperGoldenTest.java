// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.ipmnet.train.testing.GoldenTraining.forward;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetInference;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.eval.model.StyleMix;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.testing.GoldenTraining;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Preset paper against the PyTorch reference: forward, losses, gradients, three iterations,
 * evaluation.
 */
class PaperGoldenTest {
  private static final String CASE = "paper-small";

  private GoldenCase golden;
  private GoldenTraining expected;
  private DataType type;
  private double nudge = 1;

  private void open(DataType numbers) {
    golden = GoldenCase.open(CASE);
    type = numbers;
    expected = new GoldenTraining(golden, numbers);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void forwardEqualsPyTorch(DataType numbers) {
    open(numbers);
    try (IpmNetTraining training = training()) {
      MakeupBatch batch = batch();
      IpmNet net = training.net();
      INDArray rx = residual(batch.bare());
      INDArray ry = residual(batch.madeUp());
      expected.assertForward("forward/r_x", rx);
      expected.assertForward("forward/r_y", ry);
      INDArray sx = forward(net.style(), batch.bare().images())[0];
      INDArray sy = forward(net.style(), batch.madeUp().images())[0];
      expected.assertForward("forward/S_x", sx);
      expected.assertForward("forward/S_y", sy);
      INDArray ix = forward(net.identity(), rx)[0];
      INDArray iy = forward(net.identity(), ry)[0];
      expected.assertForward("forward/I_x", ix);
      expected.assertForward("forward/I_y", iy);
      INDArray adaIn = forward(net.mlp(), sy)[0];
      expected.assertForward("forward/mlp_S_y", adaIn);
      expected.assertForward("forward/g_yx", forward(net.generator(), ix, adaIn, rx)[0]);
      INDArray adaInX = forward(net.mlp(), sx)[0];
      expected.assertForward("forward/g_xy", forward(net.generator(), iy, adaInX, ry)[0]);
      for (Network d : training.discriminators().networks()) {
        INDArray[] logits = forward(d, batch.bare().images());
        for (int scale = 0; scale < logits.length; scale++) {
          expected.assertForward("forward/" + d.name() + "_of_x_scale" + scale, logits[scale]);
        }
      }
      assertRunning("running/after_first_d_step", net);
      evaluates("eval0", net, batch);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void iterationsEqualPyTorch(DataType numbers) {
    open(numbers);
    expected.withNudges(
        factor -> {
          nudge = factor;
          trainingEqualsPyTorch();
        });
  }

  private void trainingEqualsPyTorch() {
    int iterations = expected.iterations();
    try (IpmNetTraining training = training();
        IpmNetTraining start = training()) {
      MakeupBatch batch = batch();
      for (int i = 1; i <= iterations; i++) {
        expected.assertLosses("losses", i, byTarget(training.step(batch)), unweighted());
        if (i == 1) {
          GoldenTraining.restoreGradients(training, start);
          groups(training, Network::gradientViews)
              .forEach(
                  (group, found) ->
                      expected.assertGradients(
                          "grads/" + group + ".iter1", found, expected.zeroInTruth()));
          assertRunning("running/after1", training.net());
          assertParameters(1, training);
        }
      }
      assertParameters(iterations, training);
      assertRunning("running/after" + iterations, training.net());
      evaluates("eval", training.net(), batch);
    }
  }

  private void evaluates(String stage, IpmNet net, MakeupBatch batch) {
    double absolute =
        expected.tolerance(
            type == DataType.DOUBLE ? "abs" : stage.equals("eval0") ? "forward_abs" : "eval_abs");
    double ofMixedStyles = type == DataType.DOUBLE ? 10 * absolute : absolute; // round to float
    double relative = type == DataType.DOUBLE ? expected.tolerance("rel") : 0;
    try (IpmNetInference inference = new IpmNetInference(net)) {
      INDArray rx = residual(batch.bare());
      INDArray ix = inference.identityCode(rx);
      INDArray sx = inference.styleCode(batch.bare().images());
      INDArray sy = inference.styleCode(batch.madeUp().images());
      Map<String, INDArray> codes = Map.of("I_x", ix, "S_x", sx, "S_y", sy);
      List<String> names = golden.names(stage + "/");
      for (String name : names) {
        String alpha = name.substring(name.lastIndexOf("out_alpha") + "out_alpha".length());
        boolean ofMixed = name.contains("out_alpha") && !List.of("0", "1").contains(alpha);
        INDArray found =
            name.contains("out_alpha")
                ? inference.generate(ix, mixed(sx, sy, Double.parseDouble(alpha)), rx)
                : codes.get(name.substring(stage.length() + 1));
        double allowed = ofMixed ? ofMixedStyles : absolute;
        golden.expected(name).assertClose(name, found, allowed, relative);
      }
      assertTrue(names.size() >= 4, stage + " has only " + names);
    }
  }

  /**
   * Equation (9) as the program computes it, on floats; [batch, style, 1, 1]. In double precision
   * an end of the scale is the code itself, unrounded.
   */
  private INDArray mixed(INDArray own, INDArray other, double alpha) {
    if (type == DataType.DOUBLE && (alpha == 0 || alpha == 1)) {
      return alpha == 0 ? other : own;
    }
    float[] mixed = StyleMix.of(floats(own), floats(other), alpha);
    return Nd4j.createFromArray(mixed).reshape(own.shape()).castTo(type);
  }

  private static float[] floats(INDArray array) {
    return array.reshape(array.length()).toFloatVector();
  }

  private void assertParameters(int iteration, IpmNetTraining training) {
    double rate = golden.manifest("hyperparameters", "lr").asDouble();
    groups(training, Network::parameterViews)
        .forEach(
            (group, found) ->
                expected.assertParameters(
                    String.format(Locale.ROOT, "params/%s.after%d", group, iteration),
                    found,
                    expected.zeroInTruth(),
                    iteration,
                    rate));
  }

  private void assertRunning(String name, IpmNet net) {
    Map<String, INDArray> actual = tensors(net.networks(), Network::statisticViews);
    Map<String, GoldenCase.Entry> theirs = golden.index(name);
    assertEquals(theirs.keySet(), actual.keySet(), name);
    boolean last = name.equals("running/after" + expected.iterations());
    String relative = type == DataType.DOUBLE ? "rel" : "running_rel_after_1";
    String absolute =
        type == DataType.DOUBLE ? "abs" : last ? "running_abs_after_3" : "running_rel_after_1";
    theirs.forEach(
        (tensor, entry) ->
            entry
                .expected()
                .assertClose(
                    name + " " + tensor,
                    actual.get(tensor),
                    expected.tolerance(absolute),
                    expected.tolerance(relative)));
  }

  private IpmNetTraining training() {
    int dim = golden.manifest("network", "dim").asInt();
    IpmNet net = IpmNet.of(sizes(dim), type);
    int width = golden.manifest("network").path("d_dim").asInt(dim);
    Discriminators discriminators = Discriminators.of(sizes(width), type);
    IpmNetTraining training =
        new IpmNetTraining(
            net,
            discriminators,
            null,
            weights(),
            optimizer(),
            new Residual(1, 0),
            null,
            SkinTone.REFERENCE);
    groups(training, Network::parameterViews)
        .forEach((group, views) -> load("params/" + group + ".init", views));
    return training;
  }

  /** The sizes; a case may give D a width of its own. */
  private IpmNetNetworkConfig sizes(int width) {
    JsonNode n = golden.manifest("network");
    Norm norm = Norm.valueOf(n.get("norm").asText().toUpperCase(java.util.Locale.ROOT));
    return new IpmNetNetworkConfig(
        width,
        n.get("style").asInt(),
        n.get("mlp").asInt(),
        Padding.valueOf(n.get("padding").asText().toUpperCase(java.util.Locale.ROOT)),
        new IpmNetNetworkConfig.Identity(n.get("identity_res_blocks").asInt(), norm),
        new IpmNetNetworkConfig.Style(2, n.get("style_res_blocks").asInt(), norm),
        new IpmNetNetworkConfig.Decoder(n.get("generator_res_blocks").asInt(), norm, false, true),
        new IpmNetNetworkConfig.Discriminator(
            n.path("d_dim").asInt(n.get("dim").asInt()), // early cases have one width
            n.get("d_scales").asInt(),
            n.get("d_layers").asInt(),
            Norm.NONE));
  }

  private IpmNetLossWeights weights() {
    JsonNode w = golden.manifest("hyperparameters", "weights");
    return new IpmNetLossWeights(
        w.get("perceptual").asDouble(),
        w.get("background").asDouble(),
        w.get("reconstruction").asDouble(),
        w.get("foreground").asDouble(),
        w.get("identity").asDouble(),
        w.get("style").asDouble(),
        w.get("cycle").asDouble(),
        w.get("adversarial").asDouble(),
        0,
        AdversarialForm.LOG,
        StyleSource.REFERENCE);
  }

  /** A report by the names of the case, where {@code _x} is the direction whose target is x. */
  private static Map<String, Double> byTarget(LossReport report) {
    Map<String, Double> terms = new LinkedHashMap<>();
    report
        .terms()
        .forEach((name, loss) -> terms.put(name.replaceFirst("_[xy](?=[xy]$)", "_"), loss));
    return terms;
  }

  private Set<String> unweighted() {
    JsonNode weights = golden.manifest("hyperparameters", "weights");
    Map<String, List<String>> losses = new LinkedHashMap<>();
    weights.fieldNames().forEachRemaining(w -> losses.put(w, List.of(w + "_x", w + "_y")));
    return GoldenTraining.unweighted(weights, losses);
  }

  private AdamConfig optimizer() {
    JsonNode h = golden.manifest("hyperparameters");
    return new AdamConfig(
        h.get("lr").asDouble(),
        h.get("beta1").asDouble(),
        h.get("beta2").asDouble(),
        h.get("eps").asDouble(),
        h.get("weight_decay").asDouble(),
        0,
        1);
  }

  private void load(String name, Map<String, INDArray> views) {
    Map<String, INDArray> stored = golden.tensors(name, type);
    assertEquals(stored.keySet(), views.keySet(), name);
    stored.forEach((tensor, initial) -> views.get(tensor).assign(initial));
  }

  /** Arrays of the networks as the case groups them. */
  private static Map<String, Map<String, INDArray>> groups(
      IpmNetTraining training, Function<Network, Map<String, INDArray>> views) {
    Map<String, Map<String, INDArray>> groups = new LinkedHashMap<>();
    groups.put("gen", tensors(training.net().networks(), views));
    training.discriminators().networks().forEach(d -> groups.put(d.name(), views.apply(d)));
    return groups;
  }

  private static Map<String, INDArray> tensors(
      List<Network> networks, Function<Network, Map<String, INDArray>> views) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    networks.forEach(
        network ->
            views
                .apply(network)
                .forEach((tensor, view) -> all.put(network.name() + "." + tensor, view)));
    return all;
  }

  private MakeupBatch batch() {
    return new MakeupBatch(0, faces("x"), faces("y"));
  }

  private FaceBatch faces(String side) {
    return new FaceBatch(
        golden.array("in/" + side, type).muli(nudge),
        golden.array("in/mask_" + side, type),
        golden.array("in/texture_" + side, type));
  }

  private static INDArray residual(FaceBatch faces) {
    INDArray mask = faces.masks().broadcast(faces.images().shape());
    return faces.images().mul(mask).addi(faces.textures().broadcast(faces.images().shape()));
  }
}
