// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.io.Serializable;
import java.nio.file.Path;
import org.ipmnet.core.config.Require;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.label.LabelScheme;

/**
 * What to prepare, and how.
 *
 * @param photos folder; files in its folders {@code makeup} and {@code non-makeup} go to these
 *     sides
 * @param side where files directly in the folder go
 * @param out folder in MT layout
 * @param pictures what is made of a photo
 * @param threads how many photos are read at once
 * @param existing what becomes of files that are there
 */
public record PreparationRequest(
    Path photos, Side side, Path out, Pictures pictures, int threads, Existing existing)
    implements Serializable {
  /**
   * What is made of a photo; a run that was stopped goes on with the same alone.
   *
   * @param size side of the pictures; MT's is 361
   * @param labels scheme of the maps
   * @param mostFaces faces taken of a photo, the largest first
   */
  public record Pictures(int size, LabelScheme labels, int mostFaces) implements Serializable {
    private static final int LEAST_SIZE = 32;
    private static final int LARGEST_SIZE = 2048;

    /** Checks the ranges. */
    public Pictures {
      Require.within("size", size, LEAST_SIZE, LARGEST_SIZE);
      Require.atLeast("faces", mostFaces, 1);
    }
  }

  /** What becomes of files that an earlier run, or somebody else, has written. */
  public enum Existing {
    /** They stay; photos that are done or refused already are not looked at again. */
    KEEP,
    /** They are made anew. */
    REPLACE
  }

  /** Checks the range. */
  public PreparationRequest {
    Require.within("threads", threads, 1, 64);
  }
}
