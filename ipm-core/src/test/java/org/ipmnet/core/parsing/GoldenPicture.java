// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import org.ipmnet.core.perceptual.ImageNetInput;
import org.ipmnet.core.testing.Expected;
import org.ipmnet.core.testing.GoldenCase;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the golden cases of both networks share. */
final class GoldenPicture {
  private GoldenPicture() {}

  /** Uint8 [h, w, 3] as the manifest's {@code input} has it, [1, 3, h, w]. */
  static INDArray standardised(GoldenCase golden, DataType type) {
    INDArray bytes = golden.array("image", DataType.DOUBLE);
    INDArray x = bytes.permute(2, 0, 1).dup('c').reshape(1, 3, bytes.size(0), bytes.size(1));
    return ImageNetInput.standardise(x).castTo(type);
  }

  /** Within the manifest's tolerance, and in double within the rounding of what is stored. */
  static void assertNear(GoldenCase golden, String name, INDArray found, DataType type) {
    Expected expected = golden.expected(name);
    double largest = golden.manifest("arrays", name, "f32_vs_f64", "max_ref").asDouble();
    double bound = type == DataType.DOUBLE ? 1e-6 : 5e-5;
    expected.assertClose(name, found, bound * largest, 0);
  }
}
