// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.weights.WeightsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VggTest {
  private static final double LOSS = 0.3;

  private static Vgg vgg(VggForm form, VggInput input) {
    FormulaWeights weights = FormulaWeights.of(form.shapes());
    return Vgg.of(form, input, weights::tensor, DataType.DOUBLE);
  }

  /** Names and numbers of parameters up to conv4_1 are those of the files. */
  @ParameterizedTest
  @CsvSource({
    "VGG_19, 9, conv3_4, conv4_1, 3505728",
    "VGG_16, 8, features.14, features.17, 2915648",
  })
  void itEndsWithConv41(
      VggForm form, int convolutions, String before, String last, long parameters) {
    Map<String, INDArray> views = vgg(form, VggInput.AS_IS).network().parameterViews();
    assertEquals(2 * convolutions, views.size());
    assertArrayEquals(new long[] {256, 256, 3, 3}, views.get(before + ".weight").shape());
    assertArrayEquals(new long[] {512, 256, 3, 3}, views.get(last + ".weight").shape());
    assertEquals(parameters, views.values().stream().mapToLong(INDArray::length).sum());
  }

  @ParameterizedTest
  @CsvSource({"VGG_19, AS_IS", "VGG_19, AS_TRAINED", "VGG_16, AS_TRAINED"})
  void gradientsEqualDifferences(VggForm form, VggInput input) {
    Vgg vgg = vgg(form, input);
    INDArray a = GradientCheck.values(1, 1, 3, 16, 8).muli(0.9);
    INDArray b = GradientCheck.values(2, 1, 3, 16, 8).muli(0.9);
    FeatureLoss.check(vgg, a, b, LOSS, 12); // features as trained are large
  }

  @ParameterizedTest
  @EnumSource
  void grayIsAlmostNothingToATrainedNetwork(VggForm form) {
    INDArray mean = // the colour that both were centred at, to a few levels
        Nd4j.createFromArray(123.68, 116.78, 103.94).divi(127.5).subi(1).reshape(1, 3, 1, 1);
    INDArray picture = mean.broadcast(1, 3, 8, 8).dup();
    try (Tape tape = new Tape(Memory.fresh())) {
      INDArray seen = form.asTrained(tape, tape.constant(picture)).value();
      double unit = form == VggForm.VGG_19 ? 1 : 1.0 / 57;
      assertTrue(seen.amaxNumber().doubleValue() < unit, seen.toString());
    }
  }

  @Test
  void drawnOrReadOrRefused() {
    RandomStreams streams = new RandomStreams(1);
    Vgg first = Vgg.of(VggForm.VGG_19, VggInput.AS_IS, weights("random"), streams, DataType.FLOAT);
    Vgg again = Vgg.of(VggForm.VGG_19, VggInput.AS_IS, weights("random"), streams, DataType.FLOAT);
    assertEquals(first.checksum(), again.checksum());
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                Vgg.of(VggForm.VGG_19, VggInput.AS_IS, weights("/none"), streams, DataType.FLOAT));
    assertTrue(error.getMessage().contains("weights.vgg19: /none does not exist"));
  }

  private static WeightsConfig weights(String vgg19) {
    return ConfigTree.parse("test", "vgg19: " + vgg19).read(WeightsConfig.class);
  }
}
