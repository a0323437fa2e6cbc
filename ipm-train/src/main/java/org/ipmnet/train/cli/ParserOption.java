// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;

/** The face parser that a command uses. */
final class ParserOption {
  private ParserOption() {}

  /**
   * Opens it.
   *
   * @param given what the user names; null for the imported one, or the one that comes with the
   *     program where none was imported
   */
  static FaceParser open(Path given) {
    if (given != null) {
      return FaceParsers.load(given, System.err::println);
    }
    Path imported = Pretrained.BISENET.defaultFile();
    return Files.exists(imported)
        ? FaceParsers.load(imported, System.err::println)
        : FaceParsers.shipped();
  }

  /** A parser that is opened when it is first needed, and closed with this. */
  static final class Lazy implements AutoCloseable {
    private final Path given;
    private FaceParser opened;

    Lazy(Path given) {
      this.given = given;
    }

    FaceParser get() {
      if (opened == null) {
        opened = open(given);
      }
      return opened;
    }

    @Override
    public void close() {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
