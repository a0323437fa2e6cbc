// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.cyclegan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * The files of CycleGAN's program, open: {@code latest_net_G_A.pth}, and if a folder was named the
 * other networks beside it. Each is a state dictionary with the names of our vertices. All tensors
 * have been compared with the sizes that some of them show.
 */
public final class CycleGanFiles implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,9}|latest)_net_(G_A|G_B|D_A|D_B)\\.pth");
  private static final Map<String, String> OURS =
      Map.of("G_A", "g_a", "G_B", "g_b", "D_A", "d_a", "D_B", "d_b");
  private static final int FIRST_BLOCK = 10;
  private static final int LAYERS = 3;

  private final Map<String, WeightFile> files;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final CycleGanNetworkConfig sizes;

  private CycleGanFiles(Map<String, WeightFile> files) {
    this.files = files;
    SeenSizes g = seen(files.get("G_A"));
    int dim = g.side("model.1.weight", 0);
    int blocks = g.count("model.%d.conv_block.1.weight", FIRST_BLOCK, 1);
    int judgingDim = dim;
    int layers = LAYERS;
    if (files.containsKey("D_A")) {
      SeenSizes d = seen(files.get("D_A"));
      judgingDim = d.side("model.0.weight", 0);
      layers = Math.max(1, d.count("model.%d.weight", 5, 3));
    }
    this.sizes =
        new CycleGanNetworkConfig(
            new CycleGanNetworkConfig.Generator(dim, blocks),
            new CycleGanNetworkConfig.Discriminator(judgingDim, layers));
    files.forEach(this::add);
  }

  private void add(String network, WeightFile file) {
    Map<String, StoredTensor> found = file.stateDict();
    GraphShapes.of(figure(network, sizes))
        .check(file.path().toString(), "CycleGAN's " + network, found, name -> false);
    found.forEach((name, tensor) -> tensors.put(OURS.get(network) + "." + name, tensor));
  }

  private static ComputationGraphConfiguration figure(String network, CycleGanNetworkConfig sizes) {
    return network.startsWith("G")
        ? ResNetGenerator.figure(sizes.generator(), DataType.FLOAT)
        : PatchDiscriminator.figure(sizes.discriminator(), DataType.FLOAT);
  }

  /**
   * Opens files.
   *
   * @param path a {@code *_net_G_A.pth} under any name, which is taken alone, or a folder, whose
   *     latest one is taken with what belongs to it
   * @throws UserError naming what is absent, broken, or missing, misshapen and surplus in it
   */
  public static CycleGanFiles open(Path path) {
    Map<String, WeightFile> opened = new LinkedHashMap<>();
    try (Opening opening = new Opening()) {
      Map<String, Path> found = Files.isDirectory(path) ? latest(path) : Map.of("G_A", path);
      found.forEach((network, file) -> opened.put(network, opening.add(WeightFile.open(file))));
      CycleGanFiles files = new CycleGanFiles(opened);
      opening.complete();
      return files;
    }
  }

  /** The networks that were saved together last, G_A among them. */
  private static Map<String, Path> latest(Path folder) {
    String epoch = latestEpoch(folder);
    Map<String, Path> found = new LinkedHashMap<>();
    for (String network : List.of("G_A", "G_B", "D_A", "D_B")) {
      Path file = folder.resolve(String.format(Locale.ROOT, "%s_net_%s.pth", epoch, network));
      if (Files.isRegularFile(file)) {
        found.put(network, file);
      }
    }
    if (!found.containsKey("D_A") || !found.containsKey("D_B")) {
      found.keySet().removeIf(network -> network.startsWith("D"));
    }
    return found;
  }

  private static String latestEpoch(Path folder) {
    List<String> epochs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(
          file -> {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches() && name.group(2).equals("G_A")) {
              epochs.add(name.group(1));
            }
          });
    } catch (IOException e) {
      throw new UserError(e, "folder %s cannot be read: %s", folder, AtomicFile.reason(e));
    }
    return epochs.stream()
        .max(Comparator.comparingLong(CycleGanFiles::order))
        .orElseThrow(() -> new UserError("folder %s holds no latest_net_G_A.pth", folder));
  }

  private static long order(String epoch) {
    return epoch.equals("latest") ? Long.MAX_VALUE : Long.parseLong(epoch);
  }

  private static SeenSizes seen(WeightFile file) {
    return new SeenSizes(
        file.path().toString(), "a file of CycleGAN's program", "CycleGAN", file.stateDict());
  }

  /** What the tensors' shapes say; without discriminators they are as wide as the generators. */
  public CycleGanNetworkConfig sizes() {
    return sizes;
  }

  /** Where G_A came from. */
  public Path generatorFile() {
    return files.get("G_A").path();
  }

  /** Which networks are there, by the program's names: {@code G_A} always. */
  public List<String> networks() {
    return List.copyOf(files.keySet());
  }

  /** All tensors by our names. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /**
   * Which network a file of this name holds.
   *
   * @return G_A for a name that the program would not give
   */
  public static String networkOf(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? name.group(2) : "G_A";
  }

  /**
   * What a {@code *_net_*.pth} holds.
   *
   * @param network such as {@code G_A}
   * @param tensors by our names
   */
  public static Map<String, INDArray> state(
      String network, CycleGanNetworkConfig sizes, Function<String, INDArray> tensors) {
    return GraphShapes.state(figure(network, sizes), OURS.get(network), tensors);
  }

  @Override
  public void close() {
    Opening.closeAll(files.values());
  }
}
