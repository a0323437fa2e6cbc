// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.prepare.PreparationOutcome;
import org.ipmnet.eval.prepare.PreparationRequest;
import org.ipmnet.eval.prepare.PreparationRequest.Existing;
import org.ipmnet.eval.prepare.PreparationRequest.Pictures;
import org.ipmnet.eval.prepare.SharedPreparation;
import org.ipmnet.train.loop.StopRequest;

/** One worker's share of a preparation; it opens the parser once. */
public final class PreparationTask implements ClusterTask<PreparationTask.Done> {
  private static final long serialVersionUID = 1L;

  private final String photos;
  private final String out;
  private final Side side;
  private final int size;
  private final LabelScheme labels;
  private final int mostFaces;
  private final int threads;
  private final Existing existing;
  private final String weights;
  private final WorkShare share;

  /**
   * What was done.
   *
   * @param files looked at
   * @param pictures that came of them
   * @param refused files of which none came
   */
  public record Done(int files, int pictures, int refused) implements Serializable {
    /** That of these files. */
    public static Done of(List<PreparationOutcome> outcomes) {
      return new Done(
          outcomes.size(),
          outcomes.stream().mapToInt(outcome -> outcome.pictures().size()).sum(),
          (int) outcomes.stream().filter(PreparationOutcome::isRefused).count());
    }

    /** Both together. */
    public Done plus(Done other) {
      return new Done(files + other.files, pictures + other.pictures, refused + other.refused);
    }
  }

  /**
   * A share.
   *
   * @param weights of the parser, or null for those that are there
   */
  public PreparationTask(PreparationRequest request, Path weights, WorkShare share) {
    this.photos = AbsolutePaths.of(request.photos());
    this.out = AbsolutePaths.of(request.out());
    this.side = request.side();
    this.size = request.pictures().size();
    this.labels = request.pictures().labels();
    this.mostFaces = request.pictures().mostFaces();
    this.threads = request.threads();
    this.existing = request.existing();
    this.weights = weights == null ? null : AbsolutePaths.of(weights);
    this.share = share;
  }

  @Override
  public Done work(PrintStream console, StopRequest stop) {
    PreparationRequest request =
        new PreparationRequest(
            Path.of(photos),
            side,
            Path.of(out),
            new Pictures(size, labels, mostFaces),
            threads,
            existing);
    Path file = weights == null ? null : Path.of(weights);
    try (FaceParser parser = FaceParsers.open(file, 1, console::println)) {
      return Done.of(
          new SharedPreparation(request)
              .run(share, parser, outcome -> console.println(line(outcome))));
    }
  }

  /** What is told of a photo. */
  public static String line(PreparationOutcome outcome) {
    return outcome.isRefused()
        ? String.format(Locale.ROOT, "%s: refused, %s", outcome.photo(), outcome.reason())
        : String.format(
            Locale.ROOT, "%s: %s", outcome.photo(), String.join(", ", outcome.pictures()));
  }
}
