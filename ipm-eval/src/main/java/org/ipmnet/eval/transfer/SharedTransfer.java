// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.Fault;
import org.ipmnet.data.image.Photo;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.Target;
import org.ipmnet.eval.outcome.FileOutcome;
import org.ipmnet.eval.outcome.OutcomeTable;
import org.ipmnet.eval.outcome.TableForm;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.picture.PhotoFiles;
import org.ipmnet.eval.transfer.TransferRequest.Extra;

/**
 * A {@link FolderTransfer} by several workers, who all see its folders. One begins, each does its
 * share, one joins what they have noted: {@code transferred.tsv} with a line for each pair and for
 * each photo that was left out. Shared are the targets, or the references where they are more, so
 * that of the fewer photos alone each worker reads all. The results are those of one worker; a
 * transfer that was stopped goes on.
 */
public final class SharedTransfer {
  private static final TableForm FORM = new TableForm("transferred.tsv", "transferred", "results");

  private final TransferRequest request;
  private final String settings;

  /**
   * A transfer that has not begun.
   *
   * @param model tells its weights from others
   */
  public SharedTransfer(TransferRequest request, String model) {
    this.request = request;
    this.settings = TransferSettings.of(request, model);
  }

  /**
   * Makes the folder, before any worker begins.
   *
   * @throws UserError if a folder cannot be used
   */
  public void begin() {
    if (request.has(Extra.GRID)) {
      throw new UserError(
          "a grid (--grid) is drawn by one machine alone; leave it out on a cluster");
    }
    names(); // before anything is made
    boolean overwrite = request.has(Extra.OVERWRITE);
    boolean goesOn = OutcomeTable.isIn(request.out(), FORM);
    OutputFolder.prepare(request.out(), FolderTransfer.inputs(request), overwrite || goesOn);
    if (overwrite) {
      OutcomeTable.discard(request.out(), FORM);
    }
    AtomicFile.removeLeftovers(request.out());
  }

  /**
   * Does one worker's share.
   *
   * @param told hears of each pair, and of photos that are left out
   * @return what became of them
   * @throws UserError as {@link FolderTransfer#apply}
   */
  public List<FileOutcome> run(
      WorkShare share, MakeupTransfer transfer, Consumer<FileOutcome> told) {
    FolderTransfer.Faces faces = new FolderTransfer(transfer).faces(request);
    OutcomeTable table = OutcomeTable.ofWorker(request.out(), FORM, settings, share.worker());
    return new Share(faces, share, table, told).run();
  }

  /** Makes one table of all, after the last worker's end. */
  public void join() {
    AtomicFile.removeLeftovers(request.out()); // of workers that were killed
    OutcomeTable.join(request.out(), FORM, names());
  }

  /** What lines are called, in their order. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    List<FaceFile> targets = FaceListing.targets(request.targets(), false, new ArrayList<>());
    List<FaceFile> references = FolderTransfer.references(request, new ArrayList<>());
    List<String> looks = FolderTransfer.names(request, references);
    for (FaceFile target : targets) {
      names.add(ofTarget(target.photo()));
      looks.forEach(look -> names.add(ResultNames.pair(target.name(), look)));
    }
    references.forEach(reference -> names.add(ofReference(reference.photo())));
    unread(request.targets()).forEach(fault -> names.add(ofTarget(fault.file())));
    sources()
        .flatMap(source -> unread(source).stream())
        .forEach(fault -> names.add(ofReference(fault.file())));
    return names;
  }

  private Stream<FaceSource> sources() {
    return Stream.ofNullable(request.references());
  }

  private static List<Fault> unread(FaceSource source) {
    return PhotoFiles.of(source.photos()).unread();
  }

  private static String ofTarget(Path photo) {
    return "target/" + photo.getFileName();
  }

  private static String ofReference(Path photo) {
    return "reference/" + photo.getFileName();
  }

  /** One worker's work. */
  private final class Share {
    private final FolderTransfer.Faces faces;
    private final boolean first;
    private final boolean byTarget;
    private final List<FaceFile> targets;
    private final References references;
    private final List<String> looks;
    private final OutcomeTable table;
    private final Consumer<FileOutcome> told;
    private final List<FileOutcome> outcomes = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final ResultWriter results;

    Share(
        FolderTransfer.Faces faces,
        WorkShare share,
        OutcomeTable table,
        Consumer<FileOutcome> told) {
      this.faces = faces;
      this.first = share.worker() == 0;
      this.byTarget = faces.targets().size() >= faces.names().size();
      this.targets = byTarget ? share.of(faces.targets()) : faces.targets();
      this.references = byTarget ? faces.references() : faces.references().of(share);
      this.looks = byTarget ? faces.names() : share.of(faces.names());
      this.table = table;
      this.told = told;
      this.results =
          new ResultWriter(request, 0, 0, file -> written.add(file.getFileName().toString()));
    }

    List<FileOutcome> run() {
      if (first) {
        SharedTransfer.unread(request.targets())
            .forEach(fault -> unread(fault, ofTarget(fault.file())));
        sources()
            .flatMap(source -> SharedTransfer.unread(source).stream())
            .forEach(fault -> unread(fault, ofReference(fault.file())));
      }
      List<FaceFile> left = targets.stream().filter(this::isLeft).toList();
      if (left.isEmpty()) {
        return outcomes;
      }
      List<References.Look> opened = open();
      for (FaceFile file : left) {
        target(file).ifPresent(target -> opened.forEach(look -> pair(file, target, look)));
      }
      return outcomes;
    }

    private void unread(Fault fault, String name) {
      refuse(fault.file(), name, fault.line());
    }

    /** Whether there is anything to do with a target; what was done is told. */
    private boolean isLeft(FaceFile target) {
      Optional<FileOutcome> refused = table.known(target.photo(), ofTarget(target.photo()));
      if (refused.isPresent()) {
        if (byTarget || first) {
          tell(refused.get());
        }
        return false;
      }
      boolean left = false;
      for (String look : looks) {
        Optional<FileOutcome> done = done(target, look);
        done.ifPresent(this::tell);
        left |= done.isEmpty();
      }
      return left;
    }

    private Optional<FileOutcome> done(FaceFile target, String look) {
      return table
          .known(target.photo(), ResultNames.pair(target.name(), look))
          .filter(
              before ->
                  before.results().stream()
                      .allMatch(name -> Files.exists(request.out().resolve(name))));
    }

    private List<References.Look> open() {
      if (byTarget) {
        return FolderTransfer.looks(request, faces, results, this::refuseReference);
      }
      return references.usable(results, this::refuseReference);
    }

    /** Where all workers read all references, one of them tells of those that it cannot use. */
    private void refuseReference(FaceFile file, String line) {
      if (!byTarget || first) {
        refuse(file.photo(), ofReference(file.photo()), line);
      }
    }

    private Optional<Target> target(FaceFile file) {
      return FolderTransfer.target(
          request,
          file,
          () -> FolderTransfer.open(request, faces, file, Photo::read),
          line -> {
            if (byTarget || first) {
              refuse(file.photo(), ofTarget(file.photo()), line);
            }
          });
    }

    private void pair(FaceFile file, Target target, References.Look look) {
      if (done(file, look.name()).isPresent()) {
        return;
      }
      written.clear();
      results.write(file.name(), target, List.of(look));
      FileOutcome outcome = FileOutcome.done(file.photo(), written);
      table.add(outcome, ResultNames.pair(file.name(), look.name()), List.of());
      tell(outcome);
    }

    private void refuse(Path photo, String name, String line) {
      FileOutcome outcome = FileOutcome.refused(photo, new UserError("%s", line));
      if (table.known(photo, name).isEmpty()) {
        table.add(outcome, name, List.of());
      }
      tell(outcome);
    }

    private void tell(FileOutcome outcome) {
      outcomes.add(outcome);
      told.accept(outcome);
    }
  }
}
