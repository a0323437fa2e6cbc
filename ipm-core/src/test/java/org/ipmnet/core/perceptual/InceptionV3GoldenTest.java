// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import static org.ipmnet.core.testing.TensorAssert.assertClose;

import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.testing.FormulaWeights;
import org.ipmnet.core.testing.GoldenCase;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The 2,048 features of a picture against pytorch-fid's network with unfolded batch norms. */
class InceptionV3GoldenTest {
  private static final double TOLERANCE = 5e-5; // of the largest value, manifest: "tolerance"

  private final GoldenCase golden = GoldenCase.open("inception-fid");

  @Test
  void featuresOfAPictureAloneAndInABatch() {
    INDArray photo = TestPhoto.of(golden, "image");
    INDArray expected = golden.array("pool3", DataType.FLOAT);
    double largest = golden.manifest("arrays", "pool3", "f32_vs_f64", "max_ref").asDouble();
    try (InceptionV3 inception =
        InceptionV3.of(FormulaWeights.of(golden, "published_file")::tensor, DataType.FLOAT)) {
      assertClose("pool3", expected, inception.features(photo), TOLERANCE * largest, 0);
      INDArray batch = Nd4j.concat(0, photo.neg(), photo);
      INDArray second = Slice.of(inception.features(batch), 0, 1, 2).dup('c');
      assertClose("pool3", expected, second, TOLERANCE * largest, 0);
    }
  }
}
