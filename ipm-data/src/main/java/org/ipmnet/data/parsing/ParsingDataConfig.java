// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.parsing.BiSeNetConfig;
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
    @MayChange("the maps are read alike, whatever is thought of them") @Default("stop")
        MismatchPolicy labelMismatch,
    @Range(least = BiSeNetConfig.STRIDE, most = 2048, multipleOf = BiSeNetConfig.STRIDE) int size,
    @Range(least = BiSeNetConfig.STRIDE, most = 2048, multipleOf = BiSeNetConfig.STRIDE) int crop,
    @Range(least = 0.1, most = LARGEST_SCALE) double leastScale,
    @Range(least = 0.1, most = LARGEST_SCALE) double mostScale,
    @Range(least = 0, most = 180) double rotation,
    @Range(least = 0, most = 1) double flip,
    @Range(least = 0, most = 1) double brightness,
    @Range(least = 0, most = 1) double contrast,
    @Range(least = 0, most = 1) double saturation,
    @Range(least = 1, most = LARGEST_SCALE) double blur,
    @Range(least = 0, most = 0.9) double heldOut,
    @MayChange("the photos that are used must stay the same") FaultPolicy faults,
    @MayChange(SPEED) @Range(least = 1, most = 64) int threads,
    @MayChange(SPEED) @Range(least = 1, most = 1024) int queue,
    @MayChange(SPEED) @Range(least = 0) int cacheMib,
    @MayChange("the same photos may lie elsewhere; others are refused") @Nullable String folder) {
  private static final String SPEED = "a batch does not depend on how fast it is read";
  private static final double LARGEST_SCALE = 8;

  /** Checks what concerns several keys, and that no path is blank. */
  public ParsingDataConfig {
    if (mostScale < leastScale) {
      throw new UserError(
          "most-scale must be at least least-scale, %s, found %s", leastScale, mostScale);
    }
    if (folder != null && folder.isBlank()) {
      throw new UserError("folder must name a folder, found nothing");
    }
  }
}
