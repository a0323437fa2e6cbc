// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.tape.MakeupArea;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.Leaf;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.AdversarialForm.Verdict;
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

  private static Stream<TransferLoss> losses() {
    return Stream.of(
        new BackgroundLoss(1.7),
        new ReconstructionLoss(0.6),
        new ForegroundLoss(2.5),
        new IdentityLoss(0.3),
        new StyleLoss(1.9),
        new CycleLoss(0.8),
        new PerceptualLoss(2.3, TinyModel.perceptual(DataType.DOUBLE)),
        new AdversarialLoss(1.4, AdversarialForm.LOG),
        new AdversarialLoss(0.7, AdversarialForm.LEAST_SQUARES));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientsEqualDifferences(TransferLoss loss) {
    IpmNet net = TinyModel.net(DataType.DOUBLE);
    Network d = TinyModel.discriminators(DataType.DOUBLE).madeUp();
    MakeupBatch batch = TinyModel.batch(DataType.DOUBLE);
    net.networks().forEach(Network::clearGradient);
    d.clearGradient();
    weighted(loss, net, d, batch, true);
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    assertEquals(0.0, d.gradient().norm1Number().doubleValue(), "D's gradient in G's update");
    for (Network network : net.networks()) {
      GradientCheck.compare(
          loss.name() + " of " + network.name(),
          network.parameters(),
          network.gradient().dup(),
          SAMPLES,
          () -> weighted(loss, net, d, batch, false));
    }
  }

  private double weighted(
      TransferLoss loss, IpmNet net, Network d, MakeupBatch batch, boolean backward) {
    double sum = 0;
    try (Tape tape = new Tape(arena)) {
      EncodedFace x = face(tape, net, batch.bare());
      EncodedFace y = face(tape, net, batch.madeUp());
      Transfer transfer = new Exchange(tape, net, x, y, null, d, List.of(loss)).transfers().get(0);
      for (Scalar part : loss.of(transfer)) {
        tape.weigh(part, loss.weight());
        sum += loss.weight() * part.value();
      }
      if (backward) {
        tape.backward();
      }
    }
    return sum;
  }

  private static EncodedFace face(Tape tape, IpmNet net, FaceBatch faces) {
    Variable image = tape.constant(faces.images());
    Variable residual = MakeupArea.residual(tape, image, faces.masks(), faces.textures());
    Variable style = tape.apply(net.style(), Parameters.TRAINED, image);
    Variable adaIn = tape.apply(net.mlp(), Parameters.TRAINED, style);
    return new EncodedFace(
        image,
        faces.masks(),
        faces.masks().rsub(1),
        faces.textures(),
        residual,
        tape.apply(net.identity(), Parameters.TRAINED, residual),
        style,
        adaIn,
        style,
        adaIn);
  }

  @ParameterizedTest
  @EnumSource(AdversarialForm.class)
  void bothVerdictsHaveTheirGradients(AdversarialForm form) {
    INDArray logits = GradientCheck.values(1, 2, 1, 3, 4).muli(3);
    for (Verdict verdict : Verdict.values()) {
      try (Tape tape = new Tape(arena)) {
        Leaf leaf = new Leaf(tape, logits);
        Scalar loss = form.of(tape, leaf.variable(), verdict);
        tape.weigh(loss, 2.3);
        tape.backward();
        assertEquals(plain(form, verdict, logits), loss.value(), 1e-12);
        GradientCheck.compare(
            form + " " + verdict,
            logits,
            leaf.gradient(),
            24,
            () -> 2.3 * plain(form, verdict, logits));
      }
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    }
  }

  /** The definitions, element by element. */
  private static double plain(AdversarialForm form, Verdict verdict, INDArray logits) {
    double sum = 0;
    for (double z : logits.dup().reshape(logits.length()).toDoubleVector()) {
      double probability = 1 / (1 + Math.exp(-z));
      double target = verdict == Verdict.REAL ? 1 : 0;
      sum +=
          switch (form) {
            case LOG -> -Math.log(verdict == Verdict.REAL ? probability : 1 - probability);
            case LEAST_SQUARES -> (z - target) * (z - target);
          };
    }
    return sum / logits.length();
  }

  @ParameterizedTest
  @CsvSource({"REAL, 500, 0, -0.5", "FAKE, 500, 0.5, 0"})
  void extremeLogitsNeitherOverflowNorVanish(
      Verdict verdict, double expected, double atLarge, double atSmall) {
    INDArray logits = Nd4j.createFromArray(1000.0, -1000.0);
    try (Tape tape = new Tape(arena)) {
      Leaf leaf = new Leaf(tape, logits);
      Scalar loss = AdversarialForm.LOG.of(tape, leaf.variable(), verdict);
      tape.weigh(loss, 1);
      tape.backward();
      assertEquals(expected, loss.value(), 1e-12);
      assertEquals(atLarge, leaf.gradient().getDouble(0), 1e-12);
      assertEquals(atSmall, leaf.gradient().getDouble(1), 1e-12);
    }
  }

  @Test
  void onlyLossesWithAWeightAreBuilt() {
    IpmNetLossWeights some =
        new IpmNetLossWeights(
            0, 0, 2, 0, 0, 3, 0, 0, 0, AdversarialForm.LOG, StyleSource.REFERENCE);
    List<TransferLoss> losses = TransferLoss.of(some, null);
    assertEquals(List.of("reconstruction", "style"), losses.stream().map(l -> l.name()).toList());
    assertEquals(List.of(2.0, 3.0), losses.stream().map(TransferLoss::weight).toList());
    IpmNetLossWeights all = TinyModel.allLosses(AdversarialForm.LOG);
    assertEquals(8, TransferLoss.of(all, TinyModel.perceptual(DataType.DOUBLE)).size());
    assertThrows(IllegalArgumentException.class, () -> TransferLoss.of(all, null));
  }

  @Test
  void thePhotosFeaturesAreAConstant() {
    IpmNet net = TinyModel.net(DataType.DOUBLE);
    MakeupBatch batch = TinyModel.batch(DataType.DOUBLE);
    List<Boolean> differentiable = new ArrayList<>();
    PerceptualNetwork r = TinyModel.perceptual(DataType.DOUBLE);
    TransferLoss loss =
        new PerceptualLoss(
            1,
            (tape, photos) -> {
              Variable features = r.features(tape, photos);
              differentiable.add(features.differentiable());
              return features;
            });
    weighted(loss, net, TinyModel.discriminators(DataType.DOUBLE).madeUp(), batch, false);
    assertEquals(List.of(false, true), differentiable, "photo, result");
  }
}
