// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.testing.Expected;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.Leaf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Features, equation (2) and its gradient by the picture, against PyTorch's ResNet-50 with unfolded
 * batch norms.
 */
class ResNet50GoldenTest {
  private final GoldenCase golden = GoldenCase.open("resnet50-vggface2");

  @ParameterizedTest
  @CsvSource({
    "FLOAT, CHANNELS_FIRST",
    "DOUBLE, CHANNELS_FIRST",
    "FLOAT, CHANNELS_LAST",
    "DOUBLE, CHANNELS_LAST"
  })
  void featuresAndGradient(DataType type, Layout layout) {
    ResNet50 r = ResNet50.of(FormulaWeights.of(golden)::tensor, type, layout);
    try (Arena arena = new Arena(type, 64 << 20);
        Tape tape = new Tape(arena)) {
      Leaf a = new Leaf(tape, photo("image_a", type));
      Variable ofA = r.features(tape, a.variable());
      Variable ofB = r.features(tape, tape.constant(photo("image_b", type)));
      assertFeatures("features_a", ofA.value());
      assertFeatures("features_b", ofB.value());

      Scalar loss = MeanAbsoluteError.of(tape, ofA, ofB);
      double expected = golden.manifest("scalars", "perceptual_l1", "value").asDouble();
      assertEquals(expected, loss.value(), 1e-5 * expected);
      tape.weigh(loss, 1);
      tape.backward();
      assertGradient(a.gradient(), type);
    }
  }

  /** Uint8 [h, w, 3] to [-1, 1], [1, 3, h, w]. */
  private INDArray photo(String name, DataType type) {
    INDArray bytes = golden.array(name, DataType.DOUBLE);
    return bytes
        .permute(2, 0, 1)
        .dup('c')
        .reshape(1, 3, bytes.size(0), bytes.size(1))
        .divi(127.5)
        .subi(1)
        .castTo(type);
  }

  private void assertFeatures(String name, INDArray actual) {
    double largest = golden.manifest("arrays", name, "f32_vs_f64", "max_ref").asDouble();
    golden.expected(name).assertClose(name, actual, 1e-6 * largest, 1e-5);
  }

  private void assertGradient(INDArray gradient, DataType type) {
    Expected expected = golden.expected("gradient_a"); // every so many rows and columns
    int stride = (int) (gradient.size(3) / expected.shape()[3]);
    INDArray rows = Slice.every(gradient, 2, 0, gradient.size(2), stride);
    INDArray some = Slice.every(rows, 3, 0, gradient.size(3), stride).dup('c');
    double rl2 = golden.manifest("arrays", "gradient_a", "f32_vs_f64", "rl2").asDouble();
    double bound = type == DataType.DOUBLE ? 1e-6 : 1e-3 + 5 * rl2;
    double found = expected.relativeL2(some);
    assertTrue(
        found <= bound,
        String.format(Locale.ROOT, "gradient: relative L2 of %s exceeds %s", found, bound));
    double norm = golden.manifest("scalars", "gradient_a.l2norm", "value").asDouble();
    assertEquals(norm, gradient.norm2Number().doubleValue(), Math.max(bound, 1e-5) * norm);
  }
}
