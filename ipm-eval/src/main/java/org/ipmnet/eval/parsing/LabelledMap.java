// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.List;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/**
 * A map whose pixels are told and changed by what they show.
 *
 * @param values of the scheme, row by row; kept, not copied
 */
record LabelledMap(int width, int height, byte[] values, LabelScheme labels) {

  /** What a pixel shows. */
  FacePart part(int pixel) {
    return labels.parts().get(values[pixel] & 0xFF);
  }

  /**
   * Lets a pixel show something else.
   *
   * @param code of a part that the scheme has, of one of two for the person's left or right one
   */
  void put(int pixel, byte code) {
    FacePart part = FacePart.ofCode(code);
    List<FacePart> parts = labels.parts();
    values[pixel] = (byte) (code == part.code() ? parts.indexOf(part) : parts.lastIndexOf(part));
  }

  /** The map as a picture of its values. */
  GrayImage image() {
    return new GrayImage(width, height, values);
  }
}
