// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * Glasses before the eyes: the person's own, over whatever makeup. Lengths are in face units.
 *
 * @param width half width of a lens
 * @param height half height of a lens
 * @param rim width of the frame
 * @param tint how much light the lenses keep back, [0, 1]
 * @param reflection strength of the lamp's mirror image, [0, 1]
 */
public record Glasses(
    Shape shape,
    Rgb frame,
    double width,
    double height,
    double rim,
    double tint,
    double reflection) {

  /** The outline of a lens. */
  public enum Shape {
    /** No glasses. */
    NONE,
    /** An ellipse. */
    OVAL,
    /** Straight sides with round corners. */
    RECTANGULAR
  }

  /** Whether there are any. */
  boolean worn() {
    return shape != Shape.NONE;
  }
}
