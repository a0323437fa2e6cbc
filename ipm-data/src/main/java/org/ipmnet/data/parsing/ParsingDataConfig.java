// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Require;
import org.ipmnet.data.config.FaultPolicy;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.label.LabelScheme;

/**
 * Where photos with maps are and how they become samples of a parser, key {@code data}.
 *
 * @param labels what the values of the maps mean; the parser's classes are these values
 * @param labelMismatch whether maps that plainly follow another scheme stop a run
 * @param size side of the square that a whole photo is brought to, for measures and at work;
 *     published 512
 * @param crop side of a training sample; published 448
 * @param leastScale least enlargement of {@code size} before the crop; published 0.75
 * @param mostScale largest one; published 2
 * @param rotation largest turn to either side in degrees; published 0
 * @param flip probability of a mirrored sample
 * @param brightness a photo's levels are multiplied by up to this more or less; published 0.5
 * @param contrast the same about the mean gray; published 0.5
 * @param saturation the same about each pixel's gray; published 0.5
 * @param blur largest reduction before a photo is enlarged again, 1 for none; published 1
 * @param heldOut share of the photos that is only measured on, where no test lists say it
 * @param faults whether unusable files stop a run
 * @param threads loader threads
 * @param queue batches that may wait ready
 * @param cacheMib most memory for decoded photos, in MiB; never more than half the heap
 * @param folder folder with images/ and segs/
 */
public record ParsingDataConfig(
    LabelScheme labels,
    @MayChange("the maps are read alike, whatever is thought of them") MismatchPolicy labelMismatch,
    int size,
    int crop,
    double leastScale,
    double mostScale,
    double rotation,
    double flip,
    double brightness,
    double contrast,
    double saturation,
    double blur,
    double heldOut,
    @MayChange("the photos that are used must stay the same") FaultPolicy faults,
    @MayChange(SPEED) int threads,
    @MayChange(SPEED) int queue,
    @MayChange(SPEED) int cacheMib,
    @MayChange("the same photos may lie elsewhere; others are refused") @Nullable String folder) {
  private static final String SPEED = "a batch does not depend on how fast it is read";
  private static final int LARGEST_SIZE = 2048;
  private static final double LARGEST_SCALE = 8;

  /**
   * Gives a tree the keys that it may leave out.
   *
   * @param tree a whole configuration or the section alone
   * @param prefix {@code "data."} or {@code ""} accordingly
   */
  public static ConfigTree withOptionalKeys(ConfigTree tree, String prefix) {
    return tree.orElse(prefix + "label-mismatch", ConfigTree.hyphenated(MismatchPolicy.STOP))
        .orElse(prefix + "folder", null);
  }

  /** Checks the ranges. */
  public ParsingDataConfig {
    Require.within("size", size, 1, LARGEST_SIZE);
    Require.within("crop", crop, 1, LARGEST_SIZE);
    Require.within("least-scale", leastScale, 0.1, LARGEST_SCALE);
    Require.within("most-scale", mostScale, leastScale, LARGEST_SCALE);
    Require.within("rotation", rotation, 0, 180);
    Require.within("flip", flip, 0, 1);
    Require.within("brightness", brightness, 0, 1);
    Require.within("contrast", contrast, 0, 1);
    Require.within("saturation", saturation, 0, 1);
    Require.within("blur", blur, 1, LARGEST_SCALE);
    Require.within("held-out", heldOut, 0, 0.9);
    Require.within("threads", threads, 1, 64);
    Require.within("queue", queue, 1, 1024);
    Require.atLeast("cache-mib", cacheMib, 0);
    if (folder != null && folder.isBlank()) {
      throw new UserError("folder must name a folder, found nothing");
    }
  }
}
