// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.paste.MakeupApplication.Changes;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.Measurements;
import org.ipmnet.eval.protocol.ProtocolPart;
import org.ipmnet.eval.protocol.TransferProtocol;
import org.ipmnet.eval.report.EvaluationFolder;

/**
 * An {@link Evaluation}, or a {@link PhotoEvaluation}, by several workers who all see its folders.
 * Shared are batches of faces of each pass; each worker opens model and networks once and leaves a
 * file for each batch in the output folder. What is joined has the very numbers of one worker,
 * which sums up batch by batch too. One that was stopped goes on.
 */
public final class SharedEvaluation {
  private final Request request;
  private final String settings;
  private final boolean features;

  /**
   * What is to be measured.
   *
   * @param model as the user names it; null for the one that comes with the program, on photos
   * @param checkpoint that very one, the same for all workers; null likewise
   * @param data folder in MT layout, or null for the training data
   * @param onPhotos whether it is measured what is put on photos
   * @param split which faces
   * @param runs how often each bare face is made up
   * @param seed of the draws, or null for the model's own
   * @param assignments {@code key=value} over the model's configuration
   * @param out new or empty folder, or that of a call that was stopped
   */
  public record Request(
      Path model,
      Path checkpoint,
      Path data,
      boolean onPhotos,
      EvaluationSplit.Part split,
      int runs,
      Long seed,
      List<String> assignments,
      Path out)
      implements Serializable {
    /**
     * A request about one checkpoint, the newest if a run is named.
     *
     * @throws UserError if there is none, or something is to be set that makes another model of it
     */
    public static Request of(
        Path model,
        Path data,
        boolean onPhotos,
        ProtocolSettings protocol,
        List<String> assignments,
        Path out,
        Consumer<String> told) {
      StoredModel.requireSettable(assignments, List.of());
      Path checkpoint =
          model == null ? null : StoredModel.open(model, null, List.of(), told).checkpoint();
      return new Request(
          model,
          checkpoint,
          data,
          onPhotos,
          protocol.split(),
          protocol.runs(),
          protocol.seed().isPresent() ? protocol.seed().getAsLong() : null,
          List.copyOf(assignments),
          out);
    }

    /** The same with other assignments. */
    public Request with(List<String> others) {
      return new Request(
          model, checkpoint, data, onPhotos, split, runs, seed, List.copyOf(others), out);
    }

    private EvaluatedModel open(Consumer<String> told) {
      StoredModel found =
          onPhotos
              ? StoredModel.onPhotos(checkpoint, data, assignments, told)
              : StoredModel.open(checkpoint, data, assignments, told);
      StoredModel named =
          model == null
              ? found
              : new StoredModel(
                  model, found.checkpoint(), found.iteration(), found.checksum(), found.config());
      OptionalLong draws = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
      MeasuredFaces faces = MeasuredFaces.open(named, new ProtocolSettings(split, runs, draws));
      if (!onPhotos) {
        return EvaluatedModel.networks(faces);
      }
      EvaluatedModel.requireMaps(data, faces.faces());
      return EvaluatedModel.onPhotos(faces, checkpoint, Changes.NONE, told);
    }
  }

  private SharedEvaluation(Request request, String settings, boolean features) {
    this.request = request;
    this.settings = settings;
    this.features = features;
  }

  /**
   * Makes the output folder ready, before any worker begins.
   *
   * @param told a line of each damaged checkpoint that was passed over
   * @return what workers are told beside the request
   * @throws UserError naming what of the request cannot be used
   */
  public static Begun begin(Request request, Consumer<String> told) {
    if (request.out() == null) {
      throw new UserError(
          "an evaluation on a cluster needs a folder that all workers see (--out DIR)");
    }
    try (EvaluatedModel model = request.open(told);
        TransferProtocol protocol = model.protocol(Measurements.HERE)) {
      String settings = model.settings(request.onPhotos());
      List<Path> inputs = request.data() == null ? List.of() : List.of(request.data());
      new PartFolder(request.out(), settings).begin(inputs);
      return new Begun(settings, !protocol.featuresAreThere());
    }
  }

  /**
   * What all workers must agree on.
   *
   * @param settings all that the numbers depend on
   * @param features whether those of the made-up faces are to be computed
   */
  public record Begun(String settings, boolean features) implements Serializable {
    /** That evaluation. */
    public SharedEvaluation of(Request request) {
      return new SharedEvaluation(request, settings, features);
    }
  }

  private PartFolder parts() {
    return new PartFolder(request.out(), settings);
  }

  /**
   * Does one worker's share.
   *
   * @param told hears of each batch, and of damaged checkpoints
   * @return how many batches it was
   * @throws UserError if this worker has other photos, weights or another program
   */
  public int run(WorkShare share, Consumer<String> told) {
    PartFolder folder = parts();
    try (EvaluatedModel model = request.open(told);
        TransferProtocol protocol = model.protocol(Measurements.HERE)) {
      String own = model.settings(request.onPhotos());
      if (!own.equals(settings)) {
        throw new UserError(
            "a worker has other photos or weights, or another program, than the machine with the command: %s there, %s here",
            own, settings);
      }
      List<ProtocolPart> parts = share.of(protocol.parts(model.methods(), features));
      for (ProtocolPart part : parts) {
        if (!folder.has(part)) {
          folder.write(part, protocol.measure(part, model.methods()));
        }
        told.accept(part.fileName() + ": measured");
      }
      return parts.size();
    }
  }

  /** Sums up what all workers have measured. */
  public Evaluation join(Consumer<String> told) {
    try (EvaluatedModel model = request.open(told)) {
      EvaluationFolder folder = EvaluationFolder.madeReady(request.out());
      return model.evaluate(parts(), Optional.of(folder), told);
    }
  }

  /** Takes away what workers have left, once all is written. */
  public void discard() {
    parts().discard();
  }
}
