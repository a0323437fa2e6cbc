// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.config.Require;
import org.ipmnet.data.image.Photo;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.eval.makeup.FoundFaces;
import org.ipmnet.eval.makeup.Makeover;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.makeup.Target;

/** Times the steps from two photos' files to the bytes of a result, with the built-in model. */
public final class TransferBenchmark {
  /** What a transfer does, in this order. */
  private enum Step {
    /** All that a makeup takes: its photo is decoded, its face found, E_S. */
    LOOK,
    DECODING,
    /** Detector, landmarks, parser. */
    FACES,
    /** The largest face is cut out, made level and brought to the networks' size; E_I. */
    PREPARING,
    /** E_S of the face itself, MLP and G for two styles; the change is enlarged and put on. */
    PAINTING,
    ENCODING
  }

  private final Path target;
  private final Path reference;
  private final List<Map<Step, Double>> seconds = new ArrayList<>(); // of each transfer
  private long last;

  private TransferBenchmark(Path target, Path reference) {
    this.target = target;
    this.reference = reference;
  }

  /**
   * Runs {@code warmUp} untimed transfers and {@code iterations} timed ones; prints a JSON line
   * each, and a last one with medians of all and of the steps, and the peak resident memory.
   *
   * @throws org.ipmnet.core.UserError naming a photo that cannot be used
   */
  public static void run(Path target, Path reference, int warmUp, int iterations, PrintStream out) {
    Require.atLeast("--iterations", iterations, 1);
    TransferBenchmark benchmark = new TransferBenchmark(target, reference);
    try (MakeupTransfer transfer = MakeupTransfer.open(null, null, 1, line -> {})) {
      double[] all =
          Benchmark.time(() -> benchmark.transfer(transfer), warmUp, iterations, null, out);
      StringBuilder steps = new StringBuilder();
      for (Step step : Step.values()) {
        double[] own =
            benchmark.seconds.stream().skip(warmUp).mapToDouble(one -> one.get(step)).toArray();
        steps.append(
            String.format(
                Locale.ROOT,
                ", \"%s\": %.4f",
                step.name().toLowerCase(Locale.ROOT),
                Benchmark.median(own)));
      }
      out.printf(
          Locale.ROOT,
          "{\"median_seconds\": %.4f%s, \"peak_rss_mib\": %d}%n",
          Benchmark.median(all),
          steps,
          PeakMemory.mebibytes());
    }
  }

  private void transfer(MakeupTransfer transfer) {
    seconds.add(new EnumMap<>(Step.class));
    last = System.nanoTime();
    Reference look = transfer.reference(FacePhoto.of(Photo.read(reference)));
    ended(Step.LOOK);
    FacePhoto photo = FacePhoto.of(Photo.read(target));
    ended(Step.DECODING);
    FoundFaces faces = transfer.faces(photo, 1);
    ended(Step.FACES);
    Target face = transfer.target(photo, faces);
    ended(Step.PREPARING);
    Makeover result = face.paint(look);
    ended(Step.PAINTING);
    result.encoded(result.kind());
    ended(Step.ENCODING);
  }

  private void ended(Step step) {
    long now = System.nanoTime();
    seconds.get(seconds.size() - 1).put(step, (now - last) / 1e9);
    last = now;
  }
}
