// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What every command says of itself. */
class HelpTest {
  /** All that are shown, as the words that name them. */
  static Stream<String> commands() {
    return all(IpmCommand.commandLine());
  }

  private static Stream<String> all(CommandLine command) {
    Stream<String> below =
        command.getSubcommands().values().stream()
            .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
            .flatMap(HelpTest::all);
    return Stream.concat(Stream.of(command.getCommandSpec().qualifiedName()), below);
  }

  private static CommandLine find(String words) {
    CommandLine command = IpmCommand.commandLine();
    for (String word : words.split(" ")) {
      command = word.equals("ipm") ? command : command.getSubcommands().get(word);
    }
    return command;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void linesFitAndBreakWhereTheyAreFull(String words) {
    for (int width : new int[] {55, 80, 110}) {
      CommandLine command = find(words).setUsageHelpWidth(width);
      List<String> lines = command.getUsageMessage(Ansi.OFF).lines().toList();
      for (String line : lines) {
        assertTrue(line.length() <= width, line);
      }
      for (String paragraph : paragraphs(command)) {
        assertTrue(paragraph.endsWith("."), "wrapped by hand: " + paragraph);
      }
    }
  }

  private static List<String> paragraphs(CommandLine command) {
    return Arrays.stream(command.getCommandSpec().usageMessage().footer())
        .takeWhile(line -> !line.equals("Example:"))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theExampleIsALineThatThisCommandTakes(String words) {
    String example =
        Arrays.stream(find(words).getCommandSpec().usageMessage().footer())
            .dropWhile(line -> !line.equals("Example:"))
            .skip(1)
            .map(String::strip)
            .collect(Collectors.joining(" "))
            .replace("\\ ", "");
    assertFalse(example.isEmpty(), "no example");
    if (words.equals("ipm completion")) {
      assertEquals("source <(ipm completion)", example);
      return;
    }
    assertTrue(example.startsWith(words + " "), example);
    String[] arguments = example.substring("ipm ".length()).split(" ");
    IpmCommand.commandLine().parseArgs(arguments); // throws if it does not
  }

  @Test
  void everyCommandIsInOneGroup() {
    List<String> grouped = new ArrayList<>();
    CommandGroups.ALL.forEach(group -> grouped.addAll(group.commands()));
    List<String> shown =
        commands()
            .map(words -> words.split(" "))
            .filter(w -> w.length == 2)
            .map(w -> w[1])
            .toList();
    grouped.remove("studio"); // a module that depends on this one
    assertEquals(new TreeSet<>(shown), new TreeSet<>(grouped));
    assertEquals(shown.size(), grouped.size());
    String help = IpmCommand.commandLine().getUsageMessage(Ansi.OFF);
    int last = 0;
    for (CommandGroups.Group group : CommandGroups.ALL) {
      int at = help.indexOf("\n" + group.title() + ":\n");
      assertTrue(at > last, help);
      last = at;
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, 80", "'', 80", "wide, 80", "20, 55", "80, 80", "100, 100", "250, 110"})
  void widthIsTheTerminalsWithinBounds(String columns, int width) {
    assertEquals(width, HelpWidth.of(columns));
  }

  @ParameterizedTest
  @CsvSource({
    "trian, 'did you mean train?'",
    "ablate-rum, 'did you mean ablate?'",
    "transfer --ouput=x, 'did you mean --out?'",
    "transfer --modle=/data/runs/paper, 'did you mean --model?'",
    "data chek, 'did you mean check?'",
    "weights exprot, 'did you mean export?'",
  })
  void aSlipIsNamedWithWhatWasMeant(String line, String meant) {
    String said = refused(line.split(" "));
    assertTrue(said.contains(meant), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void anotherWordIsNotGuessedAt() {
    assertFalse(refused("fine-tune").contains("did you mean"));
    assertFalse(refused("parse", "photos", "--out=x", "--quiet").contains("did you mean"));
  }

  private static String refused(String... arguments) {
    StringWriter err = new StringWriter();
    assertEquals(2, IpmCommand.commandLine().setErr(new PrintWriter(err, true)).execute(arguments));
    return err.toString();
  }
}
