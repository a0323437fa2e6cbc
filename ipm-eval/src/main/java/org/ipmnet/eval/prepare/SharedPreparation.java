// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.util.List;
import java.util.function.Consumer;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.eval.outcome.FileOutcome;
import org.ipmnet.eval.outcome.OutcomeTable;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.prepare.PreparationRequest.Existing;

/**
 * A preparation by several workers, which all see both folders. One begins, each does its share,
 * one joins what they have noted; pictures and table are then those of one worker with one thread.
 * A share that is done again goes on where it was, and so does a preparation that was never joined.
 */
public final class SharedPreparation {
  private final PreparationRequest request;

  /** A preparation that has not begun. */
  public SharedPreparation(PreparationRequest request) {
    this.request = request;
  }

  /**
   * Makes the folders, before any worker begins.
   *
   * @throws org.ipmnet.core.UserError if a folder cannot be used
   */
  public void begin() {
    PreparationFiles files = new PreparationFiles(request);
    files.photos();
    files.makeFolders();
    if (request.existing() == Existing.REPLACE) {
      OutcomeTable.discard(request.out(), PhotoPreparation.FORM);
    }
  }

  /**
   * Does one worker's share.
   *
   * @param told hears of each photo as soon as it is done
   * @return its outcomes by name
   * @throws org.ipmnet.core.UserError if a folder cannot be used
   */
  public List<FileOutcome> run(WorkShare share, FaceParser parser, Consumer<FileOutcome> told) {
    return new PhotoPreparation(request, parser).run(share, told);
  }

  /** Makes one table of all, after the last worker's end. */
  public void join() {
    PreparationFiles files = new PreparationFiles(request);
    files.makeFolders(); // a worker that was killed may have left something half-written
    OutcomeTable.join(
        request.out(),
        PhotoPreparation.FORM,
        files.photos().stream().map(PreparationFiles.Photo::name).toList());
  }
}
