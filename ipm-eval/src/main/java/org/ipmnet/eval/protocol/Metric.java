// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.Locale;

/** Everything that is measured, in the order of tables. */
public enum Metric {
  FID("FID", "", Better.LOWER, 2, "Frechet inception distance to all made-up faces of the split"),
  KID(
      "KID x 1000",
      "",
      Better.LOWER,
      2,
      "kernel inception distance to them, unbiased; of at most 1,000 pictures a side"),
  KID_ERROR(
      "s.e. of KID x 1000", "", Better.NONE, 2, "the jackknife's standard error of one run's KID"),
  LPIPS_ALEX(
      "LPIPS (alex)",
      "",
      Better.HIGHER,
      3,
      "diversity: mean distance of two results of one target with different references"),
  LPIPS_VGG("LPIPS (vgg)", "", Better.HIGHER, 3, "the same through VGG-16"),
  IDENTITY(
      "identity",
      "",
      Better.LOWER,
      3,
      "cosine distance of VGGFace2 embeddings of target and result"),
  BACKGROUND_PSNR("background PSNR", "dB", Better.HIGHER, 1, "result against target where m is 1"),
  BACKGROUND_SSIM("background SSIM", "", Better.HIGHER, 3, "the same; 1 is perfect"),
  PSNR("PSNR", "dB", Better.NONE, 1, "result against target, whole picture"),
  SSIM("SSIM", "", Better.NONE, 3, "the same"),
  MOVED_LIPS(
      "colour moved, lips",
      "",
      Better.NONE,
      3,
      "share of the way from target to reference that the mean colour went; 1 is all of it"),
  MOVED_EYES("colour moved, eyes", "", Better.NONE, 3, "the same of the skin around the eyes"),
  MOVED_SKIN("colour moved, skin", "", Better.NONE, 3, "the same of the skin"),
  MAKEUP_LIPS(
      "makeup moved, lips",
      "",
      Better.NONE,
      3,
      "as colour moved, of how lips differ from the skin around: light and skin tone do not count"),
  MAKEUP_LIDS("makeup moved, lids", "", Better.NONE, 3, "the same of the upper lids"),
  MAKEUP_CHEEKS("makeup moved, cheeks", "", Better.NONE, 3, "the same of the cheeks"),
  DETAIL_SSIM(
      "detail SSIM",
      "",
      Better.HIGHER,
      3,
      "result against target in the makeup area, of the luminance's finest part"),
  COLOUR_LIPS(
      "colour distance, lips",
      "levels",
      Better.LOWER,
      1,
      "mean colours of result and reference, RGB, of 255 levels"),
  COLOUR_EYES("colour distance, eyes", "levels", Better.LOWER, 1, "the same around the eyes"),
  COLOUR_SKIN("colour distance, skin", "levels", Better.LOWER, 1, "the same of the skin"),
  HISTOGRAM_LIPS(
      "histogram distance, lips",
      "levels",
      Better.LOWER,
      1,
      "area between the cumulative histograms of result and reference, mean of R, G and B"),
  HISTOGRAM_EYES("histogram distance, eyes", "levels", Better.LOWER, 1, "the same around the eyes"),
  HISTOGRAM_SKIN("histogram distance, skin", "levels", Better.LOWER, 1, "the same of the skin"),
  TRANSFER_ERROR(
      "transfer error",
      "",
      Better.LOWER,
      3,
      "against the known truth in the makeup area, relative to the untouched target"),
  TRANSFER_ERROR_LIPS("transfer error, lips", "", Better.LOWER, 3, "the same of the lips"),
  TRANSFER_ERROR_EYES("transfer error, eye shadow", "", Better.LOWER, 3, "the same"),
  TRANSFER_ERROR_SKIN("transfer error, skin", "", Better.LOWER, 3, "the same of the skin"),
  TRUTH_PSNR("PSNR to the truth", "dB", Better.HIGHER, 1, "result against the known truth"),
  TRUTH_SSIM("SSIM to the truth", "", Better.HIGHER, 3, "the same");

  /** Which values are the good ones. */
  public enum Better {
    LOWER,
    HIGHER,
    /** Neither: it tells something else than quality. */
    NONE
  }

  private final String title;
  private final String unit;
  private final Better better;
  private final int digits;
  private final String meaning;

  Metric(String title, String unit, Better better, int digits, String meaning) {
    this.title = title;
    this.unit = unit;
    this.better = better;
    this.digits = digits;
    this.meaning = meaning;
  }

  /** Its name in files: lower case with underscores. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Its unit, or an empty text. */
  public String unit() {
    return unit;
  }

  /** Which values are good. */
  public Better better() {
    return better;
  }

  /** Digits behind the point worth showing. */
  public int digits() {
    return digits;
  }

  /** Title, unit and which values are good. */
  public String heading() {
    return title
        + (unit.isEmpty() ? "" : ", " + unit)
        + switch (better) {
          case LOWER -> " ↓";
          case HIGHER -> " ↑";
          case NONE -> "";
        };
  }

  /** A value with the digits that are worth showing. */
  public String shown(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    double least = 0.5 * Math.pow(10, -digits);
    double plain = Math.abs(value) < least ? 0 : value; // no -0.000
    return String.format(Locale.ROOT, "%." + digits + "f", plain);
  }

  /** What it is, in a line. */
  public String meaning() {
    return meaning;
  }
}
