// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Residual;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;
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
    /** One training sample from a decoded photo with its map: x, mask, texture, r_x; one thread. */
    PREPARE,
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
   * Runs {@code warmUp} untimed iterations and {@code iterations} timed ones; prints a JSON line
   * each, and a last one with their median and with the memory: of the process at its peak, of the
   * networks' parameters (when training also their gradients and Adam's moments), and of the arena
   * that everything else is taken from.
   *
   * @param profile where a profile of the timed iterations goes, by phase and layer; null for none
   */
  public void run(What what, int warmUp, int iterations, PrintStream out, PrintStream profile) {
    Require.atLeast("--warm-up", warmUp, 1);
    Require.atLeast("--iterations", iterations, 1);
    if (what == What.PREPARE) {
      prepare(warmUp, iterations, out);
      return;
    }
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
    Arena.Use use;
    long state = 0;
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
              double[] times = time(() -> training.step(batch), warmUp, iterations, watch, out);
              use = training.memoryUse();
              state += 4 * bytes(net.networks()) + (d == null ? 0 : 4 * bytes(d.networks()));
              yield times;
            }
          }
          case PREPARE, PARSE -> throw new IllegalStateException(what + " is timed elsewhere");
          case INFER -> {
            try (Inference inference = new Inference(net)) {
              double[] times = time(() -> infer(inference, batch), warmUp, iterations, watch, out);
              use = inference.memoryUse();
              state += bytes(net.networks());
              yield times;
            }
          }
        };
    if (watch != null) {
      watch.print(iterations, Arrays.stream(seconds).sum(), profile);
    }
    out.printf(
        Locale.ROOT,
        "{\"median_seconds\": %.4f, \"peak_rss_mib\": %d, \"state_mib\": %d, \"arena_peak_mib\": %d, "
            + "\"arena_mib\": %d, \"nd4j\": \"%s\"}%n",
        median(seconds),
        PeakMemory.mebibytes(),
        state >> 20,
        use.peakBytes() >> 20,
        use.reservedBytes() >> 20,
        Nd4j.getBackend().getClass().getSimpleName());
  }

  /** Of the first made-up face of {@code data.folder}; decoded and resized once, as a run does. */
  private void prepare(int warmUp, int iterations, PrintStream out) {
    RandomStreams streams = new RandomStreams(config.seed());
    MakeupTransferDataset dataset = MakeupTransferDataset.open(config.data(), streams);
    Face face = dataset.face(dataset.train(Side.MADE_UP).get(0));
    SamplePreparation preparation = new SamplePreparation(config.data());
    Residual residual = Residual.of(config.data());
    Sample sample = Sample.ofSize(config.data().size());
    float[] r = new float[sample.image().length];
    RandomGenerator random = streams.at("bench", 0, 0);
    double[] seconds =
        time(
            () -> {
              preparation.training(face, random, sample);
              residual.of(sample, r);
            },
            warmUp,
            iterations,
            null,
            out);
    out.printf(
        Locale.ROOT,
        "{\"median_seconds\": %.5f, \"photo\": \"%d x %d\"}%n",
        median(seconds),
        face.photo().width(),
        face.photo().height());
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

  static double[] time(Runnable work, int warmUp, int iterations, Profile watch, PrintStream out) {
    for (int i = 0; i < warmUp; i++) {
      work.run();
    }
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

  private static long bytes(List<Network> networks) {
    return networks.stream()
        .mapToLong(n -> (n.parameters().length() + n.statistics().length()) * n.type().width())
        .sum();
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
