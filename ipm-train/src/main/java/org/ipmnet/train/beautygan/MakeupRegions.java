// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ipmnet.data.label.FacePart;

/**
 * Where the makeup loss looks in one face, as indices of pixels row by row.
 *
 * @param lips both lips, without the teeth
 * @param skin face, nose and neck
 * @param leftEye face and nose around the left eye, which is not in it
 * @param rightEye the same around the right one
 */
record MakeupRegions(int[] lips, int[] skin, int[] leftEye, int[] rightEye) {

  /** By how much an eye's box is larger than the eye, in pixels of the network's input. */
  private static final int MARGIN = 10;

  /**
   * The regions of a face.
   *
   * @param codes {@link FacePart} codes, [side * side]
   * @return empty if an eye has no pixel
   */
  static Optional<MakeupRegions> of(byte[] codes, EyeBoxEdge edge) {
    int[] left = pixels(codes, i -> codes[i] == FacePart.EYE.code());
    int[] right = pixels(codes, i -> codes[i] == FacePart.EYE.secondCode());
    if (left.length == 0 || right.length == 0) {
      return Optional.empty();
    }
    int side = (int) Math.sqrt(codes.length);
    return Optional.of(
        new MakeupRegions(
            pixels(codes, i -> isLip(part(codes[i]))),
            pixels(codes, i -> isFace(codes, i) || part(codes[i]) == FacePart.NECK),
            around(left, i -> isFace(codes, i), side, edge),
            around(right, i -> isFace(codes, i), side, edge)));
  }

  private static FacePart part(byte code) {
    return FacePart.ofCode(code);
  }

  private static boolean isLip(FacePart part) {
    return part == FacePart.UPPER_LIP || part == FacePart.LOWER_LIP;
  }

  private static boolean isFace(byte[] codes, int i) {
    return part(codes[i]) == FacePart.SKIN || part(codes[i]) == FacePart.NOSE;
  }

  private static int[] pixels(byte[] codes, IntPredicate wanted) {
    return IntStream.range(0, codes.length).filter(wanted).toArray();
  }

  /**
   * The face in the eye's bounding box, grown by {@value #MARGIN} pixels. What of the eye is not in
   * the box stays in the region: nothing, unless the box is empty.
   *
   * @param eye at least one pixel
   * @param face which pixels show the face
   */
  static int[] around(int[] eye, IntPredicate face, int side, EyeBoxEdge edge) {
    int top = side;
    int left = side;
    int bottom = 0;
    int right = 0;
    for (int pixel : eye) {
      top = Math.min(top, pixel / side);
      bottom = Math.max(bottom, pixel / side);
      left = Math.min(left, pixel % side);
      right = Math.max(right, pixel % side);
    }
    int firstRow = begin(top - MARGIN, side, edge);
    int lastRow = Math.min(bottom + MARGIN, side - 1);
    int firstColumn = begin(left - MARGIN, side, edge);
    int lastColumn = Math.min(right + MARGIN, side - 1);
    boolean[] region = new boolean[side * side];
    for (int pixel : eye) {
      region[pixel] = true;
    }
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        region[row * side + column] = face.test(row * side + column);
      }
    }
    return IntStream.range(0, region.length).filter(i -> region[i]).toArray();
  }

  private static int begin(int first, int side, EyeBoxEdge edge) {
    if (first >= 0) {
      return first;
    }
    return edge == EyeBoxEdge.CUT ? 0 : Math.max(0, first + side); // as a Python slice counts
  }
}
