// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.GoldenFolder;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.StepDraws;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.testing.GoldenTraining;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Preset release against the authors' program: forward, losses, gradients, parameters, in every
 * case whose name begins with release-small. Their a is made up, our y; their b is bare, our x.
 */
class ReleaseGoldenTest {
  private static final String PREFIX = "release-small";
  private static final double R1_FACTOR = 0.01;
  private static final Residual RESIDUAL = new Residual(-2, 0.2);

  private GoldenCase golden;
  private GoldenTraining expected;
  private DataType type;
  private double nudge = 1;

  private static Stream<Arguments> cases() {
    return GoldenFolder.named(PREFIX).stream()
        .flatMap(
            name ->
                Stream.of(DataType.FLOAT, DataType.DOUBLE).map(type -> Arguments.of(name, type)));
  }

  private static Stream<Arguments> trainings() {
    return cases()
        .flatMap(c -> Stream.of(1, 2).map(steps -> Arguments.of(c.get()[0], c.get()[1], steps)));
  }

  private void open(String name, DataType numbers) {
    golden = GoldenCase.open(name);
    type = numbers;
    expected = new GoldenTraining(golden, numbers);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forwardEqualsTheProgram(String name, DataType numbers) {
    open(name, numbers);
    assumeTrue(golden.has("forward/c_a"), name + " holds no forward pass");
    MakeupBatch batch = batch(0);
    try (IpmNetTraining training = training(2)) {
      IpmNet net = training.net();
      JsonNode u = golden.manifest("texture_jitter_u_forward", "values");
      INDArray ra = residual(batch.madeUp(), u.get(0).asDouble());
      INDArray rb = residual(batch.bare(), u.get(1).asDouble());
      INDArray ca = forward(net.identity(), ra);
      INDArray cb = forward(net.identity(), rb);
      INDArray sa = forward(net.style(), batch.madeUp().images());
      INDArray sb = forward(net.style(), batch.bare().images());
      expected.assertForward("forward/r_a", ra);
      expected.assertForward("forward/r_b", rb);
      expected.assertForward("forward/c_a", ca);
      expected.assertForward("forward/c_b", cb);
      expected.assertForward("forward/s_a", sa);
      expected.assertForward("forward/s_b", sb);
      expected.assertForward("forward/adain_a", forward(net.mlp(), sa));
      expected.assertForward("forward/y_aa", decode(net, ca, sa, ra));
      expected.assertForward("forward/y_ab", decode(net, ca, sb, ra));
      expected.assertForward("forward/y_ba", decode(net, cb, sa, rb));
      Discriminators d = training.discriminators();
      INDArray photo = batch.madeUp().images();
      assertLogits("forward/dis_a_of_x_a_scale", d.madeUp(), photo);
      assertLogits("forward/dis_b_of_x_a_scale", d.bare(), photo);
    }
  }

  private void assertLogits(String name, Network d, INDArray photo) {
    INDArray[] logits = GoldenTraining.forward(d, photo);
    for (int scale = 0; scale < logits.length; scale++) {
      expected.assertForward(name + scale, logits[scale]);
    }
  }

  /** Pictures of iteration 1: those that D judges, and those of the G step, which draws anew. */
  @ParameterizedTest
  @MethodSource("cases")
  void picturesOfAnIterationEqualTheProgram(String name, DataType numbers) {
    open(name, numbers);
    assumeTrue(golden.has("iter1/dis.x_ba"), name + " holds no pictures of an iteration");
    MakeupBatch batch = batch(0);
    double[] u = jitters(0);
    try (IpmNetTraining training = training(2)) {
      IpmNet net = training.net();
      INDArray ra = residual(batch.madeUp(), u[0]);
      INDArray rb = residual(batch.bare(), u[1]);
      expected.assertForward("iter1/dis.x_ba", cross(net, rb, "dis.s_a"));
      expected.assertForward("iter1/dis.x_ab", cross(net, ra, "dis.s_b"));
      ra = residual(batch.madeUp(), u[2]);
      rb = residual(batch.bare(), u[3]);
      INDArray xab = cross(net, ra, "gen.s_b");
      INDArray xba = cross(net, rb, "gen.s_a");
      expected.assertForward("iter1/gen.x_ab", xab);
      expected.assertForward("iter1/gen.x_ba", xba);
      INDArray sa = forward(net.style(), batch.madeUp().images());
      INDArray sb = forward(net.style(), batch.bare().images());
      expected.assertForward("iter1/gen.x_aa", decode(net, forward(net.identity(), ra), sa, ra));
      expected.assertForward("iter1/gen.x_bb", decode(net, forward(net.identity(), rb), sb, rb));
      INDArray rab = residual(xab, batch.madeUp(), u[4]);
      INDArray rba = residual(xba, batch.bare(), u[5]);
      expected.assertForward("iter1/gen.x_aba", decode(net, forward(net.identity(), rab), sa, rab));
      expected.assertForward("iter1/gen.x_bab", decode(net, forward(net.identity(), rba), sb, rba));
    }
  }

  private INDArray cross(IpmNet net, INDArray r, String style) {
    return decode(net, forward(net.identity(), r), golden.array("draws/iter1." + style, type), r);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientPenaltyEqualsTheProgram(String name, DataType numbers) {
    open(name, numbers);
    assumeTrue(golden.has("grads/r1.dis_a.scale1"), name + " holds no gradient penalty");
    MakeupBatch batch = batch(0);
    try (IpmNetTraining training = training(2);
        Arena arena = new Arena(type, 8 << 20)) {
      Discriminators d = training.discriminators();
      assertPenalty("r1.dis_b_scale", arena, d.bare(), batch.bare().images());
      assertPenalty("r1.dis_a_scale", arena, d.madeUp(), batch.madeUp().images());
      Map<String, INDArray> found = new LinkedHashMap<>();
      golden
          .index("grads/r1.dis_a.scale1")
          .keySet()
          .forEach(
              theirs ->
                  found.put(
                      theirs, d.madeUp().gradientViews().get(AuthorsNames.discriminator(theirs))));
      expected.assertGradients("grads/r1.dis_a.scale1", found, Set.of());
      for (Map.Entry<String, GoldenCase.Entry> tensor :
          golden.index("grads/r1.dis_a.scale1").entrySet()) {
        // these gradients are small: the absolute tolerance alone would let much pass
        GoldenCase.Entry entry = tensor.getValue();
        double bound = entry.max() * (type == DataType.DOUBLE ? 1e-6 : 2e-5);
        entry.expected().assertClose(tensor.getKey(), found.get(tensor.getKey()), bound, 0);
      }
    }
  }

  private void assertPenalty(String scales, Arena arena, Network d, INDArray photos) {
    d.clearGradient();
    double sum = 0;
    for (int scale = 0; scale < golden.manifest("network", "d_scales").asInt(); scale++) {
      sum += golden.manifest("scalars", scales + scale, "value").asDouble();
    }
    try (Tape tape = new Tape(arena)) {
      Tape.PenalisedOutputs judged = tape.applyWithGradientNorm(d, tape.constant(photos));
      double found = R1_FACTOR * judged.gradientNorm().value();
      assertEquals(sum, found, sum * (type == DataType.DOUBLE ? 1e-9 : 1e-5), scales);
      tape.weigh(judged.gradientNorm(), R1_FACTOR);
      tape.backward();
    }
  }

  /** The program as it is makes two steps of G an iteration; {@code .once} is one. */
  @ParameterizedTest
  @MethodSource("trainings")
  void iterationsEqualTheProgram(String name, DataType numbers, int generatorSteps) {
    open(name, numbers);
    expected.withNudges(
        factor -> {
          nudge = factor;
          trainingEqualsTheProgram(generatorSteps);
        });
  }

  private void trainingEqualsTheProgram(int generatorSteps) {
    String suffix = generatorSteps == 1 ? ".once" : "";
    Set<String> zero = expected.zeroInTruth();
    try (IpmNetTraining training = training(generatorSteps)) {
      for (int i = 1; i <= expected.comparableIterations(); i++) {
        LossReport report = training.step(batch(i - 1));
        expected.assertLosses(
            "losses" + suffix, i, AuthorsNames.losses(report.terms()), unweighted());
        if (i == 1 && generatorSteps == 1 && golden.has("grads/gen.iter1")) {
          assertGradients(training, zero);
        }
        double rate = golden.manifest("lr_used").get(0).asDouble();
        for (String network : List.of("gen", "dis_a", "dis_b")) {
          String after = String.format(Locale.ROOT, "params/%s.after%d", network, i);
          // iteration 1 of D is the same either way
          String stored = golden.has(after + suffix) ? after + suffix : after;
          boolean same = stored.endsWith(suffix) || (i == 1 && !network.equals("gen"));
          if (golden.has(stored) && same) {
            int steps = network.equals("gen") ? i * generatorSteps : i;
            expected.assertParameters(stored, parameters(training, network), zero, steps, rate);
          }
        }
      }
      assertEquals(
          (long) generatorSteps * expected.comparableIterations(),
          training.optimizers().get(0).steps());
      assertEquals(expected.comparableIterations(), training.optimizers().get(1).steps());
    }
  }

  private void assertGradients(IpmNetTraining training, Set<String> zero) {
    try (IpmNetTraining start = training(1)) {
      GoldenTraining.restoreGradients(training, start);
    }
    for (String network : List.of("gen", "dis_a", "dis_b")) {
      Map<String, INDArray> found = new LinkedHashMap<>();
      String stored = "grads/" + network + ".iter1";
      golden
          .index(stored)
          .forEach(
              (theirs, entry) -> {
                INDArray zeros = Nd4j.zeros(type, entry.expected().shape());
                found.put(theirs, tensor(training, network, theirs, true, zeros));
              });
      expected.assertGradients(stored, found, zero);
    }
  }

  private Map<String, INDArray> parameters(IpmNetTraining training, String network) {
    Map<String, INDArray> found = new LinkedHashMap<>();
    golden
        .tensors("params/" + network + ".init", type)
        .forEach(
            (theirs, initial) ->
                found.put(theirs, tensor(training, network, theirs, false, initial)));
    return found;
  }

  /**
   * A tensor by the program's name.
   *
   * @param unused what stands for a tensor that nothing uses and that we do not have
   */
  private static INDArray tensor(
      IpmNetTraining training, String network, String theirs, boolean gradient, INDArray unused) {
    if (!network.equals("gen")) {
      Discriminators d = training.discriminators();
      Network one = network.equals("dis_a") ? d.madeUp() : d.bare();
      return (gradient ? one.gradientViews() : one.parameterViews())
          .get(AuthorsNames.discriminator(theirs));
    }
    return AuthorsNames.generator(theirs)
        .map(ours -> views(training.net(), gradient).get(ours))
        .orElse(unused);
  }

  private static Map<String, INDArray> views(IpmNet net, boolean gradient) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    for (Network network : net.networks()) {
      (gradient ? network.gradientViews() : network.parameterViews())
          .forEach((tensor, view) -> all.put(network.name() + "." + tensor, view));
    }
    return all;
  }

  private IpmNetTraining training(int generatorSteps) {
    IpmNet net = IpmNet.of(sizes(), type);
    Discriminators d = Discriminators.of(sizes(), type);
    Set<String> loaded = new HashSet<>();
    Map<String, INDArray> views = views(net, false);
    golden
        .tensors("params/gen.init", type)
        .forEach(
            (theirs, initial) ->
                AuthorsNames.generator(theirs)
                    .ifPresent(
                        ours -> {
                          views.get(ours).assign(initial);
                          loaded.add(ours);
                        }));
    assertEquals(views.keySet(), loaded, "the case's parameters");
    load(d.madeUp(), "params/dis_a.init");
    load(d.bare(), "params/dis_b.init");
    return new IpmNetTraining(
        net, d, null, weights(), optimizer(generatorSteps), RESIDUAL, draws(), SkinTone.REFERENCE);
  }

  private void load(Network d, String name) {
    Map<String, INDArray> stored = golden.tensors(name, type);
    assertEquals(d.parameterViews().size(), stored.size(), name);
    stored.forEach(
        (theirs, initial) ->
            d.parameterViews().get(AuthorsNames.discriminator(theirs)).assign(initial));
  }

  private IpmNetNetworkConfig sizes() {
    JsonNode n = golden.manifest("network");
    int res = n.get("res_blocks").asInt();
    return new IpmNetNetworkConfig(
        n.get("dim").asInt(),
        n.get("style").asInt(),
        n.get("mlp").asInt(),
        Padding.REFLECT,
        new IpmNetNetworkConfig.Identity(res, Norm.INSTANCE),
        new IpmNetNetworkConfig.Style(4, 0, Norm.NONE),
        new IpmNetNetworkConfig.Decoder(res, Norm.LAYER, true, true),
        new IpmNetNetworkConfig.Discriminator(
            n.get("d_dim").asInt(),
            n.get("d_scales").asInt(),
            n.get("d_layers").asInt(),
            Norm.NONE));
  }

  private IpmNetLossWeights weights() {
    JsonNode h = golden.manifest("hyperparameters");
    return new IpmNetLossWeights(
        h.get("vgg_w").asDouble(),
        h.get("back_w").asDouble(),
        h.get("recon_x_w").asDouble(),
        h.get("fore_w").asDouble(),
        h.get("recon_c_w").asDouble(),
        h.get("recon_s_w").asDouble(),
        h.get("recon_x_cyc_w").asDouble(),
        h.get("gan_w").asDouble(),
        1,
        AdversarialForm.LEAST_SQUARES,
        StyleSource.RANDOM);
  }

  /** Their names of losses of weight 0. */
  private Set<String> unweighted() {
    return GoldenTraining.unweighted(
        golden.manifest("hyperparameters"),
        Map.of(
            "back_w", List.of("loss_back_x_a", "loss_back_x_b"),
            "recon_x_w", List.of("loss_gen_recon_x_a", "loss_gen_recon_x_b"),
            "fore_w", List.of("loss_fore_x_a", "loss_fore_x_b"),
            "recon_c_w", List.of("loss_gen_recon_c_a", "loss_gen_recon_c_b"),
            "recon_s_w", List.of("loss_gen_recon_s_a", "loss_gen_recon_s_b"),
            "recon_x_cyc_w", List.of("loss_gen_cycrecon_x_a", "loss_gen_cycrecon_x_b")));
  }

  private AdamConfig optimizer(int generatorSteps) {
    JsonNode h = golden.manifest("hyperparameters");
    return new AdamConfig(
        h.get("lr").asDouble(),
        h.get("beta1").asDouble(),
        h.get("beta2").asDouble(),
        1e-8,
        h.get("weight_decay").asDouble(),
        h.get("step_size").asLong(),
        generatorSteps);
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
                side == Side.BARE ? "b" : "a");
        double[] all = golden.array(name, DataType.DOUBLE).reshape(-1).toDoubleVector();
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
      }

      @Override
      public double texture(long iteration, Call call, Side side) {
        int first =
            switch (call) {
              case DISCRIMINATOR -> 0;
              case GENERATOR -> 2;
              case RESULT -> 4;
            };
        return jitters(iteration)[first + (side == Side.BARE ? 1 : 0)];
      }
    };
  }

  private double[] jitters(long iteration) {
    JsonNode values =
        golden.manifest("texture_jitter_u", "values_per_iteration").get((int) iteration);
    double[] u = new double[values.size()];
    for (int i = 0; i < u.length; i++) {
      u[i] = values.get(i).asDouble();
    }
    return u;
  }

  private MakeupBatch batch(long iteration) {
    return new MakeupBatch(iteration, faces("b"), faces("a"));
  }

  private FaceBatch faces(String side) {
    return new FaceBatch(
        golden.array("in/x_" + side, type).muli(nudge),
        golden.array("in/mask_" + side, type),
        golden.array("in/texture_" + side, type));
  }

  private static INDArray residual(FaceBatch faces, double u) {
    return residual(faces.images(), faces, u);
  }

  private static INDArray residual(INDArray pictures, FaceBatch faces, double u) {
    INDArray mask = faces.masks().broadcast(pictures.shape());
    INDArray texture = faces.textures().mul(RESIDUAL.textureFactor(u)).broadcast(pictures.shape());
    return pictures.mul(mask).addi(texture);
  }

  private INDArray decode(IpmNet net, INDArray code, INDArray style, INDArray r) {
    return forward(net.generator(), code, forward(net.mlp(), style), r);
  }

  private static INDArray forward(Network network, INDArray... inputs) {
    return GoldenTraining.forward(network, inputs)[0];
  }
}
