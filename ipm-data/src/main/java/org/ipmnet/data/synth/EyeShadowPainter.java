// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.Makeup.EyeShadow;

/** Eye shadow, before light falls on it: deepest at the lashes, with or without glitter. */
final class EyeShadowPainter implements FeaturePainter {
  private static final int SPARKS = 150;

  private final EyeGeometry eye;
  private final Pose pose;
  private final Stencil lid;
  private final long detail;

  EyeShadowPainter(FaceGeometry geometry, int side, int size) {
    eye = geometry.eye(side);
    pose = geometry.pose();
    lid = Stencil.of(eye.shadowArea(1).area(pose), size).blurred(pose.length(0.006));
    detail = geometry.identity().detail();
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    EyeShadow worn = makeup.eyeShadow();
    if (worn.strength() == 0) {
      return;
    }
    Contour area = eye.shadowArea(worn.extent());
    Stencil veil = Stencil.of(area.area(pose), canvas.size).blurred(pose.length(0.016)).within(lid);
    Stencil deep = veil.faded(pose, eye.brow(0.5), eye.upper(0).plus(0, 0.01));
    canvas.lay(veil, worn.colour(), 0.62 * worn.strength());
    canvas.lay(deep, worn.colour().times(0.82), 0.8 * worn.strength());
    if (worn.glitter() > 0) {
      glitter(canvas, worn);
    }
  }

  private void glitter(Canvas canvas, EyeShadow worn) {
    Strokes sparks = new Strokes(Stencil.of(eye.shadowArea(0.6).area(pose), canvas.size));
    RandomGenerator random = new RandomStreams(detail).at("glitter", 0, eye.side());
    Rgb light = worn.colour().mix(Rgb.WHITE, 0.75);
    for (int i = 0; i < SPARKS; i++) {
      Spot lash = eye.upper(random.nextDouble(-1, 1));
      Spot at = lash.plus(random.nextDouble(-0.02, 0.02), -random.nextDouble(0, 0.12));
      double radius = random.nextDouble(0.002, 0.006);
      Contour spark = Contour.ellipse(at, radius, radius, 0);
      sparks.fill(spark.area(pose), light, worn.glitter() * random.nextDouble(0.3, 1));
    }
    sparks.over(canvas);
  }
}
