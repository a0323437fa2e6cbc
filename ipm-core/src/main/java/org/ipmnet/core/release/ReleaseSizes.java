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
record ReleaseSizes(String file, Map<String, StoredTensor> tensors) {
  private static final int SCALES = 3; // of their configuration, where no dis_*.pt tells
  private static final int LAYERS = 4;

  /**
   * The sizes of a generator file, with discriminators of their configuration.
   *
   * @throws UserError if a tensor that tells one is missing
   */
  static NetworkConfig generator(String file, Map<String, StoredTensor> tensors) {
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
            Math.max(1, gen.count("dec.model.0.model.%d.model.0.conv.weight")), Norm.LAYER, true),
        new NetworkConfig.Discriminator(SCALES, LAYERS, Norm.NONE));
  }

  /** The sizes with discriminators as a discriminator file has them. */
  static NetworkConfig withDiscriminator(NetworkConfig sizes, Map<String, StoredTensor> tensors) {
    ReleaseSizes dis = new ReleaseSizes("", tensors);
    int scales = dis.count("cnns.%d.0.conv.weight");
    int layers = dis.count("cnns.0.%d.conv.weight");
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

  private int side(String name, int dimension) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().size() <= dimension) {
      throw new UserError(
          "%s holds no %s: is it a gen_*.pt of the authors' program?".formatted(file, "a/" + name));
    }
    return Math.toIntExact(tensor.shape().get(dimension));
  }

  private int count(String pattern) {
    int n = 0;
    while (tensors.containsKey(pattern.formatted(n))) {
      n++;
    }
    return n;
  }
}
