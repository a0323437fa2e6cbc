// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private static final String OF_WORKER = NAME + ".worker-";
  private static final int HEADER = 2; // lines
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
  static OutcomeTable beginIn(Path folder, String settings) {
    return begin(folder.resolve(NAME), settings);
  }

  private static OutcomeTable begin(Path file, String settings) {
    AtomicFile.write(file, SETTINGS + settings + "\n" + COLUMNS + "\n");
    return new OutcomeTable(file);
  }

  /**
   * The table of an earlier run, or a new one where there is none.
   *
   * @throws UserError if the earlier run had other settings
   */
  static OutcomeTable openIn(Path folder, String settings) {
    Path file = folder.resolve(NAME);
    return Files.exists(file) ? open(file, settings) : begin(file, settings);
  }

  private static OutcomeTable open(Path file, String settings) {
    OutcomeTable table = new OutcomeTable(file);
    String text = text(file);
    List<String> whole = lines(text);
    if (!text.isEmpty() && !text.endsWith("\n")) { // the half line of a run that was killed
      AtomicFile.write(file, whole.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }
    table.learn(file, settings, whole);
    return table;
  }

  private void learn(Path file, String settings, List<String> lines) {
    String before = lines.isEmpty() ? "" : lines.get(0);
    if (!before.equals(SETTINGS + settings)) {
      throw new UserError(
          "%s was made with other settings (%s, now %s); choose another output folder, or make all anew (--force)",
          file, before.replaceFirst("^# ", ""), settings);
    }
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length == FIELDS) {
        known.put(fields[0], fields);
      }
    }
  }

  /**
   * The table that one of several workers writes, beside those of the others. What any of them knew
   * before is known.
   *
   * @throws UserError if it was made with other settings
   */
  static OutcomeTable ofWorker(Path folder, String settings, int worker) {
    Path file = folder.resolve(String.format(Locale.ROOT, "%s%05d", OF_WORKER, worker));
    OutcomeTable table = Files.exists(file) ? open(file, settings) : begin(file, settings);
    for (Path other : all(folder)) {
      if (!other.equals(file)) {
        table.learn(other, settings, lines(text(other)));
      }
    }
    return table;
  }

  /** Takes all tables of a folder away. */
  static void discard(Path folder) {
    for (Path file : all(folder)) {
      delete(file);
    }
  }

  /**
   * Makes one table of those that workers have written: what was there before, then theirs.
   *
   * @param names of all photos, in their order
   */
  static void join(Path folder, List<String> names) {
    List<Path> tables = all(folder);
    List<String> header = lines(text(tables.get(tables.size() - 1))).subList(0, HEADER);
    Map<String, String> rows = new HashMap<>();
    StringBuilder joined = new StringBuilder();
    for (Path file : tables) {
      List<String> lines = lines(text(file));
      if (file.endsWith(NAME)) {
        lines.forEach(line -> joined.append(line).append('\n'));
      } else {
        for (String row : lines.subList(HEADER, lines.size())) {
          rows.put(row.substring(0, row.indexOf('\t')), row); // the last is what came of it
        }
      }
    }
    if (joined.isEmpty()) {
      header.forEach(line -> joined.append(line).append('\n'));
    }
    for (String name : names) {
      String row = rows.get(clean(name));
      if (row != null) {
        joined.append(row).append('\n');
      }
    }
    AtomicFile.write(folder.resolve(NAME), joined.toString());
    tables.stream().filter(file -> !file.endsWith(NAME)).forEach(OutcomeTable::delete);
  }

  /** The joined one first, as far as they are there. */
  private static List<Path> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file ->
                  file.endsWith(NAME) || file.getFileName().toString().matches(OF_WORKER + "\\d+"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", folder, AtomicFile.reason(e));
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be deleted: %s", file, AtomicFile.reason(e));
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new UserError("%s is larger than 256 MiB; it is no table of this program", file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  /** The whole lines; the last one of a run that was killed may be half a line. */
  private static List<String> lines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
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
