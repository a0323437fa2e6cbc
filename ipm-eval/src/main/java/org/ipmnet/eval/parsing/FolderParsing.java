// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.outcome.FileOutcome;
import org.ipmnet.eval.outcome.OutcomeTable;
import org.ipmnet.eval.outcome.TableForm;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.picture.PhotoFiles;
import org.ipmnet.eval.picture.Png;

/**
 * Maps of all photos of a folder, and pictures of both together: {@code maps/NAME.png} and {@code
 * overlays/NAME.png}, both of the photo's size, and {@code parsed.tsv}, which tells what became of
 * each photo. A folder with such a table is gone on with. Several workers may share the photos: one
 * begins, each does its share, one joins what they have noted; all files are then those of one
 * worker.
 */
public final class FolderParsing {
  private static final TableForm FORM = new TableForm("parsed.tsv", "parsed", "map");

  private final ParsingRequest request;

  /** A photo's file and the name of its map, or what is wrong with it without a look into it. */
  private record Photo(Path file, String stem, String fault) {
    String name() {
      return file.getFileName().toString();
    }
  }

  /** A parsing that has not begun. */
  public FolderParsing(ParsingRequest request) {
    this.request = request;
  }

  /**
   * Parses all photos.
   *
   * @param told hears of each photo as soon as it is done, of those that an earlier run did too
   * @return all outcomes by the photos' names
   * @throws UserError if a folder cannot be used
   */
  public List<FileOutcome> run(FaceParser parser, Consumer<FileOutcome> told) {
    begin();
    OutcomeTable table = OutcomeTable.openIn(request.out(), FORM, settings(parser));
    return run(photos(), table, parser, told);
  }

  /**
   * Makes the folders, before any worker begins.
   *
   * @throws UserError if a folder cannot be used
   */
  public void begin() {
    photos(); // before anything is made
    boolean goesOn = OutcomeTable.isIn(request.out(), FORM);
    OutputFolder.prepare(request.out(), List.of(request.photos()), request.overwrite() || goesOn);
    if (request.overwrite()) {
      OutcomeTable.discard(request.out(), FORM);
    }
    makeFolders();
  }

  /** And takes away what a killed run or worker left half-written. */
  private void makeFolders() {
    for (Path folder : List.of(folder("maps"), folder("overlays"))) {
      AtomicFile.makeFolder(folder);
      AtomicFile.removeLeftovers(folder);
    }
  }

  /**
   * Does one worker's share.
   *
   * @param told hears of each photo as soon as it is done
   * @return its outcomes by the photos' names
   * @throws UserError if a folder cannot be used
   */
  public List<FileOutcome> run(WorkShare share, FaceParser parser, Consumer<FileOutcome> told) {
    OutcomeTable table =
        OutcomeTable.ofWorker(request.out(), FORM, settings(parser), share.worker());
    return run(share.of(photos()), table, parser, told);
  }

  /** Makes one table of all, after the last worker's end. */
  public void join() {
    makeFolders();
    OutcomeTable.join(request.out(), FORM, photos().stream().map(Photo::name).toList());
  }

  private List<FileOutcome> run(
      List<Photo> photos, OutcomeTable table, FaceParser parser, Consumer<FileOutcome> told) {
    List<FileOutcome> outcomes = new ArrayList<>();
    try (PhotoParsing parsing = new PhotoParsing(parser)) {
      for (Photo photo : photos) {
        FileOutcome outcome =
            known(photo, table).orElseGet(() -> parsed(photo, table, parser, parsing));
        outcomes.add(outcome);
        told.accept(outcome);
      }
    }
    return outcomes;
  }

  private Optional<FileOutcome> known(Photo photo, OutcomeTable table) {
    return table
        .known(photo.file(), photo.name())
        .filter(before -> before.isRefused() || Files.exists(map(photo.stem())));
  }

  /** Parses a photo. Its line comes last: where it is, all is there. */
  private FileOutcome parsed(
      Photo photo, OutcomeTable table, FaceParser parser, PhotoParsing parsing) {
    FileOutcome outcome = FileOutcome.done(photo.file(), List.of(photo.stem()));
    if (photo.fault() != null) {
      outcome = FileOutcome.refused(photo.file(), photo.fault());
    } else {
      try {
        RgbImage picture = RgbImage.read(photo.file());
        write(photo, picture, parsing.of(picture), parser);
      } catch (UserError e) {
        if (!e.getMessage().startsWith(photo.file().toString())) { // a disk is full for all
          throw e;
        }
        outcome = FileOutcome.refused(photo.file(), e);
      }
    }
    table.add(outcome, photo.name(), List.of());
    return outcome;
  }

  private void write(Photo photo, RgbImage picture, PhotoMap found, FaceParser parser) {
    MapFile.write(map(photo.stem()), found.map(), parser.labels(), labels(parser));
    Png.write(
        folder("overlays").resolve(photo.stem() + ".png"),
        ParsingOverlay.of(picture, found, parser.labels()));
  }

  /** Where the map of that name lies. */
  public Path map(String stem) {
    return folder("maps").resolve(stem + ".png");
  }

  private Path folder(String name) {
    return request.out().resolve(name);
  }

  private LabelScheme labels(FaceParser parser) {
    return request.labels() == null ? parser.labels() : request.labels();
  }

  /** What must be equal for a parsing to go on. */
  private String settings(FaceParser parser) {
    return String.format(
        Locale.ROOT,
        "labels %s, parser %s",
        HyphenatedName.of(labels(parser)),
        parser.fingerprint());
  }

  /** All of them by the files' names. */
  private List<Photo> photos() {
    PhotoFiles files = PhotoFiles.of(request.photos());
    Stream<Photo> good =
        files.byName().entrySet().stream().map(e -> new Photo(e.getValue(), e.getKey(), null));
    Stream<Photo> faulty =
        Stream.concat(files.sameNames().stream(), files.unread().stream())
            .map(f -> new Photo(f.file(), "", f.problem() + "; " + f.remedy()));
    return Stream.concat(good, faulty).sorted(Comparator.comparing(Photo::name)).toList();
  }
}
