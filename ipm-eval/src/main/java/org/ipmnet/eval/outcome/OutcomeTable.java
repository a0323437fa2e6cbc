// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.outcome;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * A file of a line for each file that was worked on, with its size and time of change, what became
 * of it, the names of its results or the reason, and what the {@linkplain TableForm form} has
 * besides. It grows by whole lines, so that work that was stopped goes on from it. Several workers
 * each have one of their own beside it, until all of them are joined. Safe from several threads.
 */
public final class OutcomeTable {
  private static final String OF_WORKER = ".worker-";
  private static final int HEADER = 2; // lines
  private static final String SETTINGS = "# ";
  private static final String REFUSED = "refused";
  private static final long LARGEST = 256L << 20;

  private final Path file;
  private final TableForm form;
  private final Map<String, String[]> known = new HashMap<>();

  private OutcomeTable(Path file, TableForm form) {
    this.file = file;
    this.form = form;
  }

  /** A table begun anew; an old one goes. */
  public static OutcomeTable beginIn(Path folder, TableForm form, String settings) {
    return begin(folder.resolve(form.name()), form, settings);
  }

  private static OutcomeTable begin(Path file, TableForm form, String settings) {
    AtomicFile.write(file, SETTINGS + settings + "\n" + form.heading() + "\n");
    return new OutcomeTable(file, form);
  }

  /**
   * The table of an earlier run, or a new one where there is none.
   *
   * @throws UserError if the earlier run had other settings
   */
  public static OutcomeTable openIn(Path folder, TableForm form, String settings) {
    return open(folder.resolve(form.name()), form, settings);
  }

  private static OutcomeTable open(Path file, TableForm form, String settings) {
    if (!Files.exists(file)) {
      return begin(file, form, settings);
    }
    OutcomeTable table = new OutcomeTable(file, form);
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
      if (fields.length == form.columns()) {
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
  public static OutcomeTable ofWorker(Path folder, TableForm form, String settings, int worker) {
    Path file =
        folder.resolve(String.format(Locale.ROOT, "%s%s%05d", form.name(), OF_WORKER, worker));
    OutcomeTable table = open(file, form, settings);
    for (Path other : all(folder, form)) {
      if (!other.equals(file)) {
        table.learn(other, settings, lines(text(other)));
      }
    }
    return table;
  }

  /** Whether there is a table of that form, or one that a worker has written. */
  public static boolean isIn(Path folder, TableForm form) {
    return Files.isDirectory(folder) && !all(folder, form).isEmpty();
  }

  /** Takes all tables of a form away from a folder. */
  public static void discard(Path folder, TableForm form) {
    for (Path file : all(folder, form)) {
      delete(file);
    }
  }

  /**
   * Makes one table of those that workers have written: what was there before, then theirs.
   *
   * @param names of all files, in their order
   */
  public static void join(Path folder, TableForm form, List<String> names) {
    List<Path> tables = all(folder, form);
    List<String> header = lines(text(tables.get(tables.size() - 1))).subList(0, HEADER);
    Map<String, String> rows = new HashMap<>();
    StringBuilder joined = new StringBuilder();
    for (Path file : tables) {
      List<String> lines = lines(text(file));
      if (file.endsWith(form.name())) {
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
    AtomicFile.write(folder.resolve(form.name()), joined.toString());
    tables.stream().filter(file -> !file.endsWith(form.name())).forEach(OutcomeTable::delete);
  }

  /** The joined one first, as far as they are there. */
  private static List<Path> all(Path folder, TableForm form) {
    String name = Pattern.quote(form.name()) + "(" + Pattern.quote(OF_WORKER) + "\\d+)?";
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
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

  /** What earlier work made of a file, if that has not changed since. */
  public Optional<FileOutcome> known(Path file, String name) {
    String[] fields = known.get(clean(name));
    if (fields == null || !stamp(file).equals(fields[1] + "\t" + fields[2])) {
      return Optional.empty();
    }
    return Optional.of(
        fields[3].equals(form.done())
            ? FileOutcome.done(file, List.of(fields[4].split("/")))
            : FileOutcome.refused(file, fields[4]));
  }

  /**
   * Appends a line, which a power cut does not forget: results rely on it.
   *
   * @param more what stands in the form's further columns; nothing of a file that was refused
   */
  public synchronized void add(FileOutcome outcome, String name, List<String> more) {
    List<String> fields = new ArrayList<>();
    fields.add(clean(name));
    fields.add(stamp(outcome.file())); // two
    fields.add(outcome.isRefused() ? REFUSED : form.done());
    fields.add(
        outcome.isRefused()
            ? clean(outcome.reason())
            : String.join("/", outcome.results().stream().map(OutcomeTable::clean).toList()));
    fields.addAll(outcome.isRefused() ? Collections.nCopies(form.more().size(), "") : more);
    try {
      Files.write(
          file,
          (String.join("\t", fields) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be written: %s", file, AtomicFile.reason(e));
    }
  }

  private static String stamp(Path file) {
    try {
      return Files.size(file) + "\t" + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return "0\t0"; // gone meanwhile: the outcome says so
    }
  }

  /** A text without what would break a line. */
  public static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "_");
  }
}
