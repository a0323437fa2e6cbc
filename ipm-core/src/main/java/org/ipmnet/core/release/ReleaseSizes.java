// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.release;

import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.network.NetworkConfig;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.StoredTensor;

/**
 * The sizes of networks, seen from the tensors of the authors' files. They are a first guess from a
 * few tensors; {@link ReleaseLayout#shapes} then tells whether all others agree.
 *
 * @param file how messages call the file
 * @param tensors of one network
 */
public record ReleaseSizes(String file, Map<String, StoredTensor> tensors) {
  private static final int LARGEST_SIDE = 1 << 16; // sizes made of it stay within an int
  private static final int SCALES = 3; // of their configuration, where no dis_*.pt tells
  private static final int LAYERS = 4;
  private static final int MOST_SCALES_AND_LAYERS = 8; // each doubles the least side of an image

  /**
   * The sizes of a generator file, with discriminators of their configuration.
   *
   * @throws UserError if a tensor that tells one is missing
   */
  public static NetworkConfig generator(String file, Map<String, StoredTensor> tensors) {
    ReleaseSizes gen = new ReleaseSizes(file, tensors);
    int halvings = gen.count("enc_style.model.%d.conv.weight") - 1;
    return new NetworkConfig(
        gen.side("enc_content.model.0.conv.weight", 0),
        gen.side("mlp.model.0.fc.weight", 1),
        gen.side("mlp.model.0.fc.weight", 0),
        Padding.REFLECT,
        new NetworkConfig.Identity(
            gen.count("enc_content.model.3.model.%d.model.0.conv.weight"), Norm.INSTANCE),
        new NetworkConfig.Style(Math.max(1, halvings), 0, Norm.NONE),
        new NetworkConfig.Decoder(
            Math.max(1, gen.count("dec.model.0.model.%d.model.0.conv.weight")),
            Norm.LAYER,
            true,
            true),
        new NetworkConfig.Discriminator(SCALES, LAYERS, Norm.NONE));
  }

  /**
   * The sizes with discriminators as a discriminator file has them.
   *
   * @throws UserError if they have more scales or layers than any image has halvings
   */
  public static NetworkConfig withDiscriminator(
      String file, NetworkConfig sizes, Map<String, StoredTensor> tensors) {
    ReleaseSizes dis = new ReleaseSizes(file, tensors);
    int scales = dis.count("cnns.%d.0.conv.weight");
    int layers = dis.count("cnns.0.%d.conv.weight");
    if (scales > MOST_SCALES_AND_LAYERS || layers > MOST_SCALES_AND_LAYERS) {
      throw new UserError(
          "%s holds discriminators of %d scales and %d layers; at most %d of each are possible"
              .formatted(file, scales, layers, MOST_SCALES_AND_LAYERS));
    }
    return new NetworkConfig(
        sizes.dim(),
        sizes.style(),
        sizes.mlp(),
        sizes.padding(),
        sizes.identityEncoder(),
        sizes.styleEncoder(),
        sizes.generator(),
        new NetworkConfig.Discriminator(Math.max(1, scales), Math.max(1, layers), Norm.NONE));
  }

  /**
   * The width of a discriminator, where it is not that of the generator.
   *
   * @throws UserError if the tensor that tells it is missing
   */
  public static int discriminatorWidth(String file, Map<String, StoredTensor> tensors) {
    return new ReleaseSizes(file, tensors).side("cnns.0.0.conv.weight", 0);
  }

  private int side(String name, int dimension) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().size() <= dimension) {
      throw new UserError(
          "%s holds no %s: is it a gen_*.pt or dis_*.pt of the program?"
              .formatted(file, "a/" + name));
    }
    long side = tensor.shape().get(dimension);
    if (side < 1 || side > LARGEST_SIDE) {
      throw new UserError(
          "%s: %s has shape %s, which no network of the authors' program has"
              .formatted(file, "a/" + name, tensor.shape()));
    }
    return (int) side;
  }

  private int count(String pattern) {
    int n = 0;
    while (tensors.containsKey(pattern.formatted(n))) {
      n++;
    }
    return n;
  }
}
