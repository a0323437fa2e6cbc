// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/** Neck, ears and clothes, in the own tone. */
final class BodyPainter implements FeaturePainter {
  private static final Rgb SHADE = new Rgb(0.6, 0.44, 0.38);

  private final Identity identity;
  private final Stencil neck;
  private final Stencil chinShade;
  private final Stencil neckSide;
  private final Stencil clothes;
  private final Stencil clothesShade;
  private final Stencil[] ears = new Stencil[2];
  private final Stencil[] conchas = new Stencil[2];

  BodyPainter(FaceGeometry geometry, int size) {
    identity = geometry.identity();
    Pose pose = geometry.pose();
    neck = Stencil.of(geometry.neck().area(pose), size);
    chinShade =
        Stencil.of(geometry.face().shifted(-0.04 * identity.light().x(), 0.09).area(pose), size)
            .blurred(pose.length(0.03))
            .within(neck);
    double dark = identity.light().x() >= 0 ? -1 : 1;
    neckSide = neck.faded(pose, new Spot(dark * 0.1, 0.9), new Spot(dark * 0.5, 0.9));
    clothes = Stencil.of(geometry.clothes().area(pose), size);
    clothesShade = clothes.faded(pose, new Spot(-dark * 0.4, 1), new Spot(dark * 1.2, 1.1));
    for (int k = 0; k < 2; k++) {
      int side = 2 * k - 1;
      ears[k] = Stencil.of(geometry.ear(side).area(pose), size);
      double ear = identity.head().ear();
      Spot middle = new Spot(side * (identity.head().width() + 0.03), 0.05);
      conchas[k] =
          Stencil.of(Contour.ellipse(middle, 0.2 * ear, 0.62 * ear, side * 0.18).area(pose), size)
              .blurred(pose.length(0.012));
    }
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    Rgb tone = identity.skin().tone();
    canvas.lay(neck, tone.times(0.93), 1);
    canvas.glaze(neckSide, SHADE, 0.6);
    canvas.glaze(chinShade, SHADE, 0.75);
    canvas.lay(clothes, identity.backdrop().clothes(), 1);
    canvas.glaze(clothesShade, SHADE, 0.6);
    for (int k = 0; k < 2; k++) {
      boolean lit = (2 * k - 1) * identity.light().x() > 0;
      canvas.lay(ears[k], tone.times(lit ? 0.95 : 0.82), 1);
      canvas.glaze(conchas[k], SHADE, 0.75);
    }
  }
}
