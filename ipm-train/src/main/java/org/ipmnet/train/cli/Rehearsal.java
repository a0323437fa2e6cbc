// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.picture.PictureKind;
import picocli.CommandLine;

/**
 * Makeup on two drawn faces, as a JPEG and as a PNG, so that Java comes to know the classes that a
 * command needs and the launcher can have it keep them for the next start. No photo is needed.
 */
public final class Rehearsal {
  private static final int SIZE = 320;

  private Rehearsal() {}

  /**
   * Works in a folder, which whoever calls removes; the exit code is 0 if all went well.
   *
   * @param arguments the folder, which does not exist or is empty
   */
  public static void main(String[] arguments) throws IOException {
    Main.prepareLogging();
    System.exit(run(Path.of(arguments[0])));
  }

  /** The exit code of the first command that fails, or 0. */
  static int run(Path folder) throws IOException {
    Path faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 1, SIZE, 1);
    // a picture in images/ would have its map beside it, and no face would be searched
    Path bare = only(faces.resolve("images/non-makeup"));
    Path look = only(faces.resolve("images/makeup"));
    Path jpeg = folder.resolve("target.jpg");
    Path png = folder.resolve("target.png");
    Path reference = folder.resolve("look.jpg");
    Files.write(jpeg, PictureKind.JPEG.bytes(Photo.read(bare)));
    Files.write(png, PictureKind.PNG.bytes(Photo.read(bare)));
    Files.write(reference, PictureKind.JPEG.bytes(Photo.read(look)));
    for (Path target : List.of(jpeg, png)) {
      int code = execute("transfer", target, reference, folder.resolve("results"));
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  private static int execute(String command, Path target, Path reference, Path out) {
    String[] arguments = {
      command,
      "--target",
      target.toString(),
      "--reference",
      reference.toString(),
      "--out",
      out.toString(),
      "--force"
    };
    CommandLine line = IpmCommand.commandLine(arguments);
    line.setOut(new PrintWriter(Writer.nullWriter()));
    return line.execute(arguments);
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }
}
