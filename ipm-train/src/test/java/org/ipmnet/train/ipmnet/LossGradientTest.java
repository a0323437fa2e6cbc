// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.Leaf;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.WeightedSum;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.testing.TinyModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every loss by itself, with a weight other than 1, against central differences. */
class LossGradientTest {
  private static final int SAMPLES = 6;

  private final Arena arena = new Arena(DataType.DOUBLE, 1 << 20);

  @AfterEach
  void close() {
    arena.close();
  }

  /** One loss a case, with a weight other than 1. */
  private static Stream<IpmNetLossWeights> losses() {
    AdversarialForm log = AdversarialForm.LOG;
    return Stream.of(
        weights(0, 1.7, 0, 0, 0, 0, 0, 0, log),
        weights(0, 0, 0.6, 0, 0, 0, 0, 0, log),
        weights(0, 0, 0, 2.5, 0, 0, 0, 0, log),
        weights(0, 0, 0, 0, 0.3, 0, 0, 0, log),
        weights(0, 0, 0, 0, 0, 1.9, 0, 0, log),
        weights(0, 0, 0, 0, 0, 0, 0.8, 0, log),
        weights(2.3, 0, 0, 0, 0, 0, 0, 0, log),
        weights(0, 0, 0, 0, 0, 0, 0, 1.4, log),
        weights(0, 0, 0, 0, 0, 0, 0, 0.7, AdversarialForm.LEAST_SQUARES),
        new IpmNetLossWeights(
            0, 0, 0, 0, 0, 0, 0, 0, 0, log, StyleSource.REFERENCE, 1.8, 0, AreaBalance.PIXELS),
        new IpmNetLossWeights(
            0, 0, 0, 0, 0, 0, 0, 0, 0, log, StyleSource.REFERENCE, 0, 2.2, AreaBalance.PIXELS));
  }

  private static IpmNetLossWeights weights(
      double perceptual,
      double background,
      double reconstruction,
      double foreground,
      double identity,
      double style,
      double cycle,
      double adversarial,
      AdversarialForm form) {
    return new IpmNetLossWeights(
        perceptual,
        background,
        reconstruction,
        foreground,
        identity,
        style,
        cycle,
        adversarial,
        0,
        form,
        StyleSource.REFERENCE);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientsEqualDifferences(IpmNetLossWeights weights) {
    IpmNet net = TinyModel.net(DataType.DOUBLE);
    Discriminators d = TinyModel.discriminators(DataType.DOUBLE);
    IpmNetLosses losses = new IpmNetLosses(weights, TinyModel.perceptual(DataType.DOUBLE), d);
    MakeupBatch batch = TinyModel.batch(DataType.DOUBLE);
    net.networks().forEach(Network::clearGradient);
    d.networks().forEach(Network::clearGradient);
    Map<String, Double> terms = weighted(losses, net, batch);
    assertEquals(3, terms.size(), "one loss in two directions, and the sum: " + terms);
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    for (Network one : d.networks()) {
      assertEquals(0.0, one.gradient().norm1Number().doubleValue(), "D's gradient in G's update");
    }
    // each further run adds to them
    List<INDArray> gradients = net.networks().stream().map(n -> n.gradient().dup()).toList();
    for (int i = 0; i < gradients.size(); i++) {
      Network network = net.networks().get(i);
      GradientCheck.compare(
          terms.keySet() + " of " + network.name(),
          network.parameters(),
          gradients.get(i),
          SAMPLES,
          () -> weighted(losses, net, batch).get("g_total"));
    }
  }

  private Map<String, Double> weighted(IpmNetLosses losses, IpmNet net, MakeupBatch batch) {
    LossReport.Builder report = new LossReport.Builder();
    try (Tape tape = new Tape(arena)) {
      List<EncodedFace> faces =
          List.of(face(tape, net, batch.bare()), face(tape, net, batch.madeUp()));
      WeightedSum sum = new WeightedSum(tape, report);
      losses.addTo(sum, new Exchange(tape, net, faces, losses.reconstruct()));
      sum.backward();
    }
    return report.build().terms();
  }

  private static EncodedFace face(Tape tape, IpmNet net, FaceBatch faces) {
    Variable image = tape.constant(faces.images());
    Variable residual = Residual.of(tape, image, faces.masks(), faces.textures());
    Variable code = tape.apply(net.style(), Parameters.TRAINED, image);
    EncodedFace.Style style =
        new EncodedFace.Style(code, tape.apply(net.mlp(), Parameters.TRAINED, code));
    return new EncodedFace(
        image,
        faces.masks(),
        faces.masks().rsub(1).muli(1.7), // some pixels count more than others
        List.of(),
        List.of(),
        tape.constant(faces.images().mul(-0.6)),
        faces.textures(),
        residual,
        tape.apply(net.identity(), Parameters.TRAINED, residual),
        style,
        style);
  }

  @ParameterizedTest
  @EnumSource(AdversarialForm.class)
  void photosAndPicturesOfGHaveTheirGradients(AdversarialForm form) {
    INDArray logits = GradientCheck.values(1, 2, 1, 3, 4).muli(3);
    for (boolean real : new boolean[] {true, false}) {
      try (Tape tape = new Tape(arena)) {
        Leaf leaf = new Leaf(tape, logits);
        Scalar loss = loss(form, tape, leaf.variable(), real);
        tape.weigh(loss, 2.3);
        tape.backward();
        assertEquals(plain(form, real, logits), loss.value(), 1e-12);
        GradientCheck.compare(
            form + (real ? " of photos" : " of pictures of G"),
            logits,
            leaf.gradient(),
            24,
            () -> 2.3 * plain(form, real, logits));
      }
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    }
  }

  private static Scalar loss(AdversarialForm form, Tape tape, Variable logits, boolean real) {
    return real ? form.real(tape, logits) : form.fake(tape, logits);
  }

  /** The definitions, element by element. */
  private static double plain(AdversarialForm form, boolean real, INDArray logits) {
    double sum = 0;
    for (double z : logits.dup().reshape(logits.length()).toDoubleVector()) {
      double probability = 1 / (1 + Math.exp(-z));
      double target = real ? 1 : 0;
      sum +=
          switch (form) {
            case LOG -> -Math.log(real ? probability : 1 - probability);
            case LEAST_SQUARES -> (z - target) * (z - target);
          };
    }
    return sum / logits.length();
  }

  @ParameterizedTest
  @CsvSource({"true, 500, 0, -0.5", "false, 500, 0.5, 0"})
  void extremeLogitsNeitherOverflowNorVanish(
      boolean real, double expected, double atLarge, double atSmall) {
    INDArray logits = Nd4j.createFromArray(1000.0, -1000.0);
    try (Tape tape = new Tape(arena)) {
      Leaf leaf = new Leaf(tape, logits);
      Scalar loss = loss(AdversarialForm.LOG, tape, leaf.variable(), real);
      tape.weigh(loss, 1);
      tape.backward();
      assertEquals(expected, loss.value(), 1e-12);
      assertEquals(atLarge, leaf.gradient().getDouble(0), 1e-12);
      assertEquals(atSmall, leaf.gradient().getDouble(1), 1e-12);
    }
  }

  @Test
  void onlyLossesWithAWeightAreComputed() {
    IpmNet net = TinyModel.net(DataType.DOUBLE);
    MakeupBatch batch = TinyModel.batch(DataType.DOUBLE);
    IpmNetLossWeights some = weights(0, 0, 2, 0, 0, 3, 0, 0, AdversarialForm.LOG);
    assertEquals(
        List.of("reconstruction_x", "reconstruction_y", "style_yx", "style_xy", "g_total"),
        List.copyOf(weighted(new IpmNetLosses(some, null, null), net, batch).keySet()));
    IpmNetLossWeights all = TinyModel.allLosses(AdversarialForm.LOG);
    IpmNetLosses losses =
        new IpmNetLosses(
            all, TinyModel.perceptual(DataType.DOUBLE), TinyModel.discriminators(DataType.DOUBLE));
    assertEquals(17, weighted(losses, net, batch).size());
    assertThrows(IllegalArgumentException.class, () -> new IpmNetLosses(all, null, null));
  }

  @Test
  void thePhotosFeaturesAreAConstant() {
    List<Boolean> differentiable = new ArrayList<>();
    PerceptualNetwork r = TinyModel.perceptual(DataType.DOUBLE);
    PerceptualNetwork watched =
        (tape, photos) -> {
          Variable features = r.features(tape, photos);
          differentiable.add(features.differentiable());
          return features;
        };
    IpmNetLossWeights weights = weights(1, 0, 0, 0, 0, 0, 0, 0, AdversarialForm.LOG);
    weighted(
        new IpmNetLosses(weights, watched, null),
        TinyModel.net(DataType.DOUBLE),
        TinyModel.batch(DataType.DOUBLE));
    assertEquals(List.of(false, true, false, true), differentiable, "photo, result; twice");
  }
}
