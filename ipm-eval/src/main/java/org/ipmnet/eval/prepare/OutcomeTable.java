// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * {@code prepared.tsv}: a line for each photo, with its size and time of change, what became of it,
 * its pictures' names or the reason, and what was measured of each of its faces. It grows by whole
 * lines while photos are prepared, each before its pictures are written, so that a run that was
 * stopped goes on from it. Safe from several threads.
 */
final class OutcomeTable {
  private static final String NAME = "prepared.tsv";
  private static final String SETTINGS = "# ";
  private static final String COLUMNS =
      "photo\tbytes\tmodified\toutcome\tpictures or reason\t" + FaceMeasures.NAMES;
  private static final String PREPARED = "prepared";
  private static final String REFUSED = "refused";
  private static final int FIELDS_OF_PHOTO = 5;
  private static final int FIELDS = FIELDS_OF_PHOTO + FaceMeasures.NAMES.split("\t").length;
  private static final long LARGEST = 256L << 20;

  private final Path file;
  private final Map<String, String[]> known = new HashMap<>();

  private OutcomeTable(Path file) {
    this.file = file;
  }

  /** A table begun anew; an old one goes. */
  static OutcomeTable begin(Path folder, String settings) {
    Path file = folder.resolve(NAME);
    AtomicFile.write(file, SETTINGS + settings + "\n" + COLUMNS + "\n");
    return new OutcomeTable(file);
  }

  /**
   * The table of an earlier run, or a new one where there is none.
   *
   * @throws UserError if the earlier run had other settings
   */
  static OutcomeTable open(Path folder, String settings) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return begin(folder, settings);
    }
    OutcomeTable table = new OutcomeTable(file);
    List<String> lines = table.lines();
    String before = lines.isEmpty() ? "" : lines.get(0);
    if (!before.equals(SETTINGS + settings)) {
      throw new UserError(
          "%s was made with other settings (%s, now %s); choose another output folder, or make all anew (--force)",
          file, before.replaceFirst("^# ", ""), settings);
    }
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length == FIELDS) {
        table.known.put(fields[0], fields);
      }
    }
    return table;
  }

  private List<String> lines() {
    try {
      if (Files.size(file) > LARGEST) {
        throw new UserError("%s is larger than 256 MiB; it is no table of this program", file);
      }
      String text = Files.readString(file);
      // the last line of a run that was killed may be half a line: it is dropped
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (whole.length() < text.length()) {
        AtomicFile.write(file, whole);
      }
      return whole.lines().toList();
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  /** What an earlier run made of a photo, if that has not changed since. */
  Optional<PreparationOutcome> known(Path photo, String name) {
    String[] fields = known.get(clean(name));
    if (fields == null || !stamp(photo).equals(fields[1] + "\t" + fields[2])) {
      return Optional.empty();
    }
    return Optional.of(
        fields[3].equals(PREPARED)
            ? PreparationOutcome.prepared(photo, List.of(fields[4].split("/")))
            : PreparationOutcome.refused(photo, fields[4]));
  }

  /** Appends a line, which a power cut does not forget: pictures rely on it. */
  synchronized void add(PreparationOutcome outcome, String name, List<FaceMeasures> faces) {
    String line =
        String.join(
                "\t",
                clean(name),
                stamp(outcome.photo()),
                outcome.isRefused() ? REFUSED : PREPARED,
                outcome.isRefused()
                    ? clean(outcome.reason())
                    : String.join(
                        "/", outcome.pictures().stream().map(OutcomeTable::clean).toList()),
                measures(faces))
            + "\n";
    try {
      Files.write(
          file,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be written: %s", file, AtomicFile.reason(e));
    }
  }

  /** The columns of {@link FaceMeasures}, in each the values of all faces. */
  private static String measures(List<FaceMeasures> faces) {
    List<String[]> values = faces.stream().map(FaceMeasures::columns).toList();
    return IntStream.range(0, FIELDS - FIELDS_OF_PHOTO)
        .mapToObj(
            column -> values.stream().map(face -> face[column]).collect(Collectors.joining("/")))
        .collect(Collectors.joining("\t"));
  }

  private static String stamp(Path photo) {
    try {
      return Files.size(photo) + "\t" + Files.getLastModifiedTime(photo).toMillis();
    } catch (IOException e) {
      return "0\t0"; // gone meanwhile: the outcome says so
    }
  }

  /** A text without what would break a line; pictures' names have none of it from the start. */
  static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "_");
  }
}
