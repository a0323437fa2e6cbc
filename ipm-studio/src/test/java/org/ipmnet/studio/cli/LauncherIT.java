// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.studio.testing.StudioClient;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged program as its user starts it, with every JDK of this machine: it works, and
 * standard error has nothing but what the program says there.
 */
@Timeout(600) // a bound on a hang, not a speed
class LauncherIT {
  private static final Path ROOT = Path.of(System.getProperty("ipm.root"));
  private static final int LONG = 2000; // iterations: minutes, and yet an end if nobody stops it
  private static final Path HERE = Path.of(System.getProperty("java.home"));

  private static final String SCRIPT = "/usr/bin/script";

  /** A process that was started in the background ignores Ctrl-C, and so would its children. */
  private static final String LISTENING = "env --default-signal=INT";

  @TempDir static Path folder;

  @BeforeAll
  static void faces() {
    SyntheticDataset.write(folder.resolve("faces"), 4, 64, 1);
  }

  /**
   * This Java, those that variables such as JAVA_HOME_21_X64 name, and those in the usual places.
   */
  static Collection<Path> jdks() throws IOException {
    Map<Path, Path> found = new TreeMap<>();
    List<Path> candidates = new ArrayList<>();
    candidates.add(HERE);
    System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
        .forEach(variable -> candidates.add(Path.of(variable.getValue())));
    for (String place : List.of("/usr/lib/jvm", "/Library/Java/JavaVirtualMachines")) {
      if (Files.isDirectory(Path.of(place))) {
        try (Stream<Path> below = Files.list(Path.of(place))) {
          below
              .flatMap(jdk -> Stream.of(jdk, jdk.resolve("Contents/Home")))
              .forEach(candidates::add);
        }
      }
    }
    for (Path candidate : candidates) {
      Path release = candidate.resolve("release");
      if (Files.isExecutable(candidate.resolve("bin/java"))
          && Files.isReadable(release)
          && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1[7-9]|[2-9]\\d)\\b.*")) {
        found.put(candidate.toRealPath(), candidate);
      }
    }
    return found.keySet();
  }

  private static ProcessBuilder ipm(Path jdk, Path err, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("ipm").toString()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().keySet().removeAll(List.of("IPM_JAVA_OPTIONS", "IPM_DEBUG"));
    return builder.redirectError(err.toFile());
  }

  private static String clean(Path jdk, Object... arguments)
      throws IOException, InterruptedException {
    Path err = folder.resolve("stderr");
    Process process = ipm(jdk, err, arguments).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", Files.readString(err), () -> jdk + ": " + Arrays.toString(arguments));
    assertEquals(0, process.waitFor());
    return said;
  }

  private static List<Object> training(Path run, int iterations) {
    return List.of(
        "train",
        "--config",
        ROOT.resolve("configs/demo.yaml"),
        "--out",
        run,
        "--data",
        folder.resolve("faces"),
        "--set",
        "data.size=32",
        "network.dim=2",
        "network.style=4",
        "network.mlp=4",
        "network.discriminator.layers=2",
        "batch=1",
        "log.samples-every=0",
        "log.measures-every=0",
        "iterations=" + iterations);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyJdkIsQuiet(Path jdk) throws IOException, InterruptedException {
    Path run = folder.resolve("run-" + jdk.getFileName());
    assertTrue(clean(jdk, "--version").startsWith("ipm "));
    String trained = clean(jdk, training(run, 2).toArray());
    assertTrue(trained.contains("2 of 2 iterations"), trained);
    Path faces = folder.resolve("faces/images");
    Path results = folder.resolve("results-" + jdk.getFileName());
    clean(
        jdk,
        "transfer",
        "--model",
        run,
        "--target",
        faces.resolve("non-makeup/bare-00001.png"),
        "--reference",
        faces.resolve("makeup/makeup-00001.png"),
        "--out",
        results);
    assertTrue(Files.exists(results.resolve("bare-00001__makeup-00001.png")));
  }

  private static boolean hasTerminals() throws IOException, InterruptedException {
    return Files.isExecutable(Path.of(SCRIPT))
        && new ProcessBuilder(SCRIPT, "-qec", LISTENING + " true", "/dev/null").start().waitFor()
            == 0;
  }

  /** Where a bar redraws itself, which must leave Ctrl-C alone. */
  @Test
  void ctrlCOnATerminalSavesAndStops() throws IOException, InterruptedException {
    Assumptions.assumeTrue(hasTerminals(), "there is no script(1) to make a terminal");
    Path run = folder.resolve("on a terminal");
    StringBuilder line = new StringBuilder("exec " + LISTENING);
    for (String word : ipm(HERE, folder, training(run, LONG).toArray()).command()) {
      line.append(" '").append(word).append("'");
    }
    ProcessBuilder builder = new ProcessBuilder(SCRIPT, "-qec", line.toString(), "/dev/null");
    builder.environment().put("JAVA_HOME", HERE.toString());
    Process process = builder.redirectErrorStream(true).start();
    StringBuilder shown = new StringBuilder();
    boolean pressed = false;
    Reader screen = process.inputReader();
    for (int c = screen.read(); c >= 0; c = screen.read()) {
      shown.append((char) c);
      if (!pressed && c == '/' && shown.toString().matches("(?s).* [1-9]\\d*/")) { // an iteration
        pressed = true;
        process.getOutputStream().write(3); // Ctrl-C
        process.getOutputStream().flush();
      }
    }
    assertEquals(0, process.waitFor(), shown::toString);
    String last = shown.substring(shown.indexOf("^C"));
    assertTrue(last.contains("\nfinishing iteration "), last);
    assertTrue(last.contains("stopped; go on with: ipm resume "), last);
  }

  @Test
  void aSignalIsAnsweredAtOnce() throws IOException, InterruptedException {
    Path run = folder.resolve("stopped");
    Path err = folder.resolve("answer");
    Process process = ipm(HERE, err, training(run, LONG).toArray()).start();
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    while (line != null && !line.startsWith("iteration 1/")) {
      line = said.readLine();
    }
    process.toHandle().destroy(); // SIGTERM, as Ctrl-C; Process.destroy would close the streams too
    String last = said.lines().reduce("", (before, now) -> now);
    int exitCode = process.waitFor();
    String answer = Files.readString(err);
    assertEquals(0, exitCode, answer);
    assertTrue(
        answer.matches("finishing iteration \\d+, then saving; once more ends at once\n"), answer);
    assertTrue(last.startsWith("stopped; go on with: ipm resume "), last);
  }

  /** It says where, serves, and lets go at once when it is told to. */
  @Test
  void theStudioServesUntilASignal() throws IOException, InterruptedException {
    Path err = folder.resolve("studio");
    Process process = ipm(HERE, err, "studio").start();
    String said = process.inputReader().readLine();
    assertTrue(said.startsWith("ipm studio: http://127.0.0.1:"), said);
    StudioClient client = new StudioClient(said.substring(said.indexOf("http")));
    assertEquals("built-in", client.get("/api/v1/models").json().get(0).get("name").asText());
    process.toHandle().destroy(); // SIGTERM
    assertEquals(128 + 15, process.waitFor());
    assertEquals("", Files.readString(err));
  }
}
