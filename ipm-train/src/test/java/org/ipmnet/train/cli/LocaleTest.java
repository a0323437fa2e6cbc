// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same commands write the same files whatever language the user speaks. */
class LocaleTest {
  private static final Locale OWN = Locale.getDefault();

  @TempDir static Path folder;
  private static SortedMap<String, byte[]> english;

  @BeforeAll
  static void inEnglish() throws IOException {
    english = filesIn("en-US");
    Locale.setDefault(OWN);
  }

  @AfterEach
  void back() {
    Locale.setDefault(OWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "de-DE"})
  void theSameFiles(String language) throws IOException {
    SortedMap<String, byte[]> files = filesIn(language);
    assertEquals(english.keySet(), files.keySet());
    files.forEach(
        (name, bytes) -> {
          int at = Arrays.mismatch(english.get(name), bytes);
          assertEquals(
              -1,
              at,
              () -> name + ": " + around(english.get(name), at) + " | " + around(bytes, at));
        });
  }

  private static String around(byte[] bytes, int at) {
    int from = Math.max(0, at - 60);
    return new String(bytes, from, Math.min(bytes.length - from, 120), StandardCharsets.ISO_8859_1);
  }

  /** What versions before named in the digits of the user's language. */
  @Test
  void runsOfBeforeAreFound() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    Path faces = folder.resolve("faces-of-before");
    Path run = folder.resolve("run-of-before");
    draw(faces);
    train(faces, run);
    Path checkpoints = run.resolve("checkpoints");
    try (Stream<Path> written = Files.list(checkpoints)) {
      for (Path file : written.toList()) {
        String name = file.getFileName().toString();
        long iteration = Long.parseLong(name.substring(0, name.indexOf('.')));
        Files.move(
            file,
            file.resolveSibling(String.format(Locale.getDefault(), "%08d.safetensors", iteration)));
      }
    }
    assertTrue(Files.exists(checkpoints.resolve("٠٠٠٠٠٠٠٢.safetensors")));
    succeeds("resume", run.toString(), "--set", "iterations=4", "checkpoint.keep=1");
    try (Stream<Path> left = Files.list(checkpoints)) {
      assertEquals(
          "[00000004.safetensors]",
          left.map(Path::getFileName).toList().toString(),
          "the older ones are pruned");
    }
  }

  /** All that the commands leave behind, without the times at which it was made. */
  private static SortedMap<String, byte[]> filesIn(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    // the path stands in some of the files
    Path root = folder.resolve("work");
    Path faces = root.resolve("faces");
    Path run = root.resolve("run");
    draw(faces);
    train(faces, run);
    succeeds("resume", run.toString(), "--set", "iterations=4");
    succeeds(
        "transfer",
        "--model",
        run.toString(),
        "--target",
        faces.resolve("images/non-makeup").toString(),
        "--reference",
        faces.resolve("images/makeup/makeup-00002.png").toString(),
        "--alpha",
        "0,0.5",
        "--grid",
        "--out",
        root.resolve("results").toString());
    succeeds(
        "evaluate",
        "--model",
        run.toString(),
        "--split",
        "all",
        "--runs",
        "2",
        "--out",
        root.resolve("evaluation").toString());
    succeeds(
        "weights",
        "export",
        run.toString(),
        "--format",
        "pt",
        "--out",
        root.resolve("weights.pt").toString());
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file)
                .toString()
                .replaceFirst("tfevents\\.[0-9]{10}\\.ipm\\.[0-9]", "tfevents"),
            timeless(file));
      }
    }
    Files.move(root, folder.resolve(language));
    return files;
  }

  /** A file's bytes without instants, durations, and what is computed from those. */
  private static byte[] timeless(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.getFileName().toString().contains("tfevents")) {
      return new byte[0]; // times and checksums over them
    }
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "INSTANT")
        .replaceAll("\"seconds\":[0-9.E-]+", "SECONDS")
        .replaceAll("(time trained|iterations per second)</dt><dd>[0-9.,hms ]+<", "$1<")
        .replaceAll("\"ipm.header.crc32c\":\"[0-9a-f]+\"", "CHECKSUM")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void draw(Path faces) {
    succeeds("data", "synth", faces.toString(), "--identities", "8", "--size", "40", "--seed", "5");
  }

  private static void train(Path faces, Path run) {
    succeeds(
        "train",
        "--config",
        Path.of(System.getProperty("ipm.root"), "configs/demo.yaml").toString(),
        "--data",
        faces.toString(),
        "--out",
        run.toString(),
        "--set",
        "iterations=2",
        "batch=2",
        "data.size=32",
        "data.resize=40",
        "network.dim=4",
        "network.style=8",
        "network.mlp=8",
        "network.discriminator.layers=2",
        "log.every=1",
        "log.samples-every=2",
        "log.samples=2",
        "log.measures-every=2",
        "log.measures-faces=2",
        "checkpoint.every=1",
        "checkpoint.keep=9");
  }

  private static void succeeds(String... arguments) {
    StringWriter said = new StringWriter();
    int code =
        IpmCommand.commandLine()
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(arguments);
    assertEquals(0, code, said::toString);
  }
}
