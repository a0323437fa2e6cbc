// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code ipm}, with stand-ins for java, which prints what it was given, and for mvn. */
class LauncherTest {
  private static final Path ROOT = Path.of(System.getProperty("ipm.root"));
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo "openjdk version \\"$ASKED_VERSION\\" 2024-01-16" >&2; exit; fi
      echo "LC_ALL=$LC_ALL"
      printf '%s\\n' "$@"
      """;
  private static final String SYSTEM =
      "for tool in dirname readlink sed mkdir rm mv cat flock; do\n"
          + "  path=$(command -v $tool) || continue\n  printf '#!/bin/sh\\nexec %s \"$@\"\\n' $path > \"$1/$tool\"\n"
          + "  chmod +x \"$1/$tool\"\ndone";

  @TempDir private Path folder;
  private Path launcher;
  private Path home;

  @BeforeEach
  void install() throws IOException, InterruptedException {
    launcher = installed("in stalled");
    home = java("jdk", "17.0.1");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    new ProcessBuilder("sh", "-c", SYSTEM, "sh", bin.toString()).start().waitFor();
    Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java")); // as Debian does
  }

  private Path installed(String name) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name)).toRealPath();
    Files.copy(ROOT.resolve("ipm"), root.resolve("ipm"));
    Files.createDirectories(root.resolve("ipm-studio/target/ipm"));
    Files.createFile(jar(root.resolve("ipm")));
    return root.resolve("ipm");
  }

  private static Path jar(Path launcher) {
    return launcher.resolveSibling("ipm-studio/target/ipm/ipm-studio-1.jar");
  }

  private Path java(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    program(home.resolve("bin/java"), JAVA);
    Files.writeString(
        home.resolve("release"),
        String.format(
            Locale.ROOT,
            "IMPLEMENTOR=\"Some = one\"\nJAVA_RUNTIME_VERSION=\"%1$s+6\"\nJAVA_VERSION=\"%1$s\"\nOS_ARCH=\"x\"\n",
            version));
    return home;
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private ProcessBuilder shell(Map<String, String> variables, String... command) {
    ProcessBuilder shell = new ProcessBuilder(command);
    Map<String, String> environment = shell.environment();
    environment
        .keySet()
        .removeAll(
            List.of("LC_ALL", "LC_CTYPE", "LANG", "IPM_JAVA_OPTIONS", "JAVA_HOME", "SPARK_HOME"));
    environment.put("PATH", folder.resolve("bin").toString());
    environment.putAll(variables);
    return shell.directory(folder.toFile()).redirectErrorStream(true);
  }

  private static List<String> said(Process process) throws IOException {
    byte[] said = process.getInputStream().readAllBytes();
    return new String(said, StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> run(Path script, Map<String, String> variables) throws IOException {
    return said(shell(variables, "/bin/sh", script.toString(), "train", "a b").start());
  }

  /** The one line of a launcher that gives up. */
  private String refused(Process process) throws IOException, InterruptedException {
    List<String> said = said(process);
    assertEquals(1, said.size(), said.toString());
    assertEquals(2, process.waitFor());
    assertTrue(said.get(0).startsWith("ipm: "), said.get(0));
    return said.get(0);
  }

  private String refused(Path script, Map<String, String> variables)
      throws IOException, InterruptedException {
    return refused(shell(variables, "/bin/sh", script.toString(), "train").start());
  }

  private void startsItsOwnProgram(Path script) throws IOException {
    startsItsOwnProgram(run(script, Map.of()));
  }

  private String classPath() {
    return Stream.of("ipm-train", "ipm-spark", "ipm-studio")
        .map(module -> launcher.resolveSibling(module + "/target/ipm/*").toString())
        .collect(Collectors.joining(":"));
  }

  private void startsItsOwnProgram(List<String> said) {
    assertTrue(said.contains(classPath()), said.toString());
    assertEquals(List.of("train", "a b"), said.subList(said.size() - 2, said.size()));
  }

  @Test
  void whereItLies() throws IOException {
    startsItsOwnProgram(launcher);
  }

  @Test
  void byARelativePathWhateverCdpathSays() throws IOException {
    Files.createDirectories(folder.resolve("elsewhere/in stalled"));
    Map<String, String> variables = Map.of("CDPATH", folder.resolve("elsewhere").toString());
    startsItsOwnProgram(run(Path.of("in stalled/ipm"), variables));
  }

  @Test
  void throughLinks() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("my bin"));
    Path relative = Files.createSymbolicLink(bin.resolve("ipm"), Path.of("../in stalled/ipm"));
    startsItsOwnProgram(Files.createSymbolicLink(folder.resolve("absolute"), relative));
  }

  @Test
  void theLocaleKnowsEveryFileName() throws IOException {
    assertEquals("LC_ALL=C.UTF-8", run(launcher, Map.of()).get(0));
    assertEquals("LC_ALL=C.UTF-8", run(launcher, Map.of("LC_ALL", "C")).get(0));
    assertEquals("LC_ALL=C.UTF-8", run(launcher, Map.of("LANG", "de_DE.ISO-8859-1")).get(0));
    assertEquals("LC_ALL=", run(launcher, Map.of("LANG", "de_DE.UTF-8")).get(0));
    assertEquals("LC_ALL=en_US.utf8", run(launcher, Map.of("LC_ALL", "en_US.utf8")).get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.15, false",
    "21, false",
    "23.0.2, false",
    "24, true",
    "25.0.3, true",
    "26-ea, true"
  })
  void javaGetsOptionsThatItKnows(String version, boolean warns) throws IOException {
    Path jdk = java("jdk-" + version, version);
    List<String> said = run(launcher, Map.of("JAVA_HOME", jdk.toString()));
    assertEquals(warns, said.contains("--enable-native-access=ALL-UNNAMED"), said.toString());
    assertEquals(warns, said.contains("--sun-misc-unsafe-memory-access=allow"), said.toString());
    startsItsOwnProgram(said);
  }

  @Test
  void aJavaWithoutReleaseFileIsAsked() throws IOException, InterruptedException {
    Files.delete(home.resolve("release"));
    List<String> said = run(launcher, Map.of("ASKED_VERSION", "25.0.1"));
    assertTrue(said.contains("--enable-native-access=ALL-UNNAMED"), said.toString());
    assertTrue(refused(launcher, Map.of("ASKED_VERSION", "1.8.0_392")).contains("Java 1.8.0_392"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_392", "11.0.2", "16"})
  void anOldJavaIsOneLine(String version) throws IOException, InterruptedException {
    Path jdk = java("old", version);
    assertEquals(
        String.format(
            Locale.ROOT,
            "ipm: %s/bin/java is Java %s: install a JDK 17 or later, or let JAVA_HOME name one",
            jdk,
            version),
        refused(launcher, Map.of("JAVA_HOME", jdk.toString())));
  }

  @Test
  void noJavaIsOneLine() throws IOException, InterruptedException {
    assertTrue(
        refused(launcher, Map.of("JAVA_HOME", "/nowhere")).contains("JAVA_HOME is /nowhere"));
    Files.delete(folder.resolve("bin/java"));
    assertTrue(refused(launcher, Map.of()).contains("install a JDK 17 or later"));
  }

  private ProcessBuilder onCluster(Map<String, String> variables) {
    return shell(variables, "/bin/sh", launcher.toString(), "train", "--cluster", "yarn");
  }

  /** Only where a cluster is asked for: other commands need none of its classes. */
  @Test
  void sparkIsWhereSparkHomeSays() throws IOException, InterruptedException {
    Path spark = Files.createDirectories(folder.resolve("spark/jars")).getParent();
    Map<String, String> home = Map.of("SPARK_HOME", spark.toString());
    String withSpark = spark + "/jars/*:" + classPath();
    assertTrue(said(onCluster(home).start()).contains(withSpark));
    startsItsOwnProgram(run(launcher, home));
    assertTrue(said(onCluster(Map.of()).start()).contains(classPath()), "the program says it");
    Path collected = launcher.resolveSibling("ipm-spark/target/spark/jars");
    Files.createDirectories(collected);
    assertTrue(said(onCluster(Map.of()).start()).contains(collected + "/*:" + classPath()));
    assertTrue(said(onCluster(home).start()).contains(withSpark), "the user's comes first");
    assertEquals(
        "ipm: SPARK_HOME is /nowhere, which has no folder jars: let it name Apache Spark 4, or unset it",
        refused(onCluster(Map.of("SPARK_HOME", "/nowhere")).start()));
  }

  @Test
  void aColonInThePathIsOneLine() throws IOException, InterruptedException {
    assertTrue(refused(installed("a:b"), Map.of()).contains("a:b has a colon"));
  }

  @Test
  void aFolderThatIsGoneIsOneLine() throws IOException, InterruptedException {
    String lose = "mkdir gone && cd gone && rm -r ../gone && exec /bin/sh \"$1\" train";
    Process process = shell(Map.of(), "/bin/sh", "-c", lose, "sh", launcher.toString()).start();
    List<String> said = said(process); // to which some shells add their own
    assertEquals(2, process.waitFor());
    assertTrue(said.get(said.size() - 1).contains("does not exist any more"), said.toString());
  }

  @Test
  void homeIsWhereTheShellHasIt() throws IOException {
    assertTrue(run(launcher, Map.of("HOME", "/a b")).contains("-Duser.home=/a b"));
  }

  private List<String> transfer(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString(), "transfer"));
    command.addAll(List.of(arguments));
    return said(shell(Map.of(), command.toArray(String[]::new)).start());
  }

  @Test
  void onePhotoNeedsNoSecondCompiler() throws IOException {
    String one = "-XX:TieredStopAtLevel=1";
    Path none = Files.createFile(sharedClasses()); // else they would be made aside
    Files.setLastModifiedTime(none, FileTime.from(Instant.now().plusSeconds(60)));
    Path photo = Files.createFile(folder.resolve("a b.jpg"));
    String looks = Files.createDirectory(folder.resolve("the looks")).toString();
    Files.createDirectory(folder.resolve("out"));
    assertTrue(transfer("--target", photo.toString(), "--out", "out").contains(one));
    assertFalse(transfer("--target", photo.toString(), "--reference", looks).contains(one));
    assertFalse(transfer("--target=" + looks, "--out=out").contains(one));
    assertFalse(run(launcher, Map.of()).contains(one), "train");
  }

  private Path sharedClasses() throws IOException {
    Path folder = launcher.resolveSibling("ipm-studio/target/cds");
    return Files.createDirectories(folder).resolve("17.0.1+6.jsa");
  }

  @Test
  void classesAreSharedUnlessTheBuildIsNewer() throws IOException {
    Path shared = sharedClasses();
    String option = "-XX:SharedArchiveFile=" + shared;
    assertFalse(run(launcher, Map.of()).contains(option), "there are none");
    Files.createFile(shared);
    assertFalse(run(launcher, Map.of()).contains(option), "it failed");
    Files.writeString(shared, "classes");
    List<String> said = run(launcher, Map.of());
    assertTrue(said.containsAll(List.of(option, "-Xshare:auto", "-Xlog:cds*=off")));
    startsItsOwnProgram(said);
    assertFalse(said(onCluster(Map.of()).start()).contains(option), "another class path");
    Path other = java("other", "21");
    assertFalse(run(launcher, Map.of("JAVA_HOME", other.toString())).contains(option));
    assertFalse(run(launcher, Map.of("IPM_JAVA_OPTIONS", "-Xshare:off")).contains(option));
    Files.setLastModifiedTime(jar(launcher), FileTime.from(Instant.now().plusSeconds(60)));
    assertFalse(run(launcher, Map.of()).contains(option), "an older build's");
  }

  @Test
  void classesToShareAreMadeAside() throws IOException, InterruptedException {
    Path shared = sharedClasses();
    Files.setLastModifiedTime(jar(launcher), FileTime.from(Instant.now().minusSeconds(60)));
    FileTime past = FileTime.from(Instant.now().minusSeconds(60));
    Files.setLastModifiedTime(jar(launcher).getParent(), past);
    program(
        folder.resolve("bin/nice"),
        String.format(
            Locale.ROOT,
            """
        #!/bin/sh
        printf '%%s ' "$@" >> '%s'
        for word in "$@"; do
          case $word in -XX:ArchiveClassesAtExit=*) echo classes > "${word#*=}" ;; esac
        done
        """,
            folder.resolve("niced")));
    List<String> said = transfer("--target", "x.jpg");
    assertEquals(
        List.of("transfer", "--target", "x.jpg"), said.subList(said.size() - 3, said.size()));
    for (int i = 0; i < 500 && !Files.exists(shared); i++) {
      Thread.sleep(20);
    }
    assertEquals("classes\n", Files.readString(shared));
    assertTrue(transfer("--target", "x.jpg").contains("-XX:SharedArchiveFile=" + shared));
    List<String> niced = Files.readAllLines(folder.resolve("niced"));
    assertEquals(1, niced.size(), "once");
    assertTrue(niced.get(0).contains(" org.ipmnet.train.cli.Rehearsal "), niced.toString());
    assertTrue(niced.get(0).startsWith("-n 19 " + folder + "/bin/java "), niced.toString());
  }

  /** A build that is recorded, waits for the file {@code go}, and then writes the jar. */
  private void mvn(String end) throws IOException {
    program(
        folder.resolve("bin/mvn"),
        String.format(
            Locale.ROOT,
            """
        #!/bin/sh
        cd '%s'
        echo built >> builds
        while [ ! -e go ]; do /bin/sleep 0.1; done
        mkdir -p ipm-studio/target/ipm
        : > ipm-studio/target/ipm/ipm-studio-1.jar
        %s
        """,
            launcher.getParent(),
            end));
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(launcher.resolveSibling("builds"));
  }

  @Test
  void twoAtOnceBuildOnce() throws IOException {
    Assumptions.assumeTrue(Files.exists(folder.resolve("bin/flock")), "there is no flock");
    Files.delete(jar(launcher));
    mvn("");
    Process first = shell(Map.of(), "/bin/sh", launcher.toString(), "train", "a b").start();
    assertTrue(first.inputReader().readLine().contains("building once"));
    Process second = shell(Map.of(), "/bin/sh", launcher.toString(), "train", "a b").start();
    assertTrue(second.inputReader().readLine().contains("waiting for another ipm"));
    Files.createFile(launcher.resolveSibling("go"));
    startsItsOwnProgram(first.inputReader().lines().toList());
    startsItsOwnProgram(second.inputReader().lines().toList());
    assertEquals(List.of("built"), builds());
  }

  @Test
  void aBuildThatFailedIsMadeAgain() throws IOException, InterruptedException {
    Files.delete(jar(launcher));
    Files.createFile(launcher.resolveSibling("go"));
    mvn("exit 1");
    Process process = shell(Map.of(), "/bin/sh", launcher.toString(), "train").start();
    List<String> said = said(process);
    assertEquals(2, process.waitFor());
    assertTrue(said.get(said.size() - 1).startsWith("ipm: the build failed"), said.toString());
    assertTrue(Files.exists(jar(launcher)), "half finished");
    mvn("");
    startsItsOwnProgram(launcher);
    startsItsOwnProgram(launcher);
    assertEquals(List.of("built", "built"), builds());
  }

  @Test
  void whatCannotBeBuiltIsOneLine() throws IOException, InterruptedException {
    Files.delete(jar(launcher));
    assertTrue(refused(launcher, Map.of()).contains("needs Maven"));
    mvn("");
    Path target = launcher.resolveSibling("ipm-studio/target");
    Files.delete(target.resolve("ipm"));
    Files.delete(target);
    Files.createFile(target); // root may write any folder
    assertTrue(refused(launcher, Map.of()).contains("is not built and cannot be written"));
  }

  /** It cannot be run here: at least it must not fall behind. */
  @Test
  void theLauncherForWindowsGivesJavaTheSameOptions() throws IOException {
    Map<String, Set<String>> options = new HashMap<>();
    for (String name : List.of("ipm", "ipm.cmd")) {
      options.put(
          name,
          Arrays.stream(Files.readString(ROOT.resolve(name)).split("[\\s\"{}]+|=(?=-)|:-(?=-X)"))
              .filter(word -> word.matches("-[XD].*|--(enable|sun)-.*"))
              .filter(word -> !word.matches("-X.*([Ss]hare|cds|Archive).*")) // never tried there
              .filter(word -> !word.contains("user.home") && !word.contains("skip"))
              .collect(Collectors.toSet()));
    }
    assertTrue(options.get("ipm").size() > 10, options.toString());
    assertEquals(options.get("ipm"), options.get("ipm.cmd"));
  }
}
