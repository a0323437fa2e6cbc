// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;

/** The face parser that a command uses. */
final class ParserOption {
  private ParserOption() {}

  /**
   * Opens it.
   *
   * @param given what the user names, or null for the imported one
   * @throws UserError if there is none
   */
  static FaceParser open(Path given) {
    Path source = given == null ? Pretrained.BISENET.defaultFile() : given;
    if (given == null && !Files.exists(source)) {
      throw new UserError(
          "no face parser is at hand: name one with --weights FILE or RUN (of ipm train-parser), or get %s and run: ipm weights import --as bisenet FILE"
              .formatted(Pretrained.BISENET.publication()));
    }
    return FaceParsers.load(source, System.err::println);
  }

  /** A parser that is opened when it is first needed, and closed with this. */
  static final class Lazy implements AutoCloseable {
    private final Path given;
    private FaceParser opened;

    Lazy(Path given) {
      this.given = given;
    }

    /** The parser; empty if none is named and none is at hand. */
    Optional<FaceParser> get() {
      if (opened == null && (given != null || Files.exists(Pretrained.BISENET.defaultFile()))) {
        opened = open(given);
      }
      return Optional.ofNullable(opened);
    }

    @Override
    public void close() {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
