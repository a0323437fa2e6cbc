// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/** Nostrils, wings, the shadow below the nose and the light along its ridge. */
final class NosePainter implements FeaturePainter {
  private static final Rgb HOLLOW = new Rgb(0.36, 0.2, 0.17);
  private static final Rgb FOLD = new Rgb(0.62, 0.47, 0.42);

  private final Stencil[] nostrils = new Stencil[2];
  private final Stencil[] wings = new Stencil[2];
  private final Stencil below;
  private final Stencil ridge;
  private final Stencil tip;
  private final Stencil flank;
  private final double gloss;

  NosePainter(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    Pose pose = geometry.pose();
    double tipY = identity.nose().tipY();
    double width = identity.nose().width();
    for (int k = 0; k < 2; k++) {
      int side = 2 * k - 1;
      nostrils[k] = Stencil.of(geometry.nostril(side).area(pose), size).blurred(pose.length(0.005));
      wings[k] =
          Stencil.stroke(geometry.wing(side).line(pose), pose.length(0.016), size)
              .blurred(pose.length(0.007));
    }
    below =
        Stencil.of(
                Contour.ellipse(
                        new Spot(-0.03 * identity.light().x(), tipY + 0.085), width * 0.8, 0.022, 0)
                    .area(pose),
                size)
            .blurred(pose.length(0.013));
    double lit = identity.light().x() >= 0 ? 1 : -1;
    ridge =
        Stencil.stroke(
                Contour.of(0.008 * lit, tipY - 0.24, 0.01 * lit, tipY - 0.05).line(pose),
                pose.length(0.022),
                size)
            .blurred(pose.length(0.012));
    tip =
        Stencil.of(
                Contour.ellipse(new Spot(0.018 * lit, tipY - 0.012), 0.026, 0.02, 0).area(pose),
                size)
            .blurred(pose.length(0.008));
    flank =
        Stencil.of(
                Contour.of(
                        -lit * 0.045,
                        -0.12,
                        -lit * 0.05,
                        tipY - 0.14,
                        -lit * width * 0.7,
                        tipY - 0.02,
                        -lit * width * 1.1,
                        tipY + 0.02,
                        -lit * 0.09,
                        tipY - 0.12,
                        -lit * 0.09,
                        -0.1)
                    .smoothLoop()
                    .area(pose),
                size)
            .blurred(pose.length(0.016));
    gloss = identity.skin().gloss();
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    canvas.glaze(flank, FOLD, 0.4);
    canvas.glaze(below, FOLD, 0.6);
    for (int k = 0; k < 2; k++) {
      canvas.glaze(wings[k], FOLD, 0.7);
      canvas.glaze(nostrils[k], HOLLOW, 0.95);
    }
    canvas.shine(ridge, Rgb.WHITE, 0.08 + 0.14 * gloss);
    canvas.shine(tip, Rgb.WHITE, 0.12 + 0.25 * gloss);
  }
}
