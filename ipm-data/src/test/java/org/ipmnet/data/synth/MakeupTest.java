// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ipmnet.data.synth.Makeup.EyeShadow;
import org.ipmnet.data.synth.Makeup.Liner;
import org.ipmnet.data.synth.Makeup.Lipstick;
import org.ipmnet.data.synth.Makeup.Pigment;
import org.junit.jupiter.api.Test;

class MakeupTest {
  private static final int SIZE = 128;
  private static final Identity WHO = People.plain(6);
  private static final Makeup BARE = Makeup.bare(WHO);
  private static final FaceRenderer RENDERER = new FaceRenderer(WHO, SIZE);

  private static double changeOfLuma(Makeup look, int pixel) {
    return Rgb.hex(RENDERER.image(look)[pixel]).luma()
        - Rgb.hex(RENDERER.image(BARE)[pixel]).luma();
  }

  /** The pixel at a place of the face. */
  private static int pixel(double x, double y) {
    Spot spot = new Spot(x, y);
    int column = (int) (WHO.pose().pictureX(spot) * SIZE);
    int row = (int) (WHO.pose().pictureY(spot) * SIZE);
    return row * SIZE + column;
  }

  private static double distance(Rgb a, Rgb b) {
    return Math.abs(a.red() - b.red())
        + Math.abs(a.green() - b.green())
        + Math.abs(a.blue() - b.blue());
  }

  @Test
  void gradientLipsAreStrongInsideAndFaintOutside() {
    Rgb violet = new Rgb(0.45, 0.1, 0.6);
    int[] even = RENDERER.image(Looks.with(BARE, new Lipstick(violet, 1, 0)));
    int[] graded = RENDERER.image(Looks.with(BARE, new Lipstick(violet, 1, 1)));
    int[] bare = RENDERER.image(BARE);
    MouthGeometry mouth = new MouthGeometry(WHO.mouth());
    Spot inside = mouth.lowerInner(0).mix(mouth.bottom(0), 0.2);
    Spot outside = mouth.lowerInner(0).mix(mouth.bottom(0), 0.85);
    int in = pixel(inside.x(), inside.y());
    int out = pixel(outside.x(), outside.y());
    double kept = distance(Rgb.hex(graded[in]), Rgb.hex(bare[in]));
    assertTrue(kept > 0.5 * distance(Rgb.hex(even[in]), Rgb.hex(bare[in])), "inside " + kept);
    double left = distance(Rgb.hex(graded[out]), Rgb.hex(bare[out]));
    assertTrue(left < 0.5 * distance(Rgb.hex(even[out]), Rgb.hex(bare[out])), "outside " + left);
  }

  @Test
  void contourDarkensTheHollowOfACheekAndHighlighterLightensTheBone() {
    double w = WHO.head().width();
    int hollow = pixel(0.66 * w, 0.31);
    int bone = pixel(0.66 * w, 0.09);
    Makeup contour = Looks.withContour(BARE, new Pigment(new Rgb(0.4, 0.25, 0.18), 0.6));
    Makeup light = Looks.withHighlighter(BARE, new Pigment(new Rgb(1, 0.95, 0.85), 1));
    assertTrue(changeOfLuma(contour, hollow) < -0.05, "" + changeOfLuma(contour, hollow));
    assertTrue(changeOfLuma(light, bone) > 0.05, "" + changeOfLuma(light, bone));
    assertTrue(Math.abs(changeOfLuma(contour, pixel(0, -0.4))) < 0.01);
  }

  @Test
  void glitterAddsSparksToTheLidsAndNothingElsewhere() {
    EyeShadow plain = new EyeShadow(new Rgb(0.4, 0.2, 0.5), 0.9, 0.7, 0);
    EyeShadow sparkling = new EyeShadow(plain.colour(), plain.strength(), plain.extent(), 1);
    int[] without = RENDERER.image(Looks.with(BARE, plain));
    int[] with = RENDERER.image(Looks.with(BARE, sparkling));
    byte[] regions = RENDERER.regions();
    int lighter = 0;
    for (int p = 0; p < with.length; p++) {
      double change = Rgb.hex(with[p]).luma() - Rgb.hex(without[p]).luma();
      assertTrue(change > -0.01, "no pixel is darker");
      if (change > 0.02) {
        assertEquals(FaceRegion.EYE_SHADOW.ordinal(), regions[p], "pixel " + p);
        lighter++;
      }
    }
    assertTrue(lighter > 10, lighter + " sparks");
  }

  @Test
  void aSoftLineIsWiderAndFainterThanASharpOne() {
    int[] bare = RENDERER.image(BARE);
    int[] sharp = RENDERER.image(Looks.with(BARE, new Liner(Rgb.BLACK, 1, 0)));
    int[] soft = RENDERER.image(Looks.with(BARE, new Liner(Rgb.BLACK, 1, 1)));
    EyeGeometry eye = new EyeGeometry(WHO.eyes(), WHO.brows(), 1);
    Spot above = eye.upper(0).plus(0, -0.032);
    int p = pixel(above.x(), above.y());
    assertEquals(bare[p], sharp[p], "a sharp line does not reach there");
    assertTrue(Rgb.hex(soft[p]).luma() < Rgb.hex(bare[p]).luma() - 0.02);
  }

  @Test
  void aLookAtNoStrengthIsTheBareFace() {
    for (int i = 0; i < 5; i++) {
      Identity who = People.person(i);
      FaceRenderer renderer = new FaceRenderer(who, SIZE);
      assertArrayEquals(
          renderer.image(Makeup.bare(who)), renderer.image(People.look(i).at(0, who)));
    }
  }

  @Test
  void naturalPartsAreAmongLoudOnes() {
    assertTrue(share(look -> look.lips().gradient() > 0) > 0.03);
    assertTrue(share(look -> look.contour().strength() > 0) > 0.2);
    assertTrue(share(look -> look.highlighter().strength() > 0) > 0.2);
    assertTrue(share(look -> look.eyeShadow().glitter() > 0) > 0.02);
    assertTrue(share(look -> look.liner().softness() > 0.3) > 0.15);
    double near = share(look -> saturation(look.lips().colour()) < 0.45);
    assertTrue(near > 0.03 && near < 0.4, "nude lips " + near);
  }

  private static double saturation(Rgb c) {
    double most = Math.max(c.red(), Math.max(c.green(), c.blue()));
    return 1 - Math.min(c.red(), Math.min(c.green(), c.blue())) / most;
  }

  private static double share(Predicate<Makeup> predicate) {
    return IntStream.range(0, 200).mapToObj(People::look).filter(predicate).count() / 200.0;
  }
}
