// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import static org.ipmnet.core.testing.TensorAssert.flat;
import static org.ipmnet.train.testing.GoldenTraining.forward;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.Vgg;
import org.ipmnet.core.perceptual.VggForm;
import org.ipmnet.core.perceptual.VggInput;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.Leaf;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.AdamConfig;
import org.ipmnet.train.testing.GoldenTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** BeautyGAN against its published program: forward, losses, gradients, parameters, matching. */
class BeautyGanGoldenTest {
  private static final List<String> REGIONS = List.of("lip", "skin", "eye_left", "eye_right");

  private GoldenCase golden;
  private GoldenTraining expected;
  private DataType type;
  private double nudge = 1;

  private void open(DataType numbers) {
    golden = GoldenCase.open("beautygan-small");
    type = numbers;
    expected = new GoldenTraining(golden, numbers);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void forwardEqualsTheProgram(DataType numbers) {
    open(numbers);
    BeautyGan net = net();
    INDArray a = golden.array("in/x_a", type);
    INDArray b = golden.array("in/x_b", type);
    INDArray[] made = forward(net.generator(), a, b);
    expected.assertForward("forward/g_a", made[0]);
    expected.assertForward("forward/g_b", made[1]);
    try (Tape tape = new Tape(Memory.fresh())) {
      Vgg vgg = vgg();
      expected.assertForward("forward/vgg_r41_x_a", vgg.features(tape, tape.constant(a)).value());
      expected.assertForward("forward/vgg_r41_x_b", vgg.features(tape, tape.constant(b)).value());
    }
  }

  /** Two calls: each makes a power step first, so that the second answers otherwise. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void spectralNormEqualsTheProgram(DataType numbers) {
    open(numbers);
    BeautyGan net = net();
    for (String name : List.of("d_a", "d_b")) {
      Network d = name.equals("d_a") ? net.madeUp() : net.bare();
      for (String call : List.of("first", "second")) {
        expected.assertForward(
            String.format(Locale.ROOT, "forward/%s_%s_call", name, call),
            forward(d, judged(name))[0]);
      }
      d.statisticViews()
          .forEach(
              (statistic, view) ->
                  expected.assertForward(
                      String.format(Locale.ROOT, "forward/%s/after_two_calls.%s", name, statistic),
                      view));
    }
  }

  private INDArray judged(String d) {
    return golden.array(d.equals("d_a") ? "in/x_b" : "in/x_a", type);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void picturesOfAnIterationEqualTheProgram(DataType numbers) {
    open(numbers);
    Network g = net().generator();
    INDArray a = golden.array("in/x_a", type);
    INDArray b = golden.array("in/x_b", type);
    INDArray[] identityA = forward(g, a, a);
    expected.assertForward("iter1/idt_a1", identityA[0]);
    expected.assertForward("iter1/idt_a2", identityA[1]);
    INDArray[] identityB = forward(g, b, b);
    expected.assertForward("iter1/idt_b1", identityB[0]);
    expected.assertForward("iter1/idt_b2", identityB[1]);
    INDArray[] made = forward(g, a, b);
    expected.assertForward("iter1/d_step.fake_a", made[0]);
    expected.assertForward("iter1/d_step.fake_b", made[1]);
    INDArray[] back = forward(g, made[1], made[0]);
    expected.assertForward("iter1/rec_b", back[0]);
    expected.assertForward("iter1/rec_a", back[1]);
  }

  /** Regions, tables, losses and gradients of the makeup loss on the recorded pictures. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theMakeupLossEqualsTheProgram(DataType numbers) {
    open(numbers);
    for (String direction : List.of("a", "b")) {
      String other = direction.equals("a") ? "b" : "a";
      List<int[]> own = regions(direction);
      List<int[]> reference = regions(other);
      try (Arena arena = new Arena(type, 1 << 20)) {
        for (int i = 0; i < REGIONS.size(); i++) {
          String name = String.format(Locale.ROOT, "his_%s_%s", direction, REGIONS.get(i));
          assertMask("histogram/" + name + ".mask_src", own.get(i));
          assertMask("histogram/" + name + ".mask_ref", reference.get(i));
          try (Tape tape = new Tape(arena)) {
            Leaf made = new Leaf(tape, golden.array("iter1/fake_" + direction, type));
            MakeupLoss loss =
                new MakeupLoss(tape, made.variable(), golden.array("in/x_" + other, type));
            double[] table = golden.expected("histogram/" + name + ".table").values();
            for (int channel = 0; channel < 3; channel++) {
              double[] found =
                  IntStream.of(loss.table(channel, own.get(i), reference.get(i)))
                      .asDoubleStream()
                      .toArray();
              double[] theirs = Arrays.copyOfRange(table, 256 * channel, 256 * channel + 256);
              assertArrayEquals(theirs, found, name + " table " + channel);
            }
            Scalar h = loss.of(own.get(i), reference.get(i));
            double value = golden.manifest("losses", "iter1", name, "value").asDouble();
            double relative = type == DataType.DOUBLE ? 1e-6 : 1e-5;
            assertEquals(value, h.value(), relative * value, name);
            tape.weigh(h, 0.7);
            tape.backward();
            golden
                .expected("histogram/" + name + ".gradient")
                .assertClose(name + " gradient", made.gradient().div(0.7), 1e-9, 1e-6);
          }
          arena.reset();
        }
      }
    }
  }

  private List<int[]> regions(String face) {
    MakeupRegions regions = MakeupRegions.of(codes(face), EyeBoxEdge.EMPTY).orElseThrow();
    return List.of(regions.lips(), regions.skin(), regions.leftEye(), regions.rightEye());
  }

  private void assertMask(String name, int[] region) {
    assertArrayEquals(pixels(name), region, name);
  }

  private int[] pixels(String mask) {
    double[] values = golden.expected(mask).values();
    return IntStream.range(0, values.length).filter(i -> values[i] != 0).toArray();
  }

  @Test
  void matchingEqualsTheProgram() {
    open(DataType.FLOAT);
    List<String> tables =
        golden.names("matching/").stream().filter(name -> name.endsWith(".table")).toList();
    assertFalse(tables.isEmpty(), "the case has no matching");
    tables.forEach(
        table -> matching(table.substring("matching/".length(), table.lastIndexOf('.'))));
  }

  private void matching(String name) {
    double[] table = golden.expected("matching/" + name + ".table").values();
    double[][] source = levels(name + ".dst");
    double[][] reference = levels(name + ".ref");
    double[][] out = levels(name + ".out");
    for (int channel = 0; channel < 3; channel++) {
      int[] found = HistogramMatching.table(whole(source[channel]), whole(reference[channel]));
      for (int i = 0; i < 256; i++) {
        assertEquals(
            table[256 * channel + i],
            found[i],
            String.format(Locale.ROOT, "%s %d %d", name, channel, i));
      }
      for (int i = 0; i < source[channel].length; i++) {
        assertEquals(out[channel][i], found[(int) source[channel][i]], name + " out");
      }
    }
  }

  private static int[] whole(double[] levels) {
    return Arrays.stream(levels).mapToInt(level -> (int) level).toArray();
  }

  private double[][] levels(String name) {
    int pixels = golden.manifest("arrays", "matching/" + name, "shape").get(1).asInt();
    double[][] levels = new double[3][];
    double[] all = golden.expected("matching/" + name).values();
    for (int channel = 0; channel < 3; channel++) {
      levels[channel] = Arrays.copyOfRange(all, channel * pixels, (channel + 1) * pixels);
    }
    return levels;
  }

  /** Eyes at the border: the program's empty box, and the one at the other border, which is cut. */
  @ParameterizedTest
  @ValueSource(strings = {"left", "right"})
  void eyeBoxesAtTheBorder(String eye) {
    open(DataType.FLOAT);
    double[] face = golden.expected("regions/face").values();
    JsonNode shape = golden.manifest("arrays", "regions/face", "shape");
    int width = shape.get(shape.size() - 1).asInt();
    int[] region =
        MakeupRegions.around(
            pixels("regions/eye_" + eye), i -> face[i] != 0, width, EyeBoxEdge.EMPTY);
    assertMask(String.format(Locale.ROOT, "regions/%s_box", eye), region);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void iterationsEqualTheProgram(DataType numbers) {
    open(numbers);
    expected.withNudges(
        factor -> {
          nudge = factor;
          trainingEqualsTheProgram();
        });
  }

  private void trainingEqualsTheProgram() {
    double rate = golden.manifest("lr_used").get(0).asDouble();
    try (BeautyGanTraining training = training(net());
        BeautyGanTraining start = training(net())) {
      for (int i = 1; i <= expected.comparableIterations(); i++) {
        Map<String, Double> found = halves(training.net());
        LossReport report = training.step(batch(i - 1));
        found.putAll(theirNames(report.terms()));
        expected.assertLosses("losses", i, found, unweighted());
        if (i == 1) {
          GoldenTraining.restoreGradients(training, start);
          for (Map.Entry<String, Network> network : networks(training.net()).entrySet()) {
            expected.assertGradients(
                String.format(Locale.ROOT, "grads/%s.iter1", network.getKey()),
                network.getValue().gradientViews(),
                Set.of());
          }
        }
        for (Map.Entry<String, Network> network : networks(training.net()).entrySet()) {
          String after = String.format(Locale.ROOT, "params/%s.after%d", network.getKey(), i);
          if (golden.has(after)) {
            expected.assertParameters(after, state(network.getValue()), Set.of(), i, rate);
          }
        }
      }
    }
  }

  /** What each D says to a photo and a picture, which our report has the sum of. */
  private Map<String, Double> halves(BeautyGan net) {
    INDArray a = golden.array("in/x_a", type).muli(nudge);
    INDArray b = golden.array("in/x_b", type).muli(nudge);
    INDArray[] made = forward(net.generator(), a, b);
    Map<String, Double> halves = new LinkedHashMap<>();
    addHalves("d_a", net.madeUp(), b, made[0], halves);
    addHalves("d_b", net.bare(), a, made[1], halves);
    return halves;
  }

  private static void addHalves(
      String name, Network d, INDArray real, INDArray fake, Map<String, Double> into) {
    INDArray before = d.statistics().dup();
    INDArray photo = forward(d, real)[0].subi(1);
    into.put(name + "_real", photo.muli(photo).meanNumber().doubleValue());
    INDArray picture = forward(d, fake)[0];
    into.put(name + "_fake", picture.muli(picture).meanNumber().doubleValue());
    d.statistics().assign(before); // applications move them
  }

  /** Our report by the names of the case. */
  private Map<String, Double> theirNames(Map<String, Double> ours) {
    Map<String, Double> names = new LinkedHashMap<>();
    ours.forEach((name, value) -> names.put(theirName(name), value));
    names.put("d_a", ours.get("d_y") / 2);
    names.put("d_b", ours.get("d_x") / 2);
    return names;
  }

  private static String theirName(String ours) {
    String side = ours.matches(".*_(yx|x\\d?)") ? "a" : "b";
    if (ours.startsWith("identity")) {
      return "idt_" + side + ours.charAt(ours.length() - 1);
    }
    return switch (ours.replaceFirst("_[xy]+$", "")) {
      case "adversarial" -> String.format(Locale.ROOT, "g_%s_adv", side);
      case "cycle" -> "rec_" + side;
      case "lips" -> String.format(Locale.ROOT, "his_%s_lip", side);
      case "skin" -> String.format(Locale.ROOT, "his_%s_skin", side);
      case "left_eye" -> String.format(Locale.ROOT, "his_%s_eye_left", side);
      case "right_eye" -> String.format(Locale.ROOT, "his_%s_eye_right", side);
      case "perceptual" -> "vgg_" + side;
      default -> ours;
    };
  }

  private static Map<String, INDArray> state(Network network) {
    Map<String, INDArray> all = new LinkedHashMap<>(network.parameterViews());
    all.putAll(network.statisticViews());
    return all;
  }

  private static Map<String, Network> networks(BeautyGan net) {
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("g", net.generator());
    networks.put("d_a", net.madeUp());
    networks.put("d_b", net.bare());
    return networks;
  }

  private BeautyGan net() {
    JsonNode n = golden.manifest("network");
    BeautyGan net =
        BeautyGan.of(
            new BeautyGanNetworkConfig(
                n.get("dim").asInt(),
                n.get("res_blocks").asInt(),
                new BeautyGanNetworkConfig.Discriminator(
                    n.get("d_dim").asInt(), n.get("d_layers").asInt())),
            type);
    networks(net)
        .forEach(
            (name, network) -> {
              Map<String, INDArray> views = state(network);
              Map<String, INDArray> stored =
                  golden.tensors(String.format(Locale.ROOT, "params/%s.init", name), type);
              assertEquals(views.keySet(), stored.keySet(), name);
              stored.forEach((tensor, initial) -> views.get(tensor).assign(initial));
            });
    return net;
  }

  private Vgg vgg() {
    FormulaWeights weights = FormulaWeights.of(VggForm.VGG_19.shapes());
    List<String> unknown = new ArrayList<>(weights.shapes().keySet());
    for (JsonNode name : golden.manifest("vgg_names")) {
      unknown.remove(name.asText());
    }
    assertEquals(List.of(), unknown, "names that the program's VGG lacks");
    golden
        .manifest("formula_check", "first")
        .properties()
        .forEach(
            check -> {
              INDArray found = weights.tensor(check.getKey());
              for (int i = 0; i < check.getValue().size(); i++) {
                assertEquals(check.getValue().get(i).asDouble(), flat(found)[i], 0, check.getKey());
              }
            });
    return Vgg.of(VggForm.VGG_19, VggInput.AS_IS, weights::tensor, type);
  }

  private BeautyGanTraining training(BeautyGan net) {
    JsonNode h = golden.manifest("hyperparameters");
    AdamConfig adam =
        new AdamConfig(
            h.get("G_LR").asDouble(),
            h.get("beta1").asDouble(),
            h.get("beta2").asDouble(),
            1e-8,
            0,
            0,
            1);
    return new BeautyGanTraining(net, weights(), adam, vgg());
  }

  private Set<String> unweighted() {
    JsonNode weights = golden.manifest("loss_weights"); // by loss
    Map<String, List<String>> losses = new LinkedHashMap<>();
    weights.fieldNames().forEachRemaining(loss -> losses.put(loss, List.of(loss)));
    return GoldenTraining.unweighted(weights, losses);
  }

  private BeautyGanLossWeights weights() {
    JsonNode w = golden.manifest("loss_weights");
    return new BeautyGanLossWeights(
        w.get("g_a_adv").asDouble(),
        w.get("idt_a1").asDouble(),
        w.get("rec_a").asDouble(),
        w.get("vgg_a").asDouble(),
        w.get("his_a_lip").asDouble(),
        w.get("his_a_skin").asDouble(),
        w.get("his_a_eye_left").asDouble(),
        VggForm.VGG_19,
        VggInput.AS_IS,
        EyeBoxEdge.EMPTY);
  }

  private MakeupBatch batch(long iteration) {
    return new MakeupBatch(iteration, faces("a"), faces("b"));
  }

  private FaceBatch faces(String side) {
    INDArray images = golden.array("in/x_" + side, type).muli(nudge);
    return new FaceBatch(images, null, null, new byte[][] {codes(side)});
  }

  private byte[] codes(String side) {
    double[] labels = golden.expected("in/label_" + side).values();
    byte[] values = new byte[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) labels[i];
    }
    JsonNode shape = golden.manifest("arrays", "in/label_" + side, "shape");
    int width = shape.get(shape.size() - 1).asInt();
    GrayImage map = new GrayImage(width, values.length / width, values);
    return LabelScheme.MT.regions(map, null).codes();
  }
}
