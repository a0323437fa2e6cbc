// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.parsing.WorkingParser;
import org.ipmnet.core.random.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Times one forward pass of the face parser as it works: one picture, main head, scores. */
public final class ParserBenchmark {
  private static final int SIDE = 512;

  private ParserBenchmark() {}

  /**
   * Runs {@code warmUp} untimed forward passes and {@code iterations} timed ones of random weights;
   * prints a JSON line each, and a last one with their median and the peak resident memory.
   *
   * @param profile where a profile goes; null for none
   */
  public static void run(int warmUp, int iterations, PrintStream out, PrintStream profile) {
    Require.atLeast("--iterations", iterations, 1);
    Network network = BiSeNet.trainable(BiSeNetConfig.PUBLISHED, DataType.FLOAT);
    network.initialise(new RandomStreams(1));
    INDArray picture = Nd4j.linspace(-2, 2, 3L * SIDE * SIDE, DataType.FLOAT);
    INDArray image = picture.reshape(1, 3, SIDE, SIDE);
    try (WorkingParser parser =
        new WorkingParser(BiSeNetConfig.PUBLISHED, BiSeNetWeights.tensors(network))) {
      Profile watch = profile == null ? null : new Profile();
      if (watch != null) {
        watch.watch(List.of(parser.network()));
      }
      double[] seconds = Benchmark.time(() -> parser.logits(image), warmUp, iterations, watch, out);
      if (watch != null) {
        watch.print(iterations, Arrays.stream(seconds).sum(), profile);
      }
      out.printf(
          Locale.ROOT,
          "{\"median_seconds\": %.4f, \"peak_rss_mib\": %d, \"nd4j\": \"%s\"}%n",
          Benchmark.median(seconds),
          PeakMemory.mebibytes(),
          Nd4j.getBackend().getClass().getSimpleName());
    }
  }
}
