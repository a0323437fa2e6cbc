// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The tensors of the authors' {@code gen_*.pt} and {@code dis_*.pt} in their order, beside ours.
 * The order is that of their modules, by which their optimiser numbers parameters.
 */
public final class ReleaseLayout {
  private static final int UNUSED_BLOCKS = 4; // "sf", ResBlocks of 3 channels

  private final List<Entry> entries = new ArrayList<>();

  private ReleaseLayout() {}

  /**
   * One of their tensors.
   *
   * @param theirs their name
   * @param ours our network's name and tensor, such as {@code style.blocks.0.conv.weight}; null for
   *     what is never used: {@code sf.*}, and AdaIN's running statistics, which stay 0 and 1
   * @param shape its sizes
   * @param parameter whether their optimiser knows it
   */
  public record Entry(String theirs, String ours, List<Long> shape, boolean parameter) {}

  /** Whether networks of these sizes are ones that their program can build. */
  public static boolean fits(IpmNetNetworkConfig sizes) {
    return sizes.padding() == Padding.REFLECT
        && sizes.identityEncoder().norm() == Norm.INSTANCE
        && sizes.identityEncoder().resBlocks() == sizes.generator().resBlocks()
        && sizes.styleEncoder().equals(new IpmNetNetworkConfig.Style(4, 0, Norm.NONE))
        && sizes.generator().norm() == Norm.LAYER
        && sizes.generator().finalConvolution()
        && sizes.generator().residual()
        && sizes.discriminator().norm() == Norm.NONE;
  }

  /** The tensors of {@code a}, and of {@code b} which is the same, in {@code gen_*.pt}. */
  public static List<Entry> generator(IpmNetNetworkConfig sizes) {
    ReleaseLayout layout = new ReleaseLayout();
    layout.addAutoencoder(sizes);
    for (int i = 0; i < UNUSED_BLOCKS; i++) {
      for (int j = 0; j < 2; j++) {
        String theirs = String.format(Locale.ROOT, "sf.model.%d.model.%d.conv.", i, j);
        layout.unused(theirs + "weight", true, 3, 3, 3, 3);
        layout.unused(theirs + "bias", true, 3);
      }
    }
    return List.copyOf(layout.entries);
  }

  /**
   * The tensors that the authors' program has from MUNIT, on which it is built: both encoders, the
   * decoder and the MLP.
   */
  public static List<Entry> autoencoder(IpmNetNetworkConfig sizes) {
    ReleaseLayout layout = new ReleaseLayout();
    layout.addAutoencoder(sizes);
    return List.copyOf(layout.entries);
  }

  private void addAutoencoder(IpmNetNetworkConfig sizes) {
    int dim = sizes.dim();
    int code = sizes.codeChannels();
    downwards("enc_style.model.", "style.blocks.", dim, sizes.styleEncoder().downsamplings());
    int last = sizes.styleEncoder().downsamplings() + 2; // the pool stands between
    layer("enc_style.model." + last, "style.out", sizes.style(), code, 1, 1);
    downwards("enc_content.model.", "identity.blocks.", dim, 2);
    for (int i = 0; i < sizes.identityEncoder().resBlocks(); i++) {
      for (int j = 0; j < 2; j++) {
        layer(
            String.format(Locale.ROOT, "enc_content.model.3.model.%d.model.%d.conv", i, j),
            String.format(Locale.ROOT, "identity.res.%d.%d.conv", i, j),
            code,
            code,
            3,
            3);
      }
    }
    for (int i = 0; i < sizes.generator().resBlocks(); i++) {
      for (int j = 0; j < 2; j++) {
        String theirs = String.format(Locale.ROOT, "dec.model.0.model.%d.model.%d.", i, j);
        unused(theirs + "norm.running_mean", false, code);
        unused(theirs + "norm.running_var", false, code);
        layer(
            theirs + "conv",
            String.format(Locale.ROOT, "generator.res.%d.%d.conv", i, j),
            code,
            code,
            3,
            3);
      }
    }
    for (int i = 0; i < 2; i++) {
      String theirs = String.format(Locale.ROOT, "dec.model.%d.", 2 + 2 * i);
      String ours = String.format(Locale.ROOT, "generator.up.%d.", i);
      int out = code >> (i + 1);
      tensor(theirs + "norm.gamma", ours + "norm.gamma", out);
      tensor(theirs + "norm.beta", ours + "norm.beta", out);
      layer(theirs + "conv", ours + "conv", out, 2 * out, 5, 5);
    }
    layer("dec.model.5.conv", "generator.out", 3, dim, 7, 7);
    if (sizes.generator().finalConvolution()) {
      layer("dec.final_conv.0", "generator.final", 3, 3, 7, 7);
    }
    layer("mlp.model.0.fc", "mlp.0", sizes.mlp(), sizes.style());
    layer("mlp.model.1.fc", "mlp.1", sizes.mlp(), sizes.mlp());
    int adaIn = 2 * code * 2 * sizes.generator().resBlocks();
    layer("mlp.model.2.fc", "mlp.2", adaIn, sizes.mlp());
  }

  /**
   * The tensors of one discriminator in {@code dis_*.pt}.
   *
   * @param network ours: {@code d_y} for their {@code a}, {@code d_x} for their {@code b}
   */
  public static List<Entry> discriminator(IpmNetNetworkConfig sizes, String network) {
    ReleaseLayout layout = new ReleaseLayout();
    for (int scale = 0; scale < sizes.discriminator().scales(); scale++) {
      int in = 3;
      int out = sizes.discriminator().dim();
      int layers = sizes.discriminator().layers();
      for (int i = 0; i < layers; i++) {
        layout.layer(
            String.format(Locale.ROOT, "cnns.%d.%d.conv", scale, i),
            String.format(Locale.ROOT, "%s.scale%d.conv.%d", network, scale, i),
            out,
            in,
            4,
            4);
        in = out;
        out *= 2;
      }
      layout.layer(
          String.format(Locale.ROOT, "cnns.%d.%d", scale, layers),
          String.format(Locale.ROOT, "%s.scale%d.out", network, scale),
          1,
          in,
          1,
          1);
    }
    return List.copyOf(layout.entries);
  }

  private void downwards(String theirs, String ours, int dim, int halvings) {
    layer(theirs + "0.conv", ours + "0.conv", dim, 3, 7, 7);
    int in = dim;
    for (int i = 1; i <= halvings; i++) {
      int out = i == 1 ? 2 * dim : 4 * dim;
      layer(theirs + i + ".conv", ours + i + ".conv", out, in, 4, 4);
      in = out;
    }
  }

  private void layer(String theirs, String ours, long... shape) {
    tensor(theirs + ".weight", ours + ".weight", shape);
    tensor(theirs + ".bias", ours + ".bias", shape[0]);
  }

  private void tensor(String theirs, String ours, long... shape) {
    entries.add(new Entry(theirs, ours, LongStream.of(shape).boxed().toList(), true));
  }

  private void unused(String theirs, boolean parameter, long... shape) {
    entries.add(new Entry(theirs, null, LongStream.of(shape).boxed().toList(), parameter));
  }

  /** Their names and shapes. */
  public static TensorShapes shapes(List<Entry> entries) {
    TensorShapes shapes = new TensorShapes();
    entries.forEach(
        entry ->
            shapes.add(
                entry.theirs(), entry.shape().stream().mapToLong(Long::longValue).toArray()));
    return shapes;
  }

  /**
   * What a {@code gen_*.pt} holds, for {@link org.ipmnet.core.weights.PyTorchWriter}: {@code a} and
   * {@code b} over the same arrays.
   *
   * @param ours gives our tensors by name
   */
  public static Map<String, Object> generatorFile(
      IpmNetNetworkConfig sizes, Function<String, INDArray> ours) {
    Map<String, INDArray> state = state(generator(sizes), ours);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("a", state);
    file.put("b", state);
    return file;
  }

  /**
   * What a {@code dis_*.pt} holds: {@code a} is D_Y, {@code b} is D_X.
   *
   * @param ours gives our tensors by name
   */
  public static Map<String, Object> discriminatorFile(
      IpmNetNetworkConfig sizes, Function<String, INDArray> ours) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("a", state(discriminator(sizes, "d_y"), ours));
    file.put("b", state(discriminator(sizes, "d_x"), ours));
    return file;
  }

  /**
   * A state dictionary by their names, with what their strict loader wants beside ours: AdaIN's
   * running statistics as they always are, and zeros for what is never used.
   *
   * @param ours gives our tensors by name
   */
  public static Map<String, INDArray> state(List<Entry> entries, Function<String, INDArray> ours) {
    Map<String, INDArray> state = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.ours() != null) {
        state.put(entry.theirs(), ours.apply(entry.ours()));
      } else {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        INDArray constant = Nd4j.create(DataType.FLOAT, shape);
        constant.assign(entry.theirs().endsWith("running_var") ? 1 : 0);
        state.put(entry.theirs(), constant);
      }
    }
    return state;
  }
}
