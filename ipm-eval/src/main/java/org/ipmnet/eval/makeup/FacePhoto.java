// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.FaceReader;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.LabelCheck;
import org.ipmnet.data.plausibility.LabelCheckResult.Mismatch;
import org.ipmnet.data.sample.Face;

/**
 * A photo in memory with what is known of the face in it. Maps and masks belong to the upright
 * photo and have its shape; their resolution may be another one. Immutable: what {@code with} is
 * given is not to be written to afterwards. Safe from several threads.
 */
public final class FacePhoto {
  /** A face may be small in a photo; less than this is no face. Share of the picture. */
  public static final double LEAST_AREA = 0.0005;

  /** What messages call the parts. */
  private static final FaceFile NAMES =
      new FaceFile(
          Side.BARE,
          "photo",
          Path.of("the photo"),
          Path.of("the parsing map"),
          Path.of("the mask"),
          Path.of("the texture"));

  private final Photo photo;
  private final Face face;

  private FacePhoto(Photo photo, Face face) {
    this.photo = photo;
    this.face = face;
  }

  /**
   * Decodes a photo: the bytes of a PNG, JPEG, WebP, BMP or TIFF, of at most 100 million pixels. It
   * is turned upright as its EXIF data say, its colours become sRGB, its transparency is kept.
   *
   * @throws UserError if it is damaged, too large or no picture
   */
  public static FacePhoto decode(byte[] encoded) {
    return of(Photo.decode(encoded, NAMES.photo()));
  }

  /**
   * The same with a bound of one's own.
   *
   * @param mostPixels a photo with more is refused before it is decoded
   */
  public static FacePhoto decode(byte[] encoded, long mostPixels) {
    return of(Photo.decode(encoded, mostPixels, NAMES.photo()));
  }

  /**
   * Copies a picture as it stands, with its transparency; its colours become sRGB.
   *
   * @throws UserError if its size is out of bounds
   */
  public static FacePhoto of(BufferedImage picture) {
    return of(Photo.of(picture, NAMES.photo()));
  }

  /** A photo that has been decoded. */
  public static FacePhoto of(Photo photo) {
    return new FacePhoto(photo, Face.of(photo.composited()));
  }

  /**
   * A photo whose map or mask has been read and checked.
   *
   * @param face of {@link Photo#composited}
   * @throws IllegalArgumentException if it is of a photo of another size
   */
  public static FacePhoto of(Photo photo, Face face) {
    RgbImage own = photo.colours();
    RgbImage other = face.photo();
    if (own.width() != other.width() || own.height() != other.height()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the face is of a photo of %dx%d, not of this one of %dx%d",
              other.width(),
              other.height(),
              own.width(),
              own.height()));
    }
    return new FacePhoto(photo, face);
  }

  /**
   * The photo with its parsing map: its face is not searched but lies where the map says.
   *
   * @param map its raw values, as one channel, palette indices, or three equal channels
   * @param labels what the values mean
   * @throws UserError if the picture cannot hold labels, the map has another shape than the photo,
   *     values that the scheme lacks, or no face, or if it plainly follows another numbering than
   *     {@code labels}
   */
  public FacePhoto withMap(BufferedImage map, LabelScheme labels) {
    return withMap(GrayImage.ofValues(map, NAMES.map()), labels);
  }

  /** The same of the bytes of a PNG. */
  public FacePhoto withMap(byte[] encoded, LabelScheme labels) {
    return withMap(GrayImage.ofValues(encoded, NAMES.map()), labels);
  }

  /** The same of plain values. */
  FacePhoto withMap(GrayImage map, LabelScheme labels) {
    if (LabelCheck.of(map, labels) instanceof Mismatch mismatch) {
      throw new UserError(
          "%s; give the LabelScheme that it follows, or call withTrustedMap to take the map as it is",
          mismatch.problem());
    }
    return withTrustedMap(map, labels);
  }

  /** {@link #withMap(BufferedImage, LabelScheme)}, whatever numbering the map seems to follow. */
  public FacePhoto withTrustedMap(BufferedImage map, LabelScheme labels) {
    return withTrustedMap(GrayImage.ofValues(map, NAMES.map()), labels);
  }

  /** The same of the bytes of a PNG. */
  public FacePhoto withTrustedMap(byte[] encoded, LabelScheme labels) {
    return withTrustedMap(GrayImage.ofValues(encoded, NAMES.map()), labels);
  }

  private FacePhoto withTrustedMap(GrayImage map, LabelScheme labels) {
    Face checked = reader(labels).check(NAMES, composited(), map, null, null);
    return with(checked, face.texture());
  }

  /**
   * The photo with a mask in place of a map.
   *
   * @param mask a gray picture, black in the makeup area, white where the photo stays; a palette
   *     counts by its colours, transparency is not looked at
   * @throws UserError if the mask is coloured, has another shape than the photo, is a map, or has
   *     no makeup area
   */
  public FacePhoto withMask(BufferedImage mask) {
    return withMask(GrayImage.ofLevels(mask, NAMES.mask()));
  }

  /** The same of the bytes of a file, in the formats that {@link #decode} knows. */
  public FacePhoto withMask(byte[] encoded) {
    return withMask(GrayImage.ofLevels(encoded, NAMES.mask()));
  }

  /** The same of levels, 0 to 255. */
  FacePhoto withMask(GrayImage mask) {
    Face checked = reader(LabelScheme.MT).check(NAMES, composited(), null, mask, null);
    return with(checked, face.texture());
  }

  /**
   * The photo with a ready-made texture, which only models with {@code data.texture: files} need.
   *
   * @param texture a gray picture, read as a mask is
   * @throws UserError if it is coloured or has another shape than the photo
   */
  public FacePhoto withTexture(BufferedImage texture) {
    return withTexture(GrayImage.ofLevels(texture, NAMES.texture()));
  }

  /** The same of the bytes of a file, in the formats that {@link #decode} knows. */
  public FacePhoto withTexture(byte[] encoded) {
    return withTexture(GrayImage.ofLevels(encoded, NAMES.texture()));
  }

  private FacePhoto withTexture(GrayImage texture) {
    Face checked = reader(LabelScheme.MT).check(NAMES, composited(), null, null, texture);
    return with(face, checked.texture());
  }

  private FacePhoto with(Face known, GrayImage texture) {
    return new FacePhoto(photo, new Face(composited(), known.regions(), known.area(), texture));
  }

  private static FaceReader reader(LabelScheme labels) {
    return new FaceReader(labels, LEAST_AREA);
  }

  /** What networks see: over gray where the photo is transparent. */
  public RgbImage composited() {
    return face.photo();
  }

  /** The photo with its transparency. */
  Photo photo() {
    return photo;
  }

  /** The photo that networks see, with what is known of it. */
  Face face() {
    return face;
  }

  /** Whether a map or mask says where the face is. */
  boolean hasArea() {
    return face.area() != null;
  }
}
