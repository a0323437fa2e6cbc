// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.picture.RgbPicture;

/**
 * A face as a test draws it: an ellipse of skin with two eyes and lips, on noise.
 *
 * @param width of the photo
 * @param height of the photo
 * @param centerX of the ellipse
 * @param centerY of the ellipse
 * @param size geometric mean of the ellipse's width and height, which are as 4 to 5
 */
public record DrawnFace(int width, int height, double centerX, double centerY, double size) {
  /** A square picture with a face as in the MT data set, of which 256/321 is cropped. */
  public static DrawnFace mtLike(int side) {
    double crop = side * 256 / 321.0;
    double edge = (side - crop) / 2;
    return new DrawnFace(side, side, edge + 0.5 * crop, edge + 0.44 * crop, 0.92 * crop);
  }

  public double faceWidth() {
    return size * Math.sqrt(0.8);
  }

  public double faceHeight() {
    return size / Math.sqrt(0.8);
  }

  public FacePart part(int x, int y) {
    double u = 2 * (x + 0.5 - centerX) / faceWidth();
    double v = 2 * (y + 0.5 - centerY) / faceHeight();
    if (u * u + v * v > 1) {
      return FacePart.HAIR;
    }
    double eye = Math.hypot((Math.abs(u) - 0.4) / 0.15, (v + 0.1) / 0.06);
    double lips = Math.hypot(u / 0.3, (v - 0.6) / 0.1);
    return eye < 1 ? FacePart.EYE : lips < 1 ? FacePart.UPPER_LIP : FacePart.SKIN;
  }

  /** The same photo each time: noise of the pixel's place, skin lighter than the rest. */
  public RgbImage photo() {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int base = part(x, y) == FacePart.SKIN ? 150 : 60;
        for (int c = 0; c < 3; c++, i++) {
          rgb[i] = (byte) (base + Math.floorMod((x * 31 + y * 17 + c * 7) * 2654435761L >> 7, 50));
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  public RegionMap regions() {
    byte[] codes = new byte[width * height];
    for (int i = 0; i < codes.length; i++) {
      FacePart part = part(i % width, i / width);
      boolean second = part == FacePart.EYE && i % width + 0.5 > centerX;
      codes[i] = second ? part.secondCode() : part.code();
    }
    return new RegionMap(width, height, codes);
  }

  public Face raw() {
    return Face.of(photo(), regions());
  }

  /**
   * Writes {@code images/NAME.png} and, with MT labels, {@code segs/NAME.png}; returns the photo.
   */
  public Path write(Path root, String name) {
    BufferedImage map = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      int label =
          switch (part(i % width, i / width)) {
            case SKIN -> 1;
            case EYE -> 4;
            case UPPER_LIP -> 7;
            default -> 10;
          };
      map.getRaster().setSample(i % width, i / width, 0, label);
    }
    save(map, root.resolve("segs").resolve(name + ".png"));
    return save(RgbPicture.of(photo()), root.resolve("images").resolve(name + ".png"));
  }

  private static Path save(BufferedImage picture, Path file) {
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
