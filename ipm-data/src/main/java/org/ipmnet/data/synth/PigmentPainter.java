// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.data.synth.Makeup.Pigment;

/** What lies on the skin before light falls on it: foundation, contour, blush, highlighter. */
final class PigmentPainter implements FeaturePainter {
  private final Stencil face;
  private final Stencil[] cheeks = new Stencil[2];
  private final Stencil[] hollows = new Stencil[2];
  private final Stencil[] flanks = new Stencil[2];
  private final Stencil[] bones = new Stencil[2];
  private final Stencil ridge;

  PigmentPainter(FaceGeometry geometry, int size) {
    Pose pose = geometry.pose();
    face = Stencil.of(geometry.face().area(pose), size);
    double w = geometry.identity().head().width();
    double tip = geometry.identity().nose().tipY();
    double bridge = geometry.identity().nose().bridge();
    for (int k = 0; k < 2; k++) {
      int side = 2 * k - 1;
      Contour cheek = Contour.ellipse(new Spot(side * 0.62 * w, 0.19), 0.17, 0.1, side * -0.45);
      cheeks[k] = soft(cheek, 0.055, pose, size);
      Contour hollow = Contour.ellipse(new Spot(side * 0.72 * w, 0.3), 0.19, 0.045, side * -0.55);
      hollows[k] = soft(hollow, 0.04, pose, size);
      Contour bone = Contour.ellipse(new Spot(side * 0.68 * w, 0.08), 0.13, 0.03, side * -0.5);
      bones[k] = soft(bone, 0.025, pose, size);
      double x = side * (bridge + 0.03);
      Contour flank = Contour.of(x, -0.1, x, tip - 0.1, 1.25 * x, tip - 0.02);
      flanks[k] =
          Stencil.stroke(flank.line(pose), pose.length(0.03), size).blurred(pose.length(0.016));
    }
    Contour top = Contour.of(0, EyeGeometry.EYE_Y - 0.02, 0, tip - 0.03);
    ridge = Stencil.stroke(top.line(pose), pose.length(0.03), size).blurred(pose.length(0.014));
  }

  private Stencil soft(Contour contour, double blur, Pose pose, int size) {
    return Stencil.of(contour.area(pose), size).blurred(pose.length(blur)).within(face);
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    canvas.lay(face, makeup.foundation(), 1);
    Pigment contour = makeup.contour();
    Pigment highlighter = makeup.highlighter();
    for (int k = 0; k < 2; k++) {
      canvas.lay(hollows[k], shaded(contour, makeup.foundation()), contour.strength());
      canvas.lay(flanks[k], shaded(contour, makeup.foundation()), 0.7 * contour.strength());
      canvas.lay(cheeks[k], makeup.blush().colour(), makeup.blush().strength());
      canvas.shine(bones[k], highlighter.colour(), 0.75 * highlighter.strength());
    }
    canvas.shine(ridge, highlighter.colour(), 0.5 * highlighter.strength());
  }

  /** On dark skin the powder is darker than on fair skin. */
  private static Rgb shaded(Pigment contour, Rgb skin) {
    return contour.colour().mix(skin.times(0.66), 0.6);
  }
}
