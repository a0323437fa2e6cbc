// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.data.synth.Makeup.Lipstick;

/** The colour of the lips, natural or worn, before light falls on it. */
final class LipstickPainter implements FeaturePainter {
  /** The upper lip is turned away from the light. */
  private static final double UPPER = 0.84;

  private final Rgb natural;
  private final Stencil upper;
  private final Stencil lower;
  private final Stencil innerUpper;
  private final Stencil innerLower;

  LipstickPainter(FaceGeometry geometry, int size) {
    natural = geometry.identity().skin().lips();
    Pose pose = geometry.pose();
    MouthGeometry mouth = geometry.mouth();
    upper = soft(mouth.upperLip(), 0.004, pose, size);
    lower = soft(mouth.lowerLip(), 0.004, pose, size);
    Stencil inner = soft(mouth.innerPart(0.45), 0.018, pose, size);
    innerUpper = inner.within(upper);
    innerLower = inner.within(lower);
  }

  private static Stencil soft(Contour contour, double blur, Pose pose, int size) {
    return Stencil.of(contour.area(pose), size).blurred(pose.length(blur));
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    // The skin's own red shows through thin lipstick: natural lips are a pigment of their own.
    Lipstick lips = makeup.lips();
    Rgb strong = natural.mix(lips.colour(), lips.strength());
    Rgb faint = natural.mix(lips.colour(), lips.strength() * (1 - lips.gradient()));
    canvas.lay(upper, faint.times(UPPER), 1);
    canvas.lay(lower, faint, 1);
    if (lips.gradient() > 0) {
      canvas.lay(innerUpper, strong.times(UPPER), 1);
      canvas.lay(innerLower, strong, 1);
    }
  }
}
