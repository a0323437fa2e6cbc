// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.dl4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.io.AtomicFolder;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes trained networks to a folder, a file each, which {@code ComputationGraph.load(file,
 * false)} of DL4J reads with ipm-core on the class path. A file has the network's name in
 * checkpoints: {@code generator.zip}.
 */
public final class Dl4jExport {
  private static final DataType TYPE = DataType.FLOAT;

  private Dl4jExport() {}

  /**
   * Writes all networks of a checkpoint, of a model of any kind or of a face parser.
   *
   * @param folder made here
   * @return the networks' names
   * @throws org.ipmnet.core.UserError if the folder exists or cannot be written, or the checkpoint
   *     does not hold the networks that its configuration asks for; nothing is left behind then
   */
  public static List<String> write(Checkpoint checkpoint, Path folder) {
    return write(networks(checkpoint), folder);
  }

  /**
   * Writes the face parser of a weight file in any format.
   *
   * @param folder made here
   * @return the network's name
   * @throws org.ipmnet.core.UserError if the folder exists or cannot be written, or the file holds
   *     no parser; nothing is left behind then
   */
  public static List<String> write(Path parserWeights, Path folder) {
    BiSeNetWeights.Loaded loaded = BiSeNetWeights.read(parserWeights);
    return write(List.of(parser(loaded.sizes(), loaded.tensors())), folder);
  }

  private static List<String> write(List<Network> networks, Path folder) {
    AtomicFolder.write(
        folder,
        aside ->
            networks.forEach(
                network -> network.saveForDl4j(aside.resolve(network.name() + ".zip"))));
    return networks.stream().map(Network::name).toList();
  }

  private static Network parser(BiSeNetConfig sizes, Map<String, INDArray> tensors) {
    Network parser = BiSeNet.trainable(sizes, TYPE);
    BiSeNetWeights.load(parser, tensors);
    return parser;
  }

  /** All of them, but for discriminators that a training did not need and a checkpoint lacks. */
  private static List<Network> networks(Checkpoint checkpoint) {
    Set<String> stored = checkpoint.networks();
    if (stored.contains(BiSeNet.NAME)) {
      Map<String, INDArray> tensors = new TreeMap<>();
      String prefix = BiSeNet.NAME + ".";
      checkpoint
          .weights()
          .forEach((name, tensor) -> tensors.put(name.substring(prefix.length()), tensor));
      return List.of(parser(BiSeNetWeights.sizes(checkpoint.file().toString(), tensors), tensors));
    }
    List<Network> networks =
        networks(ConfigTree.parse(checkpoint.file() + " (its configuration)", checkpoint.config()))
            .filter(network -> stored.contains(network.name()) || !network.name().startsWith("d_"))
            .toList();
    checkpoint.load(networks);
    return networks;
  }

  private static Stream<Network> networks(ConfigTree config) {
    ConfigTree network = config.section("network");
    return switch (ModelKind.of(config)) {
      case IPM_NET -> {
        IpmNetNetworkConfig sizes = network.read(IpmNetNetworkConfig.class);
        yield Stream.concat(
            IpmNet.of(sizes, TYPE).networks().stream(),
            Discriminators.of(sizes, TYPE).networks().stream());
      }
      case BEAUTYGAN ->
          BeautyGan.of(network.read(BeautyGanNetworkConfig.class), TYPE).networks().stream();
      case CYCLEGAN ->
          CycleGan.of(network.read(CycleGanNetworkConfig.class), TYPE).networks().stream();
      case MUNIT -> Munit.of(network.read(MunitNetworkConfig.class), TYPE).networks().stream();
    };
  }
}
