// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;

/** One brow: a soft ground and single hairs, in the brow's own colour or its tint. */
final class BrowPainter implements FeaturePainter {
  private static final int HAIRS = 70;

  private final Rgb own;
  private final Stencil ground;
  private final Strokes hairs;

  BrowPainter(FaceGeometry geometry, int side, int size) {
    Pose pose = geometry.pose();
    EyeGeometry eye = geometry.eye(side);
    own = geometry.identity().brows().colour();
    Stencil area = Stencil.of(eye.browArea().area(pose), size);
    ground = area.blurred(pose.length(0.009)).faded(pose, eye.brow(-0.12), eye.brow(0.3));
    hairs = new Strokes(area.blurred(pose.length(0.012)));
    RandomGenerator random = new RandomStreams(geometry.identity().detail()).at("brow", 0, side);
    for (int i = 0; i < HAIRS; i++) {
      double t = Math.pow((double) i / HAIRS, 0.9);
      double across = random.nextDouble(-0.9, 0.9);
      double half = eye.browHalf(t);
      Spot root = eye.brow(t).plus(0, across * half);
      double reach = 0.05 + 0.02 * random.nextDouble();
      Spot aim = eye.brow(Math.min(1, t + reach)).plus(0, across * eye.browHalf(t) * 0.5);
      Spot tip = aim.plus(0, -(1 - t) * half * 0.9);
      hairs.line(
          new Contour(List.of(root, tip)).line(pose),
          pose.length(0.006),
          Rgb.BLACK,
          random.nextDouble(0.35, 0.75));
    }
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    double tinted = makeup.brows().strength();
    Rgb colour = own.mix(makeup.brows().colour(), tinted);
    canvas.lay(ground, colour, 0.72);
    hairs.tintOver(canvas, colour.times(0.7));
  }
}
