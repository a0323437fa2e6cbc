// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.util.Locale;
import org.ipmnet.data.image.GrayImage;

/**
 * Where makeup may be: the pixels whose mask m is 0, and those among them whose texture counts
 * more.
 *
 * @param width pixels
 * @param height pixels
 * @param codes row by row {@link #KEEP}, {@link #SKIN} or {@link #FEATURE}; kept, not copied
 */
public record MakeupArea(int width, int height, byte[] codes) {
  /** Outside the makeup area: m is 1. */
  public static final byte KEEP = 0;

  /** Makeup area, m is 0. */
  public static final byte SKIN = 1;

  /** Makeup area on brows, nose or lips: m is 0, and the texture has the feature gain. */
  public static final byte FEATURE = 2;

  /** In a ready-made mask 0 is the makeup area and 255 is kept. */
  private static final int MASK_THRESHOLD = 128;

  /** Checks that sizes and array agree. */
  public MakeupArea {
    if (width < 1 || height < 1 || codes.length != (long) width * height) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d bytes for an area of %dx%d", codes.length, width, height));
    }
  }

  /** The area that a parsing map implies. */
  public static MakeupArea of(RegionMap regions) {
    byte[] areaOfPart = new byte[FacePart.values().length];
    for (FacePart part : FacePart.values()) {
      areaOfPart[part.code()] = part.isFeature() ? FEATURE : part.wearsMakeup() ? SKIN : KEEP;
    }
    byte[] codes = new byte[regions.codes().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = areaOfPart[FacePart.ofCode(regions.codes()[i]).code()];
    }
    return new MakeupArea(regions.width(), regions.height(), codes);
  }

  /** The area of a ready-made mask (0 makeup area, 255 keep); it knows no features. */
  public static MakeupArea of(GrayImage mask) {
    byte[] codes = new byte[mask.values().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (mask.values()[i] & 0xFF) < MASK_THRESHOLD ? SKIN : KEEP;
    }
    return new MakeupArea(mask.width(), mask.height(), codes);
  }

  /** How much of the picture is makeup area, 0 to 1. */
  public double share() {
    int count = 0;
    for (byte code : codes) {
      count += code == KEEP ? 0 : 1;
    }
    return (double) count / codes.length;
  }

  /** The area at another size, nearest neighbour. */
  public MakeupArea resized(int newWidth, int newHeight) {
    return new MakeupArea(
        newWidth,
        newHeight,
        new GrayImage(width, height, codes).resizedNearest(newWidth, newHeight).values());
  }
}
