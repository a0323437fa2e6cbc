// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Sha256;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.protocol.Measurements;
import org.ipmnet.eval.protocol.ProtocolPart;

/**
 * What several workers have measured of one evaluation, a file for each part, until all of it is
 * summed up. It lies in the folder that the evaluation is written to, under a name that stands for
 * all that the numbers depend on.
 */
final class PartFolder implements Measurements {
  private static final String PREFIX = "parts-";
  private static final int DIGITS = 16;

  /** Names, numbers and sums of this program's; a file is read no further than that. */
  private static final ObjectInputFilter OWN =
      ObjectInputFilter.Config.createFilter(
          "maxbytes=67108864;maxarray=16777216;maxdepth=20;org.ipmnet.eval.protocol.*;"
              + "org.ipmnet.eval.metric.*;org.ipmnet.data.label.*;java.util.*;java.lang.*;!*");

  private final Path folder;

  /**
   * The folder, which need not be there.
   *
   * @param settings all that the numbers depend on
   */
  PartFolder(Path out, String settings) {
    this.folder = out.resolve(PREFIX + Sha256.hex(settings).substring(0, DIGITS));
  }

  /**
   * Makes it ready, before anything is measured.
   *
   * @param inputs folders that are read
   * @throws UserError if what lies there is something else
   */
  void begin(List<Path> inputs) {
    Path out = folder.getParent();
    boolean goesOn = Files.isDirectory(folder) && isAlone(out);
    OutputFolder.prepare(out, inputs, goesOn);
    AtomicFile.makeFolder(folder);
    AtomicFile.removeLeftovers(folder);
  }

  private boolean isAlone(Path out) {
    try (Stream<Path> files = Files.list(out)) {
      return files.allMatch(folder::equals);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", out, AtomicFile.reason(e));
    }
  }

  boolean has(ProtocolPart part) {
    return Files.exists(file(part));
  }

  void write(ProtocolPart part, Serializable measured) {
    AtomicFile.write(
        file(part),
        bytes -> {
          ObjectOutputStream out = new ObjectOutputStream(bytes);
          out.writeObject(measured);
          out.flush();
        });
  }

  @Override
  @SuppressWarnings("unchecked") // who names the part knows what it is
  public <T extends Serializable> T of(ProtocolPart part, Supplier<T> here) {
    Path file = file(part);
    try (ObjectInputStream in =
        new ObjectInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.setObjectInputFilter(OWN);
      return (T) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new UserError(e, "%s cannot be read; delete it and give the same command again", file);
    }
  }

  private Path file(ProtocolPart part) {
    return folder.resolve(part.fileName());
  }

  /** Takes it away with all that is in it. */
  void discard() {
    try {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be deleted: %s", folder, AtomicFile.reason(e));
    }
  }
}
