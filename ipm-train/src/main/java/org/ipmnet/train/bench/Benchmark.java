// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.sample.Residual;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.gan.Discriminators;
import org.ipmnet.train.gan.MakeupTraining;
import org.ipmnet.train.gan.SeededDraws;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Times iterations on random inputs; speed does not depend on the numbers. */
public final class Benchmark {
  /** What is timed. */
  public enum What {
    /** A training iteration with every loss of the configuration. */
    TRAIN,
    /** One picture: E_I, twice E_S, MLP, G. */
    INFER,
    /** One 512 x 512 forward of the published face parser, see {@link ParserBenchmark}. */
    PARSE
  }

  private final RunConfig config;

  private Benchmark(RunConfig config) {
    this.config = config;
  }

  /** A benchmark of these networks, losses and batch. */
  public static Benchmark of(RunConfig config) {
    return new Benchmark(config);
  }

  /**
   * Runs one untimed iteration and {@code iterations} timed ones; prints a JSON line each, and a
   * last one with their median and the peak resident memory.
   *
   * @param profile where a profile of the timed iterations goes, by phase and layer; null for none
   */
  public void run(What what, int iterations, PrintStream out, PrintStream profile) {
    Require.atLeast("--iterations", iterations, 1);
    RandomStreams streams = new RandomStreams(config.seed());
    IpmNet net = IpmNet.of(config.network(), DataType.FLOAT).initialise(streams);
    int pictures = what == What.INFER ? 1 : config.batch();
    MakeupBatch batch =
        new MakeupBatch(
            0,
            faces(streams.at("bench", 0, 0), pictures),
            faces(streams.at("bench", 0, 1), pictures));
    Profile watch = profile == null ? null : new Profile();
    if (watch != null) {
      watch.watch(net.networks());
    }
    double[] seconds =
        switch (what) {
          case TRAIN -> {
            Discriminators d =
                config.loss().adversarial() > 0
                    ? Discriminators.of(config.network(), DataType.FLOAT).initialise(streams)
                    : null;
            if (watch != null && d != null) {
              watch.watch(d.networks());
            }
            ResNet50 perceptual = perceptual();
            if (watch != null && perceptual != null) {
              watch.watch(List.of(perceptual.network()));
            }
            try (MakeupTraining training =
                new MakeupTraining(
                    net,
                    d,
                    perceptual,
                    config.loss(),
                    config.optimizer(),
                    Residual.of(config.data()),
                    new SeededDraws(streams))) {
              yield time(() -> training.step(batch), iterations, watch, out);
            }
          }
          case PARSE -> throw new IllegalArgumentException("see ParserBenchmark");
          case INFER -> {
            try (Inference inference = new Inference(net)) {
              yield time(() -> infer(inference, batch), iterations, watch, out);
            }
          }
        };
    if (watch != null) {
      watch.print(iterations, Arrays.stream(seconds).sum(), profile);
    }
    out.printf(
        Locale.ROOT,
        "{\"median_seconds\": %.4f, \"peak_rss_mib\": %d, \"nd4j\": \"%s\"}%n",
        median(seconds),
        PeakMemory.mebibytes(),
        Nd4j.getBackend().getClass().getSimpleName());
  }

  private ResNet50 perceptual() {
    return config.loss().perceptual() > 0
        ? ResNet50.of(config.weights(), new RandomStreams(config.seed()), DataType.FLOAT)
        : null;
  }

  private void infer(Inference inference, MakeupBatch batch) {
    FaceBatch x = batch.bare();
    INDArray mask = x.masks().broadcast(x.images().shape());
    INDArray r =
        x.images()
            .mul(mask)
            .addi(x.textures().mul(config.data().textureFactor()).broadcast(x.images().shape()));
    INDArray style =
        Inference.mix(
            inference.styleCode(x.images()), inference.styleCode(batch.madeUp().images()), 0.5);
    inference.generate(inference.identityCode(r), style, r);
  }

  static double[] time(Runnable work, int iterations, Profile watch, PrintStream out) {
    work.run();
    if (watch != null) {
      watch.clear();
    }
    double[] seconds = new double[iterations];
    for (int i = 0; i < iterations; i++) {
      long start = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - start) / 1e9;
      out.printf(Locale.ROOT, "{\"iteration\": %d, \"seconds\": %.4f}%n", i, seconds[i]);
    }
    return seconds;
  }

  static double median(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private FaceBatch faces(RandomGenerator random, long b) {
    long s = config.data().size();
    INDArray mask = uniform(random, b, 1, s, s).gt(0).castTo(DataType.FLOAT);
    return new FaceBatch(
        uniform(random, b, 3, s, s), mask, uniform(random, b, 1, s, s).muli(mask.rsub(1)));
  }

  private static INDArray uniform(RandomGenerator random, long... shape) {
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return Nd4j.createFromArray(values).reshape(shape);
  }
}
