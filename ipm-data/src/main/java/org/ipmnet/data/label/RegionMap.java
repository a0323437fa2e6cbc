// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.data.image.GrayImage;

/**
 * Which part of the face each pixel shows, whatever scheme the map came in.
 *
 * @param width pixels
 * @param height pixels
 * @param codes {@link FacePart#code()} or {@link FacePart#secondCode()} row by row, {@code width *
 *     height} bytes. Kept, not copied.
 */
public record RegionMap(int width, int height, byte[] codes) {
  /** Checks that sizes and array agree. */
  public RegionMap {
    if (width < 1 || height < 1 || codes.length != (long) width * height) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d bytes for a map of %dx%d", codes.length, width, height));
    }
  }

  /**
   * Finds a map that tells nothing apart.
   *
   * @throws org.ipmnet.core.UserError naming the file if all pixels show the same
   */
  public void requireContent(Path file) {
    new GrayImage(width, height, codes).requireContent(file);
  }

  /** Whether any pixel is a lip. */
  public boolean showsLips() {
    for (byte code : codes) {
      if (FacePart.ofCode(code).isLip()) {
        return true;
      }
    }
    return false;
  }

  /** The map at another size, nearest neighbour. */
  public RegionMap resized(int newWidth, int newHeight) {
    return new RegionMap(
        newWidth,
        newHeight,
        new GrayImage(width, height, codes).resizedNearest(newWidth, newHeight).values());
  }

  /** The part with its upper left corner at ({@code left}, {@code top}), as a new map. */
  public RegionMap crop(int left, int top, int cropWidth, int cropHeight) {
    return new RegionMap(
        cropWidth,
        cropHeight,
        new GrayImage(width, height, codes).crop(left, top, cropWidth, cropHeight).values());
  }
}
