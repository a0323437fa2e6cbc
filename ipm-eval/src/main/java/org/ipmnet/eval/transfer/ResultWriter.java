// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.eval.makeup.Makeover;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.makeup.Target;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.picture.LevelStrip;
import org.ipmnet.eval.picture.PictureKind;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.transfer.TransferRequest.Extra;

/** Makes up targets and writes the results: each pair's levels, their strip, all pairs' grid. */
final class ResultWriter {
  /** Side of a face in a strip of levels, in pixels. */
  private static final int STRIP_CELL = 256;

  private final TransferRequest request;
  private final Consumer<Path> written;
  private final ResultNames names;
  private final PairGrid grid; // or null

  /**
   * A writer that has written nothing.
   *
   * @throws org.ipmnet.core.UserError if a grid is wanted of too many pairs
   */
  ResultWriter(TransferRequest request, int targets, int references, Consumer<Path> written) {
    this.request = request;
    this.written = written;
    this.names = new ResultNames(request.alphas());
    this.grid = request.has(Extra.GRID) ? new PairGrid(targets, references) : null;
  }

  /** Notes the next reference. */
  void reference(IntFunction<BufferedImage> thumbnail) {
    if (grid != null) {
      grid.reference(thumbnail.apply(grid.cell()));
    }
  }

  /** Writes all results of a target. */
  void write(String name, Target target, List<References.Look> looks) {
    if (grid != null) {
      grid.target(target.thumbnail(grid.cell()));
    }
    for (References.Look look : looks) {
      List<BufferedImage> levels = new ArrayList<>();
      Makeover result = null;
      for (double alpha : request.alphas()) {
        result = target.paint(look.parts().stream().map(part -> worn(part, alpha)).toList());
        PictureKind kind = request.kind() == null ? result.kind() : request.kind();
        write(names.picture(name, look.name(), alpha, kind), result.encoded(kind));
        if (names.hasLevels()) {
          levels.add(result.thumbnail(STRIP_CELL));
        }
      }
      if (names.hasLevels()) {
        write(
            names.levels(name, look.name()),
            LevelStrip.of(
                target.thumbnail(STRIP_CELL), levels, look.thumbnail().apply(STRIP_CELL)));
      }
      if (grid != null) {
        grid.result(result.thumbnail(grid.cell())); // the heaviest, which comes last
      }
    }
  }

  private Reference worn(References.Part part, double alpha) {
    Reference reference = part.reference().get();
    MakeupApplication application = request.changes().of(reference.application());
    return reference.atAlpha(alpha).applied(application.times(part.share()));
  }

  /** Writes what is of all targets. */
  void finish() {
    if (grid != null && grid.hasTargets()) {
      write(ResultNames.GRID, grid.draw());
    }
  }

  private void write(String name, BufferedImage picture) {
    write(name, Png.bytes(picture));
  }

  private void write(String name, byte[] picture) {
    Path file = request.out().resolve(name);
    AtomicFile.write(file, picture);
    written.accept(file);
  }
}
