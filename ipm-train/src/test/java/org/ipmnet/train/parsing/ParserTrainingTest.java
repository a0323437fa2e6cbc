// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.data.parsing.ParsingBatch;
import org.ipmnet.train.optimizer.Sgd.Group;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ParserTrainingTest {
  private static final int SIDE = 64;

  /** Left half one class, right half another, each with a colour of its own. */
  private static ParsingBatch halves() {
    float[] images = new float[2 * 3 * SIDE * SIDE];
    float[] classes = new float[2 * SIDE * SIDE];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % SIDE < SIDE / 2 ? 1 : 10;
      int image = i / (SIDE * SIDE);
      for (int k = 0; k < 3; k++) {
        int at = (3 * image + k) * SIDE * SIDE + i % (SIDE * SIDE);
        images[at] = (classes[i] == 1 ? 200 : 40) + 30 * image + 5 * k + i % 7;
      }
    }
    return new ParsingBatch(2, SIDE, images, classes);
  }

  @Test
  void headsOfOneLossTeachAllParameters() {
    ParserConfig config = SmallParser.config("parser.width=4", "data.crop=64");
    try (ParserTraining training = new ParserTraining(config, DataType.DOUBLE)) {
      GradientCheck.filled(training.network(), 0.5);
      ParsingBatch batch = halves();
      training.network().clearGradient();
      Map<String, Double> terms = training.losses(batch);
      assertEquals(
          terms.get("main") + terms.get("aux16") + terms.get("aux32"),
          terms.get("parser_total"),
          1e-12);
      Map<String, INDArray> gradients = new HashMap<>(); // each further call adds to them
      training.network().gradientViews().forEach((name, view) -> gradients.put(name, view.dup()));
      for (String name :
          new String[] {
            "cp.resnet.conv1.weight", "ffm.conv1.weight", "conv_out16.conv.bn.weight"
          }) {
        GradientCheck.compare(
            name,
            training.network().parameterViews().get(name),
            gradients.get(name),
            2,
            () -> training.losses(batch).get("parser_total"));
      }
      gradients.forEach(
          (name, gradient) -> assertTrue(gradient.norm2Number().doubleValue() > 0, name));
    }
  }

  @Test
  void aSimplePictureIsLearnt() {
    ParserConfig config =
        SmallParser.config(
            "parser.width=4", "data.crop=64", "iterations=40", "optimizer.warm-up=5");
    try (ParserTraining training = new ParserTraining(config)) {
      training.network().initialise(new RandomStreams(2));
      double first = training.step(halves()).terms().get("main");
      double last = first;
      for (int i = 1; i < 40; i++) {
        last = training.step(halves()).terms().get("main");
      }
      assertTrue(last < first / 3, "from " + first + " to " + last);
    }
  }

  @Test
  void groupsAreThoseOfThePublishedProgram() {
    var sgd = SmallParser.config().optimizer();
    assertEquals(new Group(1, 5e-4), ParserTraining.group(sgd, "cp.resnet.conv1.weight", 4));
    assertEquals(new Group(1, 0), ParserTraining.group(sgd, "cp.resnet.bn1.weight", 1));
    assertEquals(new Group(10, 5e-4), ParserTraining.group(sgd, "ffm.conv1.weight", 4));
    assertEquals(new Group(10, 0), ParserTraining.group(sgd, "conv_out16.conv.bn.bias", 1));
  }
}
