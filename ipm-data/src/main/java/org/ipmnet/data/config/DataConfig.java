// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.data.image.Interpolation;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.label.LabelScheme;

/**
 * Section {@code data}: where the photos are and how they become samples.
 *
 * @param size side of the networks' input in pixels, a multiple of 4
 * @param resize shorter side of a photo before the crop, at least size; null becomes resizeRatio
 *     times size
 * @param resizeRatio resize over size where resize is null, 1 to 8; paper: 321/256
 * @param resizeForm whether resize is the shorter side or both; CycleGAN's program: square
 * @param interpolation how photos are resized; CycleGAN's program: bicubic
 * @param crop which square of it training sees
 * @param order in which order training meets the images
 * @param flip probability of a horizontal flip in training, 0 to 1
 * @param flipUnit what is flipped at once
 * @param texture where the texture t comes from
 * @param textureOrder order v of the fractional differential, 0 to 1
 * @param textureGain gain of the fractional differential
 * @param featureGain further gain of it on brows, nose and lips
 * @param textureFactor what t is multiplied by in r_x = x * m + factor * j * t; paper: 1, authors'
 *     program: -2
 * @param textureJitter how far j, drawn once per call of the encoder in training, may lie from 1, 0
 *     to 1; authors' program: 0.2
 * @param surroundings what networks see around a face; paper: keep
 * @param appearance how cameras and lights differ in training, or null: not at all
 * @param synthetic how training pairs are drawn in place of the folder's, or null
 * @param labels what the values of parsing maps mean
 * @param labelMismatch whether maps that plainly follow another scheme stop a run
 * @param faults whether unusable files stop a run
 * @param threads loader threads
 * @param queue batches that may wait ready
 * @param cacheMib most memory for decoded photos, in MiB; never more than half the heap
 * @param folder folder in MT layout, or null
 * @param makeup folders of the made-up side in place of folder, or null
 * @param nonMakeup folders of the bare side in place of folder, or null
 */
public record DataConfig(
    @Range(least = 4, most = 4096, multipleOf = 4) int size,
    @Nullable @Range(least = 4, most = Resize.LARGEST_SIDE) Integer resize,
    @Default(PAPER_RESIZE_RATIO) @Range(least = 1, most = 8) double resizeRatio,
    @Default("shorter-side") Resize.Form resizeForm,
    @Default("bilinear") Interpolation interpolation,
    Crop crop,
    Order order,
    @Default("0.5") @Range(least = 0, most = 1) double flip,
    @Default("sample") FlipUnit flipUnit,
    TextureKind texture,
    @Default("0.5") @Range(least = 0, below = 1) double textureOrder,
    @Default("1") @Range(least = 0) double textureGain,
    @Default("2") @Range(least = 0) double featureGain,
    @Default("1") @Range double textureFactor,
    @Default("0") @Range(least = 0, most = 1) double textureJitter,
    @Default("keep") Surroundings surroundings,
    @Nullable AppearanceConfig appearance,
    @Nullable SyntheticConfig synthetic,
    LabelScheme labels,
    @MayChange("the maps are read alike, whatever is thought of them") @Default("stop")
        MismatchPolicy labelMismatch,
    @MayChange("the photos that are used must stay the same") @Default("stop") FaultPolicy faults,
    @MayChange(SPEED) @Default("2") @Range(least = 1, most = 64) int threads,
    @MayChange(SPEED) @Default("4") @Range(least = 1, most = 1024) int queue,
    @MayChange(SPEED) @Default("1024") @Range(least = 0) int cacheMib,
    @MayChange("the same photos may lie elsewhere; others are refused") @Nullable String folder,
    @Nullable SideFolders makeup,
    @Nullable SideFolders nonMakeup) {

  private static final String SPEED = "a batch does not depend on how fast it is read";
  private static final String PAPER_RESIZE_RATIO = "1.25390625"; // 321/256

  /** Fills in the default of resize, then checks what concerns several keys. */
  public DataConfig {
    if (resize == null) {
      long side = Math.round(size * resizeRatio);
      if (side > Resize.LARGEST_SIDE) {
        throw new UserError(
            "resize-ratio %s of size %d is %d pixels, more than the %d allowed; lower one of them",
            resizeRatio, size, side, Resize.LARGEST_SIDE);
      }
      resize = (int) side;
    }
    Require.within("resize", resize, size, Resize.LARGEST_SIDE);
    if ((makeup == null) != (nonMakeup == null)) {
      throw new UserError(
          "%s is missing: makeup and non-makeup are given together or not at all",
          makeup == null ? "makeup" : "non-makeup");
    }
    if (folder != null && makeup != null) {
      throw new UserError(
          "folder and the groups makeup and non-makeup exclude each other; keep one of them");
    }
  }

  /** How r_x is made of a photo, its mask and its texture. */
  public Residual residual() {
    return new Residual(textureFactor, textureJitter);
  }

  /** How photos, and what belongs to them, come to the size that is cropped. */
  public Resize resizing() {
    return new Resize(resize, resizeForm, interpolation);
  }
}
