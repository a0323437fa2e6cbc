// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;

/**
 * The faces that a protocol runs over.
 *
 * @param name {@code all}, {@code test} or what else they are called
 * @param bare targets, at least one
 * @param madeUp references, at least one
 */
public record EvaluationSplit(String name, List<FaceFile> bare, List<FaceFile> madeUp) {
  /** Keeps copies. */
  public EvaluationSplit {
    bare = List.copyOf(bare);
    madeUp = List.copyOf(madeUp);
  }

  /** Which faces of a data set. */
  public enum Part {
    /** All of them, as the paper does. */
    ALL,
    /** Those that training never saw. */
    TEST
  }

  /**
   * A part of a data set.
   *
   * @throws UserError if a side of it is empty
   */
  public static EvaluationSplit of(MakeupTransferDataset dataset, Part part) {
    return new EvaluationSplit(
        part == Part.ALL ? "all" : "test",
        faces(dataset, Side.BARE, part),
        faces(dataset, Side.MADE_UP, part));
  }

  private static List<FaceFile> faces(MakeupTransferDataset dataset, Side side, Part part) {
    List<FaceFile> faces = new ArrayList<>();
    if (part == Part.ALL) {
      faces.addAll(dataset.train(side));
    }
    faces.addAll(dataset.test(side));
    if (faces.isEmpty()) {
      throw new UserError(
          "%s has no test faces on the %s side; more faces or a test list are needed, or the split of all faces (--split all)",
          dataset.config().folder(), side.folder());
    }
    return faces;
  }

  /** The first faces of each side. */
  public EvaluationSplit first(int most) {
    return new EvaluationSplit(
        name,
        bare.subList(0, Math.min(most, bare.size())),
        madeUp.subList(0, Math.min(most, madeUp.size())));
  }
}
