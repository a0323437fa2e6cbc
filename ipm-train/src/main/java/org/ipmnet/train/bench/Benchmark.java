// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StyleMix;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.model.UntrainedModel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Times iterations on random inputs; speed does not depend on the numbers. */
public final class Benchmark {
  /** What is timed. */
  public enum What {
    /** A training iteration with every loss of the configuration. */
    TRAIN,
    /** One transfer at half strength if the model has levels: of IPM-Net E_I, twice E_S, MLP, G. */
    INFER,
    /** One training sample from a decoded photo with its map: x, mask, texture; one thread. */
    PREPARE,
    /** One 512 x 512 forward of the published face parser, see {@link ParserBenchmark}. */
    PARSE,
    /** From two photos' files to the result's bytes, see {@link TransferBenchmark}. */
    TRANSFER
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
    Profile watch = profile == null ? null : new Profile();
    Measured measured =
        what == What.TRAIN
            ? train(warmUp, iterations, watch, out)
            : infer(warmUp, iterations, watch, out);
    if (watch != null) {
      watch.print(iterations, Arrays.stream(measured.seconds()).sum(), profile);
    }
    out.printf(
        Locale.ROOT,
        "{\"median_seconds\": %.4f, \"peak_rss_mib\": %d, \"state_mib\": %d, \"arena_peak_mib\": %d, "
            + "\"arena_mib\": %d, \"nd4j\": \"%s\"}%n",
        median(measured.seconds()),
        PeakMemory.mebibytes(),
        measured.stateBytes() >> 20,
        measured.arena().peakBytes() >> 20,
        measured.arena().reservedBytes() >> 20,
        Nd4j.getBackend().getClass().getSimpleName());
  }

  /**
   * What was measured.
   *
   * @param stateBytes of parameters, and when training of gradients and Adam's moments
   */
  private record Measured(double[] seconds, long stateBytes, Arena.Use arena) {}

  private Measured train(int warmUp, int iterations, Profile watch, PrintStream out) {
    RandomStreams streams = new RandomStreams(config.seed());
    try (TrainableModel model = config.model().create(config.data(), config.weights(), streams)) {
      model.initialise(streams);
      List<Network> networks = model.training().networks();
      if (watch != null) {
        watch.watch(networks);
        model.frozen().ifPresent(frozen -> watch.watch(List.of(frozen.network())));
      }
      MakeupBatch batch =
          new MakeupBatch(
              0,
              faces(streams.at("bench", 0, 0), config.batch()),
              faces(streams.at("bench", 0, 1), config.batch()));
      double[] seconds = time(() -> model.training().step(batch), warmUp, iterations, watch, out);
      return new Measured(seconds, 4 * bytes(networks), model.training().memoryUse());
    }
  }

  private Measured infer(int warmUp, int iterations, Profile watch, PrintStream out) {
    RandomStreams streams = new RandomStreams(config.seed());
    try (UntrainedModel untrained = config.model().untrained(config.data(), streams)) {
      if (watch != null) {
        watch.watch(untrained.networks());
      }
      MakeupModel model = untrained.model();
      Sample target = sample(streams.at("bench", 0, 0));
      Sample reference = sample(streams.at("bench", 0, 1));
      double[] seconds =
          time(() -> transfer(model, target, reference), warmUp, iterations, watch, out);
      return new Measured(seconds, bytes(untrained.networks()), model.memoryUse());
    }
  }

  /** Of the first made-up face of {@code data.folder}; decoded and resized once, as a run does. */
  private void prepare(int warmUp, int iterations, PrintStream out) {
    RandomStreams streams = new RandomStreams(config.seed());
    MakeupTransferDataset dataset = MakeupTransferDataset.open(config.data(), streams);
    Face face = dataset.face(dataset.train(Side.MADE_UP).get(0));
    SamplePreparation preparation = new SamplePreparation(config.data());
    Sample sample = Sample.ofSize(config.data().size());
    RandomGenerator random = streams.at("bench", 0, 0);
    double[] seconds =
        time(() -> preparation.training(face, random, sample), warmUp, iterations, null, out);
    out.printf(
        Locale.ROOT,
        "{\"median_seconds\": %.5f, \"photo\": \"%d x %d\"}%n",
        median(seconds),
        face.photo().width(),
        face.photo().height());
  }

  private static void transfer(MakeupModel model, Sample target, Sample reference) {
    float[] style = model.style(reference);
    if (model.mixesStyles()) {
      style = StyleMix.of(model.style(target), style, 0.5);
    }
    model.canvas(target).paint(style);
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

  private FaceBatch faces(RandomGenerator random, int count) {
    int s = config.data().size();
    INDArray images = Nd4j.create(DataType.FLOAT, count, 3, s, s);
    INDArray masks = Nd4j.create(DataType.FLOAT, count, 1, s, s);
    INDArray textures = Nd4j.create(DataType.FLOAT, count, 1, s, s);
    byte[][] regions = new byte[count][];
    for (int i = 0; i < count; i++) {
      Sample sample = sample(random);
      regions[i] = sample.regions();
      Slice.of(images, 0, i, i + 1)
          .assign(Nd4j.createFromArray(sample.image()).reshape(1, 3, s, s));
      Slice.of(masks, 0, i, i + 1).assign(Nd4j.createFromArray(sample.mask()).reshape(1, 1, s, s));
      Slice.of(textures, 0, i, i + 1)
          .assign(Nd4j.createFromArray(sample.texture()).reshape(1, 1, s, s));
    }
    return new FaceBatch(images, masks, textures, regions, images);
  }

  /** A face of noise: half of it makeup area, and every part somewhere. */
  private Sample sample(RandomGenerator random) {
    Sample sample = Sample.ofSize(config.data().size());
    for (int i = 0; i < sample.image().length; i++) {
      sample.image()[i] = random.nextFloat() * 2 - 1;
    }
    FacePart[] parts = FacePart.values();
    for (int i = 0; i < sample.mask().length; i++) {
      FacePart part = parts[random.nextInt(parts.length)];
      sample.regions()[i] = random.nextBoolean() ? part.code() : part.secondCode();
      sample.mask()[i] = random.nextInt(2);
      sample.texture()[i] = (random.nextFloat() * 2 - 1) * (1 - sample.mask()[i]);
    }
    return sample;
  }
}
