// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.data.synth.Makeup.Pigment;

/**
 * The colours that lie on the skin before light falls on it: foundation, blush, eye shadow, lips.
 */
final class PigmentPainter implements FeaturePainter {
  private final FaceGeometry geometry;
  private final Stencil face;
  private final Stencil[] cheeks = new Stencil[2];
  private final Stencil[] lids = new Stencil[2];
  private final Stencil upperLip;
  private final Stencil lowerLip;

  PigmentPainter(FaceGeometry geometry, int size) {
    this.geometry = geometry;
    Pose pose = geometry.pose();
    this.face = Stencil.of(geometry.face().area(pose), size);
    double w = geometry.identity().head().width();
    for (int k = 0; k < 2; k++) {
      int side = 2 * k - 1;
      Contour cheek = Contour.ellipse(new Spot(side * 0.62 * w, 0.19), 0.17, 0.1, side * -0.45);
      cheeks[k] = Stencil.of(cheek.area(pose), size).blurred(pose.length(0.055)).within(face);
      lids[k] =
          Stencil.of(geometry.eye(side).shadowArea(1).area(pose), size).blurred(pose.length(0.006));
    }
    this.upperLip = soft(geometry.mouth().upperLip(), pose, size);
    this.lowerLip = soft(geometry.mouth().lowerLip(), pose, size);
  }

  private static Stencil soft(Contour contour, Pose pose, int size) {
    return Stencil.of(contour.area(pose), size).blurred(pose.length(0.004));
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    canvas.lay(face, makeup.foundation(), 1);
    for (int k = 0; k < 2; k++) {
      canvas.lay(cheeks[k], makeup.blush().colour(), makeup.blush().strength());
      if (makeup.eyeShadow().strength() > 0) {
        eyeShadow(canvas, makeup, k);
      }
    }
    // The skin's own red shows through thin lipstick: natural lips are a pigment of their own.
    Rgb natural = geometry.identity().skin().lips();
    Pigment lips = makeup.lips();
    Rgb worn = natural.mix(lips.colour(), lips.strength());
    canvas.lay(upperLip, worn.times(0.84), 1);
    canvas.lay(lowerLip, worn, 1);
  }

  private void eyeShadow(Canvas canvas, Makeup makeup, int k) {
    EyeGeometry eye = geometry.eye(2 * k - 1);
    Pose pose = geometry.pose();
    Contour area = eye.shadowArea(makeup.eyeShadowExtent());
    Stencil veil =
        Stencil.of(area.area(pose), canvas.size).blurred(pose.length(0.016)).within(lids[k]);
    Spot lash = eye.upper(0);
    Spot brow = eye.brow(0.5);
    Stencil deep = veil.faded(pose, brow, lash.plus(0, 0.01));
    double strength = makeup.eyeShadow().strength();
    canvas.lay(veil, makeup.eyeShadow().colour(), 0.62 * strength);
    canvas.lay(deep, makeup.eyeShadow().colour().times(0.82), 0.8 * strength);
  }
}
