// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import static org.ipmnet.core.ipmnet.IpmNetNetworkConfig.MOST_DOWNSAMPLINGS;
import static org.ipmnet.core.ipmnet.IpmNetNetworkConfig.MOST_SCALES;
import static org.ipmnet.core.network.SizeLimits.MOST_LAYERS;
import static org.ipmnet.core.network.SizeLimits.MOST_RES_BLOCKS;

import java.util.List;
import org.ipmnet.core.ipmnet.Generator;
import org.ipmnet.core.ipmnet.IdentityEncoder;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig.Discriminator;
import org.ipmnet.core.ipmnet.MultiScaleDiscriminator;
import org.ipmnet.core.ipmnet.StyleEncoder;
import org.ipmnet.core.ipmnet.StyleMlp;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.vertex.Padding;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The files and modules of MUNIT's program, on which that of IPM-Net's authors is built: {@code
 * gen_*.pt} and {@code dis_*.pt} hold a state dictionary for each of the domains {@code a} and
 * {@code b}, {@code optimizer.pt} an Adam for each of the two files.
 */
final class MunitModules {
  static final String GEN = "gen_*.pt";
  static final String DIS = "dis_*.pt";
  static final SavedFiles FILES =
      new SavedFiles(
          "\\d{1,18}",
          "*",
          List.of(SavedFiles.Group.needed(GEN), SavedFiles.Group.discriminators(DIS)),
          "optimizer.pt",
          "optimizer.pt was not given together with dis_*.pt: Adam begins anew");

  private static final String CONV = ".model.0.conv.weight"; // the first of a residual block

  private MunitModules() {}

  /** The sizes that files show, in the terms of the authors' networks. */
  static IpmNetNetworkConfig sizes(PublishedFiles found) {
    SeenSizes gen = found.sizes(GEN, "a");
    int dim = gen.side("enc_content.model.0.conv.weight", 0);
    int style = gen.side("mlp.model.0.fc.weight", 1);
    int mlp = gen.side("mlp.model.0.fc.weight", 0);
    int halvings =
        gen.count(i -> "enc_style.model." + (i + 1) + ".conv.weight", 1, MOST_DOWNSAMPLINGS);
    int encoding = gen.count(i -> "enc_content.model.3.model." + i + CONV, 0, MOST_RES_BLOCKS);
    int decoding = gen.count(i -> "dec.model.0.model." + i + CONV, 1, MOST_RES_BLOCKS);
    return new IpmNetNetworkConfig(
        dim,
        style,
        mlp,
        Padding.REFLECT,
        new IpmNetNetworkConfig.Identity(encoding, Norm.INSTANCE),
        new IpmNetNetworkConfig.Style(halvings, 0, Norm.NONE),
        new IpmNetNetworkConfig.Decoder(decoding, Norm.LAYER, true, true),
        found.has(DIS) ? judge(found.sizes(DIS, "a")) : new Discriminator(dim, 3, 4, Norm.NONE));
  }

  private static Discriminator judge(SeenSizes dis) {
    return new Discriminator(
        dis.side("cnns.0.0.conv.weight", 0),
        dis.count(i -> "cnns." + i + ".0.conv.weight", 1, MOST_SCALES),
        dis.count(i -> "cnns.0." + i + ".conv.weight", 1, MOST_LAYERS),
        Norm.NONE);
  }

  /**
   * Both encoders, the decoder and the MLP.
   *
   * @param networks our names of style encoder, content encoder, decoder and MLP
   */
  static TensorList autoencoder(IpmNetNetworkConfig sizes, String... networks) {
    TensorList list = new TensorList();
    list.of(networks[0], StyleEncoder.graph(sizes, DataType.FLOAT));
    int halvings = sizes.styleEncoder().downsamplings();
    for (int i = 0; i <= halvings; i++) {
      list.vertex("enc_style.model." + i + ".conv", "blocks." + i + ".conv");
    }
    list.vertex("enc_style.model." + (halvings + 2), "out"); // the pool stands between
    list.of(networks[1], IdentityEncoder.graph(sizes, DataType.FLOAT));
    for (int i = 0; i < 3; i++) {
      list.vertex("enc_content.model." + i + ".conv", "blocks." + i + ".conv");
    }
    for (int i = 0; i < 2 * sizes.identityEncoder().resBlocks(); i++) {
      list.vertex(
          "enc_content.model.3.model." + i / 2 + ".model." + i % 2 + ".conv",
          "res." + i / 2 + "." + i % 2 + ".conv");
    }
    list.of(networks[2], Generator.graph(sizes, DataType.FLOAT));
    for (int i = 0; i < 2 * sizes.generator().resBlocks(); i++) {
      String theirs = "dec.model.0.model." + i / 2 + ".model." + i % 2;
      list.unused(theirs + ".norm.running_mean", false, sizes.codeChannels());
      list.unused(theirs + ".norm.running_var", false, sizes.codeChannels());
      list.vertex(theirs + ".conv", "res." + i / 2 + "." + i % 2 + ".conv");
    }
    for (int i = 0; i < 2; i++) {
      list.vertex("dec.model." + (2 + 2 * i) + ".norm", "up." + i + ".norm");
      list.vertex("dec.model." + (2 + 2 * i) + ".conv", "up." + i + ".conv");
    }
    list.vertex("dec.model.5.conv", "out");
    if (sizes.generator().finalConvolution()) { // of the authors' program
      list.vertex("dec.final_conv.0", "final");
    }
    list.of(networks[3], StyleMlp.graph(sizes, DataType.FLOAT));
    for (int i = 0; i < 3; i++) {
      list.vertex("mlp.model." + i + ".fc", Integer.toString(i));
    }
    return list;
  }

  /** A discriminator of this name of ours. */
  static StateDict discriminator(IpmNetNetworkConfig sizes, String key, String network) {
    TensorList list =
        new TensorList().of(network, MultiScaleDiscriminator.graph(sizes, DataType.FLOAT));
    int layers = sizes.discriminator().layers();
    for (int scale = 0; scale < sizes.discriminator().scales(); scale++) {
      for (int i = 0; i < layers; i++) {
        list.vertex("cnns." + scale + "." + i + ".conv", "scale" + scale + ".conv." + i);
      }
      list.vertex("cnns." + scale + "." + layers, "scale" + scale + ".out");
    }
    return new StateDict(DIS, List.of(key), list.tensors());
  }
}
