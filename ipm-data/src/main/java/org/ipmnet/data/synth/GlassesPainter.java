// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.ArrayList;
import java.util.List;

/**
 * Glasses over eyes and makeup: the frame and its shadow, tinted lenses, the lamp's mirror image.
 */
final class GlassesPainter implements FeaturePainter {
  private static final Rgb SHADE = new Rgb(0.62, 0.52, 0.48);

  private final Glasses glasses;
  private final List<Stencil> frame = new ArrayList<>();
  private final List<Stencil> shadows = new ArrayList<>();
  private final List<Stencil> glints = new ArrayList<>();
  private final List<Stencil> lenses = new ArrayList<>();
  private final List<Stencil> reflections = new ArrayList<>();

  GlassesPainter(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    glasses = identity.glasses();
    Pose pose = geometry.pose();
    GlassesGeometry shape = geometry.glasses();
    Stencil face = Stencil.of(geometry.face().area(pose), size);
    double lamp = identity.light().x();
    double width = pose.length(glasses.rim());
    for (Contour line : shape.lines()) {
      frame.add(Stencil.stroke(line.line(pose), width, size));
      shadows.add(
          Stencil.stroke(line.shifted(-0.03 * lamp, 0.035).line(pose), width, size)
              .blurred(pose.length(0.012))
              .within(face));
      glints.add(
          Stencil.stroke(line.shifted(0, -0.25 * glasses.rim()).line(pose), 0.25 * width, size));
    }
    for (int side = -1; side <= 1; side += 2) {
      Stencil lens = Stencil.of(shape.lens(side).area(pose), size);
      lenses.add(lens);
      reflections.add(
          Stencil.of(reflection(identity, side, lamp).area(pose), size)
              .blurred(pose.length(0.008))
              .within(lens));
    }
  }

  /** A slanting band across the lens, on the lamp's side. */
  private static Contour reflection(Identity identity, int side, double lamp) {
    double h = identity.glasses().height();
    double y = EyeGeometry.EYE_Y + 0.025;
    double x =
        side * identity.eyes().spacing() + 0.45 * identity.glasses().width() * Math.signum(lamp);
    return Contour.of(x, y - h, x + 0.07, y - h, x - 0.05, y + 0.5 * h, x - 0.09, y + 0.5 * h);
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    shadows.forEach(shadow -> canvas.glaze(shadow, SHADE, 0.4));
    lenses.forEach(lens -> canvas.glaze(lens, Rgb.BLACK, glasses.tint()));
    reflections.forEach(band -> canvas.shine(band, Rgb.WHITE, 0.6 * glasses.reflection()));
    frame.forEach(line -> canvas.lay(line, glasses.frame(), 1));
    glints.forEach(glint -> canvas.shine(glint, Rgb.WHITE, 0.16));
  }
}
