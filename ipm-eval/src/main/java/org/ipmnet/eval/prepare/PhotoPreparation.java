// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.image.ReducedDecoder;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.outcome.FileOutcome;
import org.ipmnet.eval.outcome.OutcomeTable;
import org.ipmnet.eval.outcome.TableForm;
import org.ipmnet.eval.parsing.FaceLocator;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.MapFile;
import org.ipmnet.eval.parsing.ParsedFace;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.picture.RgbPicture;
import org.ipmnet.eval.prepare.PreparationFiles.Photo;
import org.ipmnet.eval.prepare.PreparationRequest.Existing;

/**
 * Turns a folder of photos into the layout of the Makeup Transfer data set: each is turned upright,
 * its face found, cut out as a square with the margin of MT's pictures, resized, parsed and
 * checked. What is refused stands in the table, with the reason. A photo's line is written before
 * its pictures: a run that was stopped goes on where it was, and what is there without a line is
 * somebody else's and never replaced unless that is wanted.
 */
public final class PhotoPreparation {
  /** Photos are worked on at this size at most: 16 million pixels, 48 MB each. */
  private static final long MOST_PIXELS = 16_000_000;

  /** Smaller photos show no face that could be used. */
  private static final int LEAST_SIDE = 32;

  /** A face's square may be enlarged up to so much. */
  private static final double MOST_ENLARGEMENT = 4;

  /** {@code prepared.tsv}. */
  static final TableForm FORM =
      new TableForm("prepared.tsv", "prepared", "pictures", FaceMeasures.NAMES);

  private final PreparationRequest request;
  private final FaceParser parser;
  private final Supplier<FaceLocator> locator;
  private final PreparationFiles files;

  /** A preparation with this parser, which the caller closes. */
  public PhotoPreparation(PreparationRequest request, FaceParser parser) {
    this(request, parser, () -> new FaceLocator(parser));
  }

  /** The same with what opens locators, one a thread that has a photo to look at. */
  PhotoPreparation(PreparationRequest request, FaceParser parser, Supplier<FaceLocator> locator) {
    this.request = request;
    this.parser = parser;
    this.locator = locator;
    this.files = new PreparationFiles(request);
  }

  /**
   * Prepares all photos.
   *
   * @param told hears of each photo as soon as it is done, in no fixed order; of those that an
   *     earlier run did too
   * @return all outcomes by name
   * @throws UserError if a folder cannot be used
   */
  public List<FileOutcome> run(Consumer<FileOutcome> told) {
    List<Photo> photos = files.photos();
    files.makeFolders();
    OutcomeTable table =
        request.existing() == Existing.REPLACE
            ? OutcomeTable.beginIn(request.out(), FORM, settings())
            : OutcomeTable.openIn(request.out(), FORM, settings());
    return prepare(photos, photos, table, told);
  }

  /**
   * Prepares one worker's share; {@link SharedPreparation} has begun, and joins.
   *
   * @return its outcomes by name
   */
  List<FileOutcome> run(WorkShare share, Consumer<FileOutcome> told) {
    List<Photo> photos = files.photos();
    OutcomeTable table = OutcomeTable.ofWorker(request.out(), FORM, settings(), share.worker());
    return prepare(photos, share.of(photos), table, told);
  }

  /**
   * Prepares photos.
   *
   * @param all whose names decide what pictures are called
   */
  private List<FileOutcome> prepare(
      List<Photo> all, List<Photo> own, OutcomeTable table, Consumer<FileOutcome> told) {
    Map<String, String> first = new HashMap<>();
    for (Photo photo : all) {
      first.putIfAbsent(photo.key(photo.stem()), photo.name());
    }
    ExecutorService threads = Executors.newFixedThreadPool(request.threads());
    List<Future<FileOutcome>> pending = new ArrayList<>();
    try (ResourcePool<FaceLocator> locators = new ResourcePool<>(request.threads(), locator)) {
      for (Photo photo : own) {
        pending.add(
            threads.submit(
                () -> {
                  FileOutcome outcome = prepared(photo, first, table, locators);
                  synchronized (told) {
                    told.accept(outcome);
                  }
                  return outcome;
                }));
      }
      List<FileOutcome> outcomes = new ArrayList<>();
      try {
        for (Future<FileOutcome> one : pending) {
          outcomes.add(one.get());
        }
      } finally {
        // nothing is interrupted: a photo that could not be read for that would count as a bad one
        pending.forEach(one -> one.cancel(false));
      }
      return outcomes;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while preparing photos", e);
    } finally {
      threads.shutdown();
    }
  }

  private FileOutcome prepared(
      Photo photo,
      Map<String, String> first,
      OutcomeTable table,
      ResourcePool<FaceLocator> locators) {
    Optional<FileOutcome> before = table.known(photo.file(), photo.name());
    if (before.isPresent()
        && before.get().results().stream()
            .allMatch(name -> Files.exists(files.image(photo, name)))) {
      return before.get();
    }
    List<String> begun = before.map(FileOutcome::results).orElse(List.of());
    String sameName = first.get(photo.key(photo.stem()));
    FileOutcome outcome;
    try {
      outcome =
          sameName.equals(photo.name())
              ? locators.use(found -> prepare(photo, first.keySet(), begun, table, found))
              : FileOutcome.refused(
                  photo.file(), String.format(Locale.ROOT, "has the same name as %s", sameName));
    } catch (UserError e) {
      outcome = FileOutcome.refused(photo.file(), e);
    }
    if (outcome.isRefused()) {
      table.add(outcome, photo.name(), List.of());
    }
    return outcome;
  }

  /**
   * Finds a photo's faces and writes their pictures, after its line.
   *
   * @param taken keys of the names that photos give
   * @param begun names of the photo's pictures that an earlier run was killed over
   */
  private FileOutcome prepare(
      Photo photo, Set<String> taken, List<String> begun, OutcomeTable table, FaceLocator locator) {
    RgbImage picture = ReducedDecoder.read(photo.file(), MOST_PIXELS);
    if (Math.min(picture.width(), picture.height()) < LEAST_SIDE) {
      return FileOutcome.refused(
          photo.file(),
          String.format(
              Locale.ROOT,
              "is %dx%d pixels, too small for a face",
              picture.width(),
              picture.height()));
    }
    FaceLocator.Faces found =
        locator.find(picture, request.pictures().mostFaces(), request.pictures().size());
    List<ParsedFace> faces = new ArrayList<>();
    String refusal = found.refusal();
    for (ParsedFace face : found.faces()) {
      if (face.square().side() * MOST_ENLARGEMENT < request.pictures().size()) {
        refusal =
            String.format(
                Locale.ROOT,
                "its face's square is %.0f pixels wide, less than a quarter of %d",
                face.square().side(),
                request.pictures().size());
      } else {
        faces.add(face);
      }
    }
    if (faces.isEmpty()) {
      return FileOutcome.refused(photo.file(), refusal);
    }
    List<String> names = names(photo, faces.size(), taken);
    for (String name : names) {
      for (Path file : List.of(files.image(photo, name), files.map(photo, name))) {
        if (request.existing() == Existing.KEEP && Files.exists(file) && !begun.contains(name)) {
          return FileOutcome.refused(
              photo.file(),
              String.format(
                  Locale.ROOT, "%s exists already; making all anew (--force) replaces it", file));
        }
      }
    }
    FileOutcome outcome = FileOutcome.done(photo.file(), names);
    int size = request.pictures().size();
    List<RgbImage> cut = faces.stream().map(face -> face.square().cut(picture, size)).toList();
    List<FaceMeasures> measures = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      measures.add(FaceMeasures.of(faces.get(i), cut.get(i), parser.labels()));
    }
    table.add(outcome, photo.name(), FaceMeasures.columns(measures));
    for (int i = 0; i < faces.size(); i++) {
      ParsedFace face = faces.get(i);
      String name = names.get(i);
      // the picture last: where it is, all is there
      MapFile.write(
          files.map(photo, name), face.map(), parser.labels(), request.pictures().labels());
      Png.write(files.image(photo, name), RgbPicture.of(cut.get(i)));
    }
    return outcome;
  }

  /** The photo's own name, then numbered ones; those that other photos give are left out. */
  private static List<String> names(Photo photo, int faces, Set<String> taken) {
    List<String> names = new ArrayList<>(List.of(photo.stem()));
    for (int number = 2; names.size() < faces; number++) {
      String name = String.format(Locale.ROOT, "%s-face%d", photo.stem(), number);
      if (!taken.contains(photo.key(name))) {
        names.add(name);
      }
    }
    return names;
  }

  /** What must be equal for a run to go on. */
  private String settings() {
    return String.format(
        Locale.ROOT,
        "size %d, labels %s, faces %s, framed by landmarks, parser %s",
        request.pictures().size(),
        HyphenatedName.of(request.pictures().labels()),
        request.pictures().mostFaces() == 1 ? "largest" : "all",
        parser.fingerprint());
  }
}
