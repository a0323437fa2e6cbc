// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.nio.file.Path;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.parsing.FolderParsing;
import org.ipmnet.eval.parsing.ParsingRequest;

/**
 * Maps of photos.
 *
 * @param weights of the parser, or null for those that are there
 */
public record ParsingWork(ParsingRequest request, Path weights) implements FolderWork {
  @Override
  public void begin() {
    new FolderParsing(request).begin();
  }

  @Override
  public Tally work(WorkShare share, PrintStream out) {
    try (FaceParser parser = FaceParsers.open(weights, 1, out::println)) {
      return Tally.of(
          new FolderParsing(request).run(share, parser, outcome -> out.println(outcome.line())));
    }
  }

  @Override
  public void join() {
    new FolderParsing(request).join();
  }
}
