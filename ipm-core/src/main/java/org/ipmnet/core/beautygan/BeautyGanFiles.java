// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.beautygan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.weights.SeenSizes;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.WeightFile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The files of BeautyGAN's program, open: {@code EPOCH_ITERATION_G.pth}, and if a folder was named
 * {@code ..._D_SYMIX.pth} and {@code ..._D_MAKEMIX.pth} beside it. Each is a state dictionary with
 * the names of our vertices. All tensors have been compared with the sizes that some of them show.
 */
public final class BeautyGanFiles implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("(\\d{1,9})_(\\d{1,9})_G\\.pth");
  private static final int MOST_LAYERS = 8; // each doubles the least side of an image

  /** In the order of {@link Saved}: the generator, or all. */
  private final List<WeightFile> files;

  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final BeautyGanNetworkConfig sizes;

  private BeautyGanFiles(List<WeightFile> files) {
    this.files = files;
    SeenSizes g = seen(files.get(0));
    int dim = g.side("Branch_0.0.weight", 0);
    int resBlocks = g.count("main.%d.main.0.weight", 3, 1);
    BeautyGanNetworkConfig.Discriminator d = new BeautyGanNetworkConfig.Discriminator(dim, 3);
    if (files.size() > 1) {
      SeenSizes first = seen(files.get(1));
      int layers = first.count("main.%d.weight_bar", 0, 2) - 1;
      if (layers < 1 || layers > MOST_LAYERS) {
        throw new UserError(
            "%s holds %d layers main.N.weight_bar; a discriminator has 2 to %d",
            first.file(), layers + 1, MOST_LAYERS + 1);
      }
      d = new BeautyGanNetworkConfig.Discriminator(first.side("main.0.weight_bar", 0), layers);
    }
    this.sizes = new BeautyGanNetworkConfig(dim, resBlocks, d);
    for (int i = 0; i < files.size(); i++) {
      add(Saved.values()[i], files.get(i));
    }
  }

  private void add(Saved network, WeightFile file) {
    Map<String, StoredTensor> found = file.stateDict();
    GraphShapes.of(network.figure(sizes))
        .check(file.path().toString(), "BeautyGAN's " + network, found, name -> false);
    found.forEach((name, tensor) -> tensors.put(network.ours + "." + name, tensor));
  }

  /**
   * Opens files.
   *
   * @param path a {@code *_G.pth}, which is taken alone, or a folder, whose newest one is taken
   *     with its discriminators if both are there
   * @throws UserError naming what is absent, broken, or missing, misshapen and surplus in it
   */
  public static BeautyGanFiles open(Path path) {
    List<WeightFile> opened = new ArrayList<>();
    try (Opening opening = new Opening()) {
      for (Path file : Files.isDirectory(path) ? newest(path) : List.of(path)) {
        opened.add(opening.add(WeightFile.open(file)));
      }
      BeautyGanFiles files = new BeautyGanFiles(opened);
      opening.complete();
      return files;
    }
  }

  private static List<Path> newest(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Path newest =
          files
              .filter(file -> name(file).isPresent())
              .max(Comparator.comparing(file -> name(file).orElseThrow()))
              .orElseThrow(() -> new UserError("folder %s holds no EPOCH_ITERATION_G.pth", folder));
      String stem = newest.getFileName().toString().replaceFirst("G\\.pth$", "");
      Path madeUp = folder.resolve(stem + "D_SYMIX.pth");
      Path bare = folder.resolve(stem + "D_MAKEMIX.pth");
      return Files.isRegularFile(madeUp) && Files.isRegularFile(bare)
          ? List.of(newest, madeUp, bare)
          : List.of(newest);
    } catch (IOException e) {
      throw new UserError(e, "folder %s cannot be read: %s", folder, AtomicFile.reason(e));
    }
  }

  /** Epoch and iteration as one number that grows with both, if a generator's name tells them. */
  private static Optional<Long> name(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(
            Long.parseLong(name.group(1)) * 1_000_000_000L + Long.parseLong(name.group(2)))
        : Optional.empty();
  }

  private static SeenSizes seen(WeightFile file) {
    return new SeenSizes(
        file.path().toString(), "a file of BeautyGAN's program", "BeautyGAN", file.stateDict());
  }

  /** What the tensors' shapes say; without discriminators they are as wide as the generator. */
  public BeautyGanNetworkConfig sizes() {
    return sizes;
  }

  /** Where the generator came from. */
  public Path generatorFile() {
    return files.get(0).path();
  }

  /** Whether both discriminators are there. */
  public boolean hasDiscriminators() {
    return files.size() > 1;
  }

  /** All tensors by our names. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Which network a file of this name holds: the program's class names, G for any other name. */
  public static Saved networkOf(Path file) {
    String name = file.getFileName().toString();
    return Arrays.stream(Saved.values())
        .filter(saved -> name.endsWith("_" + saved.name() + ".pth"))
        .findFirst()
        .orElse(Saved.G);
  }

  /** The networks that the program saves, by its own names. */
  public enum Saved {
    /** The generator. */
    G(BeautyGan.GENERATOR),
    /** D_A, which judges made-up faces. */
    D_SYMIX(BeautyGan.MADE_UP),
    /** D_B, which judges bare faces. */
    D_MAKEMIX(BeautyGan.BARE);

    private final String ours;

    Saved(String ours) {
      this.ours = ours;
    }

    /**
     * What its file holds.
     *
     * @param tensors by our names
     */
    public Map<String, INDArray> state(
        BeautyGanNetworkConfig sizes, Function<String, INDArray> tensors) {
      return GraphShapes.state(figure(sizes), ours, tensors);
    }

    private ComputationGraphConfiguration figure(BeautyGanNetworkConfig sizes) {
      return this == G
          ? BeautyGenerator.figure(sizes, DataType.FLOAT)
          : SpectralDiscriminator.figure(sizes, DataType.FLOAT);
    }
  }

  @Override
  public void close() {
    Opening.closeAll(files);
  }
}
