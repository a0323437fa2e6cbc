// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;

/**
 * Reads a face's files and holds them against each other: one shape, known labels, a makeup area
 * worth the name. Safe from several threads.
 *
 * @param labels what the values of parsing maps mean
 * @param leastArea a smaller makeup area, as a share of the picture, means that the map or mask
 *     shows no face
 */
public record FaceReader(LabelScheme labels, double leastArea) {
  /** What a picture of a training set must have. */
  private static final double LEAST_AREA = 0.02;

  /** A mask that keeps anything says so by 255, or thereabouts. */
  private static final int LEAST_KEPT = 128;

  /** A reader of training pictures, which a face fills. */
  public FaceReader(LabelScheme labels) {
    this(labels, LEAST_AREA);
  }

  /**
   * Reads a face.
   *
   * @throws UserError naming the file at fault, what is wrong and how to mend it
   */
  public Face read(FaceFile face) {
    return read(face, RgbImage.read(face.photo()));
  }

  /**
   * Reads what belongs to a photo that has been read already.
   *
   * @throws UserError as {@link #read(FaceFile)}
   */
  public Face read(FaceFile face, RgbImage photo) {
    GrayImage map = face.map() == null ? null : GrayImage.readValues(face.map());
    GrayImage mask = face.mask() == null ? null : GrayImage.readLevels(face.mask());
    GrayImage texture = face.texture() == null ? null : GrayImage.readLevels(face.texture());
    return check(face, photo, map, mask, texture);
  }

  /**
   * Holds parts in memory against each other.
   *
   * @param names what messages call them
   * @param map raw values, or null, as are mask and texture
   * @throws UserError as {@link #read(FaceFile)}
   */
  public Face check(
      FaceFile names, RgbImage photo, GrayImage map, GrayImage mask, GrayImage texture) {
    requireShape(map, names.map(), photo, names.photo());
    RegionMap regions = map == null ? null : labels.regions(map, names.map());
    requireShape(mask, names.mask(), photo, names.photo());
    requireMask(mask, names.mask());
    requireShape(texture, names.texture(), photo, names.photo());
    MakeupArea area =
        regions != null ? MakeupArea.of(regions) : mask != null ? MakeupArea.of(mask) : null;
    requireArea(area, map != null ? names.map() : names.mask());
    return new Face(photo, regions, area, texture);
  }

  private static void requireShape(GrayImage part, Path file, RgbImage photo, Path photoFile) {
    if (part != null) {
      part.requireShapeOf(photo, file, photoFile);
    }
  }

  /** The labels of a parsing map are small numbers, and all of them would be makeup area. */
  private static void requireMask(GrayImage mask, Path file) {
    if (mask == null) {
      return;
    }
    int largest = 0;
    for (byte value : mask.values()) {
      largest = Math.max(largest, value & 0xFF);
    }
    if (largest > 0 && largest < LEAST_KEPT) {
      throw new UserError(
          "%s holds values up to %d, a mask 0 (makeup area) and 255 (kept); a parsing map belongs with the maps",
          file, largest);
    }
  }

  private void requireArea(MakeupArea area, Path file) {
    if (area != null && area.share() < leastArea) {
      throw new UserError(
          "%s has a makeup area of %.1f %% of the picture, less than %s %%; check the map, or data.labels",
          file, 100 * area.share(), percent(leastArea));
    }
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
