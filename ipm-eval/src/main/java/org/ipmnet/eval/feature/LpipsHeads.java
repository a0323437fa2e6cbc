// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import java.nio.file.Files;
import java.util.SortedMap;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.core.weights.WeightsConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear heads of LPIPS v0.1. They come with the program, by the licence that lies beside them
 * ({@code LICENSE-lpips-heads}): {@code ipm weights import} of the files of the lpips package
 * 0.1.4. A file of the user's takes their place.
 */
final class LpipsHeads {
  private LpipsHeads() {}

  /**
   * The heads over a backbone: those of the file that a configuration names, of an import in the
   * default place, or else the program's own.
   *
   * @return by name, {@code lin0.model.1.weight} to {@code lin4.model.1.weight}
   * @throws org.ipmnet.core.UserError if the user's file does not exist or does not fit
   */
  static SortedMap<String, INDArray> of(LpipsBackbone backbone, WeightsConfig weights) {
    Pretrained heads = backbone.heads();
    TensorShapes wanted = backbone.headShapes();
    return isShipped(backbone, weights)
        ? ShippedWeights.read(
            LpipsHeads.class, heads.key() + ".safetensors", file -> heads.read(file, wanted))
        : weights.load(heads, wanted);
  }

  /** Whether the program's own are taken. */
  static boolean isShipped(LpipsBackbone backbone, WeightsConfig weights) {
    Pretrained heads = backbone.heads();
    return !weights.names(heads) && !Files.exists(weights.file(heads));
  }
}
