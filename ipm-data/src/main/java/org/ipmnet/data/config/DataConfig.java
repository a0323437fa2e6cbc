// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Nullable;
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
    int size,
    @Nullable Integer resize,
    double resizeRatio,
    Resize.Form resizeForm,
    Interpolation interpolation,
    Crop crop,
    Order order,
    double flip,
    FlipUnit flipUnit,
    TextureKind texture,
    double textureOrder,
    double textureGain,
    double featureGain,
    double textureFactor,
    double textureJitter,
    LabelScheme labels,
    @MayChange("the maps are read alike, whatever is thought of them") MismatchPolicy labelMismatch,
    @MayChange("the photos that are used must stay the same") FaultPolicy faults,
    @MayChange(SPEED) int threads,
    @MayChange(SPEED) int queue,
    @MayChange(SPEED) int cacheMib,
    @MayChange("the same photos may lie elsewhere; others are refused") @Nullable String folder,
    @Nullable SideFolders makeup,
    @Nullable SideFolders nonMakeup) {

  private static final String SPEED = "a batch does not depend on how fast it is read";
  private static final double PAPER_RESIZE_RATIO = 321.0 / 256;
  private static final int LARGEST_SIZE = 4096;

  /** Fills in the default of resize, then checks every range. */
  public DataConfig {
    Require.within("size", size, 4, LARGEST_SIZE);
    if (size % 4 != 0) {
      throw new UserError(
          "size must be a multiple of 4, found %d; %d or %d would do",
          size, size / 4 * 4, size / 4 * 4 + 4);
    }
    Require.within("resize-ratio", resizeRatio, 1, 8);
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
    Require.within("flip", flip, 0, 1);
    Require.within("texture-order", textureOrder, 0, 1);
    if (textureOrder == 1) {
      throw new UserError("texture-order must be below 1, where the filter divides by 0");
    }
    Require.atLeast("texture-gain", textureGain, 0);
    Require.atLeast("feature-gain", featureGain, 0);
    if (!Double.isFinite(textureFactor)) {
      throw new UserError("texture-factor must be a number, found " + textureFactor);
    }
    Require.within("texture-jitter", textureJitter, 0, 1);
    Require.within("threads", threads, 1, 64);
    Require.within("queue", queue, 1, 1024);
    Require.atLeast("cache-mib", cacheMib, 0);
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

  /** Reads the section; see {@link #withOptionalKeys} for what it may leave out. */
  public static DataConfig read(ConfigTree section) {
    return withOptionalKeys(section, "").read(DataConfig.class);
  }

  /**
   * Gives a tree the keys that it may leave out.
   *
   * @param tree a whole configuration or the section alone
   * @param prefix {@code "data."} or {@code ""} accordingly
   */
  public static ConfigTree withOptionalKeys(ConfigTree tree, String prefix) {
    ConfigTree full =
        tree.orElse(prefix + "resize", null)
            .orElse(prefix + "resize-ratio", PAPER_RESIZE_RATIO)
            .orElse(prefix + "resize-form", ConfigTree.hyphenated(Resize.Form.SHORTER_SIDE))
            .orElse(prefix + "interpolation", ConfigTree.hyphenated(Interpolation.BILINEAR))
            .orElse(prefix + "flip", 0.5)
            .orElse(prefix + "flip-unit", ConfigTree.hyphenated(FlipUnit.SAMPLE))
            .orElse(prefix + "texture-order", 0.5)
            .orElse(prefix + "texture-gain", 1.0)
            .orElse(prefix + "feature-gain", 2.0)
            .orElse(prefix + "texture-factor", 1.0)
            .orElse(prefix + "texture-jitter", 0.0)
            .orElse(prefix + "label-mismatch", ConfigTree.hyphenated(MismatchPolicy.STOP))
            .orElse(prefix + "faults", ConfigTree.hyphenated(FaultPolicy.STOP))
            .orElse(prefix + "threads", 2)
            .orElse(prefix + "queue", 4)
            .orElse(prefix + "cache-mib", 1024)
            .orElse(prefix + "folder", null);
    for (String side : List.of("makeup", "non-makeup")) {
      full = full.orElse(prefix + side, null);
      for (String folders : List.of("maps", "masks", "textures")) {
        full = full.orElse(prefix + side + "." + folders, null);
      }
    }
    return full;
  }
}
