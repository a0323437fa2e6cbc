// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ipm}, with a stand-in for java that prints what it was given. */
class LauncherTest {
  @TempDir private Path folder;
  private Path launcher;

  @BeforeEach
  void install() throws IOException {
    Path root = Files.createDirectories(folder.resolve("in stalled")).toRealPath();
    launcher = root.resolve("ipm");
    Files.copy(Path.of(System.getProperty("ipm.root")).resolve("ipm"), launcher);
    Path jars = Files.createDirectories(root.resolve("ipm-train/target/ipm"));
    Files.createFile(jars.resolve("ipm-train-1.jar"));
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"LC_ALL=$LC_ALL\"\nprintf '%s\\n' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
  }

  private List<String> run(Path script, Map<String, String> locale) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("sh", script.toString(), "train", "a b");
    Map<String, String> environment = shell.environment();
    environment.keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG", "IPM_JAVA_OPTIONS"));
    environment.putAll(locale);
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    Process process = shell.redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    return new String(said, StandardCharsets.UTF_8).lines().toList();
  }

  private void startsItsOwnProgram(Path script) throws IOException {
    List<String> said = run(script, Map.of());
    String classPath = launcher.resolveSibling("ipm-train/target/ipm/*").toString();
    assertTrue(said.contains(classPath), said.toString());
    assertEquals(List.of("train", "a b"), said.subList(said.size() - 2, said.size()));
  }

  @Test
  void whereItLies() throws IOException {
    startsItsOwnProgram(launcher);
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
}
