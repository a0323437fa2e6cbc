// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.release;

import java.util.HashMap;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.network.SizeLimits;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.SeenSizes;
import org.ipmnet.core.weights.StoredTensor;

/**
 * The sizes of networks, seen from the tensors of the authors' files. They are a first guess from a
 * few tensors; {@link ReleaseLayout#shapes} then tells whether all others agree.
 */
public final class ReleaseSizes {
  private static final int SCALES = 3; // of their configuration, where no dis_*.pt tells
  private static final int LAYERS = 4;

  private ReleaseSizes() {}

  /**
   * The sizes of a generator file, with discriminators of their configuration: as wide as the
   * generator.
   *
   * @throws UserError if a tensor that tells one is missing
   */
  public static IpmNetNetworkConfig generator(String file, Map<String, StoredTensor> tensors) {
    SeenSizes gen = seen(file, tensors);
    int halvings = gen.count("a/enc_style.model.%d.conv.weight", 0, 1) - 1;
    int dim = gen.side("a/enc_content.model.0.conv.weight", 0);
    return new IpmNetNetworkConfig(
        dim,
        gen.side("a/mlp.model.0.fc.weight", 1),
        gen.side("a/mlp.model.0.fc.weight", 0),
        Padding.REFLECT,
        new IpmNetNetworkConfig.Identity(
            gen.count("a/enc_content.model.3.model.%d.model.0.conv.weight", 0, 1), Norm.INSTANCE),
        new IpmNetNetworkConfig.Style(Math.max(1, halvings), 0, Norm.NONE),
        new IpmNetNetworkConfig.Decoder(
            Math.max(1, gen.count("a/dec.model.0.model.%d.model.0.conv.weight", 0, 1)),
            Norm.LAYER,
            true,
            true),
        new IpmNetNetworkConfig.Discriminator(dim, SCALES, LAYERS, Norm.NONE));
  }

  /**
   * The sizes with discriminators as a discriminator file has them.
   *
   * @throws UserError if they have more scales or layers than any image has halvings, or the tensor
   *     that tells their width is missing
   */
  public static IpmNetNetworkConfig withDiscriminator(
      String file, IpmNetNetworkConfig sizes, Map<String, StoredTensor> tensors) {
    SeenSizes dis = seen(file, tensors);
    int scales = dis.count("a/cnns.%d.0.conv.weight", 0, 1);
    int layers = dis.count("a/cnns.0.%d.conv.weight", 0, 1);
    if (scales > IpmNetNetworkConfig.MOST_SCALES || layers > SizeLimits.MOST_LAYERS) {
      throw new UserError(
          "%s holds discriminators of %d scales and %d layers; at most %d and %d are possible",
          file, scales, layers, IpmNetNetworkConfig.MOST_SCALES, SizeLimits.MOST_LAYERS);
    }
    return sizes.with(
        new IpmNetNetworkConfig.Discriminator(
            dis.side("a/cnns.0.0.conv.weight", 0),
            Math.max(1, scales),
            Math.max(1, layers),
            Norm.NONE));
  }

  /** The tensors as both domains have them, named as of the first one. */
  private static SeenSizes seen(String file, Map<String, StoredTensor> tensors) {
    Map<String, StoredTensor> ofFirst = new HashMap<>();
    tensors.forEach((name, tensor) -> ofFirst.put("a/" + name, tensor));
    return new SeenSizes(
        file, "a gen_*.pt or dis_*.pt of the program", "the authors' program", ofFirst);
  }
}
