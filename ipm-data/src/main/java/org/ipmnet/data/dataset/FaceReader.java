// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.writable.Writable;
import org.datavec.image.data.ImageWritable;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.ImageDecoder;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.RawFace;

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
  public RawFace read(FaceFile face) {
    List<Writable> record = FaceRecordReader.read(face).getRecord();
    try {
      return checked(face, record);
    } finally {
      record.forEach(ImageDecoder::free);
    }
  }

  private RawFace checked(FaceFile face, List<Writable> record) {
    RgbImage photo = RgbImage.from((ImageWritable) record.get(FaceRecordReader.PHOTO));
    GrayImage map = gray(record.get(FaceRecordReader.MAP), face.map(), photo, face.photo());
    RegionMap regions = map == null ? null : labels.regions(map, face.map());
    GrayImage mask = gray(record.get(FaceRecordReader.MASK), face.mask(), photo, face.photo());
    requireMask(mask, face.mask());
    GrayImage texture =
        gray(record.get(FaceRecordReader.TEXTURE), face.texture(), photo, face.photo());
    RawFace raw = new RawFace(photo, regions, mask, texture);
    requireArea(raw.area(), map != null ? face.map() : face.mask());
    return raw;
  }

  private static GrayImage gray(Writable part, Path file, RgbImage photo, Path photoFile) {
    if (!(part instanceof ImageWritable image)) {
      return null;
    }
    GrayImage gray = GrayImage.from(image, file);
    gray.requireShapeOf(photo, file, photoFile);
    return gray;
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
