// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.testing;

import java.nio.file.Path;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.random.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;

/** An IPM-Net of random weights, small enough for a test, in a run's folder. */
public final class TinyModel {
  private static final String CONFIG =
      """
      batch: 1
      seed: 1
      network:
        dim: 4
        style: 8
        mlp: 8
        padding: reflect
        identity-encoder: {res-blocks: 1, norm: instance}
        style-encoder: {downsamplings: 2, res-blocks: 1, norm: none}
        generator: {res-blocks: 1, norm: instance, final-convolution: false, residual: true}
        discriminator: {dim: 4, scales: 1, layers: 2, norm: none}
      data: {size: 32, crop: random, order: shuffled, texture: fractional-differential, labels: mt}
      """;

  private TinyModel() {}

  /** Writes the run; returns its folder. */
  public static Path write(Path run) {
    IpmNetNetworkConfig sizes =
        ConfigTree.parse("test", CONFIG).section("network").read(IpmNetNetworkConfig.class);
    IpmNet net = IpmNet.of(sizes, DataType.FLOAT).initialise(new RandomStreams(5));
    Checkpoint.Content content = new Checkpoint.Content(1, CONFIG);
    net.networks().forEach(content::network);
    run.resolve("checkpoints").toFile().mkdirs();
    content.writeTo(run.resolve("checkpoints/00000001.safetensors"));
    return run;
  }
}
