// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/** The commands of {@code ipm --help}, by what somebody wants to do. */
final class CommandGroups implements IHelpSectionRenderer {
  static final List<Group> ALL =
      List.of(
          new Group(
              "Use",
              List.of("studio", "demo", "transfer", "parse", "export", "weights", "completion")),
          new Group("Train", List.of("train", "resume", "train-parser", "ablate")),
          new Group("Data", List.of("data", "prepare")),
          new Group("Measure", List.of("evaluate", "table", "bench")));

  private static final int NAMES = 16; // columns, the longest name and the places around it

  /** Commands under one heading. */
  record Group(String title, List<String> commands) {}

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    for (Group group : ALL) {
      text.append(System.lineSeparator()).append(group.title()).append(":");
      text.append(System.lineSeparator()).append(list(help, group));
    }
    return text.toString();
  }

  private static TextTable list(Help help, Group group) {
    int width = help.commandSpec().usageMessage().width();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(NAMES, 2, Overflow.SPAN),
            new Column(width - NAMES, 0, Overflow.WRAP));
    for (String name : group.commands()) {
      if (!help.subcommands().containsKey(name)) {
        continue; // a front end that is not there
      }
      Text command = help.colorScheme().commandText(name);
      String[] about = help.subcommands().get(name).commandSpec().usageMessage().description();
      table.addRowValues(command, help.colorScheme().text(String.join(" ", about)));
    }
    return table;
  }
}
