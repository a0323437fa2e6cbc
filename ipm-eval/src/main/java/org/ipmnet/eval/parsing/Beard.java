// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.BoxMean;

/**
 * Beards and moustaches. There is one if on both sides of the chin, or between nose and mouth, the
 * picture is darker, grayer or rougher than the cheeks are: a shadow lies on one side or is smooth,
 * and strands of hair lie beside the chin. Where it ends its own colours and the cheeks' say.
 */
final class Beard {
  /** Evidence of a beard on the chin, by itself. */
  private static final double CHIN = 1.7;

  /** The same where there is a moustache too, and what counts as one then. */
  private static final double CHIN_BESIDE = 0.65;

  private static final double MOUSTACHE_BESIDE = 1.4;

  /** Evidence of a moustache by itself: noses throw shadows. */
  private static final double MOUSTACHE = 2.2;

  /** Evidence of a moustache that belongs to a beard. */
  private static final double SAME_BEARD = 1.2;

  /** Differences from the cheek that are evidence of 1 each. */
  private static final double DARKER = 0.2;

  private static final double GRAYER = 0.15;
  private static final double ROUGHER = 1.2;

  /** By how much any skin may be rougher than a cheek. */
  private static final double ROUGH_SKIN = 0.7;

  /** Fewer pixels tell nothing. */
  private static final int LEAST_PIXELS = 20;

  /** Blur of what tells hair from skin, and of its edge, in hundredths of the eyes' distance. */
  private static final double BLUR = 2;

  private static final double EDGE = 1.5;

  private static final double UNITS = 100;

  private final FacePicture picture;
  private final double unit;
  private final HairTraits traits;
  private final Area lips;

  private Beard(FacePicture picture) {
    this.picture = picture;
    this.unit = picture.eyeDistance() / UNITS;
    this.traits = HairTraits.of(picture.colours(), picture.width(), picture.height(), unit);
    this.lips = new Area(picture.contour(FaceContour.LIPS));
  }

  /**
   * Whether each pixel of a picture shows a beard, row by row; nothing without one, or where one of
   * the chin's or cheeks' sides is turned away.
   */
  static Optional<boolean[]> on(FacePicture picture) {
    return new Beard(picture).pixels();
  }

  private Optional<boolean[]> pixels() {
    double ofChin = evidence(BeardPlace.RIGHT_CHIN, BeardPlace.LEFT_CHIN);
    double ofMoustache = evidence(BeardPlace.RIGHT_MOUSTACHE, BeardPlace.LEFT_MOUSTACHE);
    boolean chin = ofChin >= CHIN || ofChin >= CHIN_BESIDE && ofMoustache >= MOUSTACHE_BESIDE;
    boolean moustache = ofMoustache >= (chin ? SAME_BEARD : MOUSTACHE);
    if (!chin && !moustache) {
      return Optional.empty();
    }
    Area examples = new Area();
    if (chin) {
      examples.add(area(BeardPlace.RIGHT_CHIN));
      examples.add(area(BeardPlace.LEFT_CHIN));
    }
    if (moustache) {
      examples.add(area(BeardPlace.RIGHT_MOUSTACHE));
      examples.add(area(BeardPlace.LEFT_MOUSTACHE));
    }
    return Optional.of(grown(examples, area(chin ? BeardPlace.BEARD : BeardPlace.MOUSTACHE)));
  }

  /** Of the side that has less: what both sides have is no shadow and no strand. */
  private double evidence(BeardPlace right, BeardPlace left) {
    int[] pixelsRight = pixels(area(right));
    int[] pixelsLeft = pixels(area(left));
    int[] cheekRight = pixels(area(BeardPlace.RIGHT_CHEEK));
    int[] cheekLeft = pixels(area(BeardPlace.LEFT_CHEEK));
    for (int[] pixels : new int[][] {pixelsRight, pixelsLeft, cheekRight, cheekLeft}) {
      if (pixels.length < LEAST_PIXELS) {
        return 0;
      }
    }
    double[] onRight = differences(pixelsRight, cheekRight);
    double[] onLeft = differences(pixelsLeft, cheekLeft);
    double evidence = 0;
    for (int i = 0; i < onRight.length; i++) {
      evidence += Math.min(onRight[i], onLeft[i]);
    }
    return evidence;
  }

  /** How much darker, grayer and rougher pixels are than a cheek. */
  private double[] differences(int[] pixels, int... cheek) {
    double[] here = traits.medians(pixels);
    double[] skin = traits.medians(cheek);
    double red = here[HairTraits.RED] - skin[HairTraits.RED];
    double yellow = here[HairTraits.YELLOW] - skin[HairTraits.YELLOW];
    return new double[] {
      (skin[HairTraits.LIGHT] - here[HairTraits.LIGHT]) / DARKER,
      red < 0 && yellow < 0 ? -(red + yellow) / 2 / GRAYER : 0,
      (here[HairTraits.ROUGH] - skin[HairTraits.ROUGH] - ROUGH_SKIN) / ROUGHER
    };
  }

  /** What hangs together with examples of hair and is nearer to them than to the cheeks. */
  private boolean[] grown(Area examples, Area within) {
    Area cheeks = area(BeardPlace.RIGHT_CHEEK);
    cheeks.add(area(BeardPlace.LEFT_CHEEK));
    SkinToHair way = new SkinToHair(traits.blurred(BLUR * unit), pixels(cheeks), pixels(examples));
    within.subtract(new Area(picture.contour(FaceContour.NOSE)));
    boolean[] reach = picture.most(within);
    boolean[] from = picture.most(examples);
    float[] hair = new float[reach.length];
    for (int i = 0; i < hair.length; i++) {
      hair[i] = reach[i] && way.of(i) > 0.5 ? 1 : 0;
      from[i] &= hair[i] > 0;
    }
    boolean[] together = Connected.reached(from, picture.width(), i -> hair[i] > 0);
    for (int i = 0; i < hair.length; i++) {
      hair[i] = together[i] ? 1 : 0;
    }
    int radius = (int) Math.max(1, Math.round(EDGE * unit));
    float[] share = BoxMean.of(hair, picture.width(), picture.height(), radius);
    for (int i = 0; i < reach.length; i++) {
      reach[i] &= share[i] > 0.5;
    }
    return reach;
  }

  /** A place without the lips. */
  private Area area(BeardPlace place) {
    Area area = new Area(place.of(picture.face(), picture.toPicture()));
    area.subtract(lips);
    return area;
  }

  /** Those that a shape covers most of; only around it is looked. */
  private int[] pixels(Shape shape) {
    Rectangle whole = new Rectangle(picture.width(), picture.height());
    Rectangle box = shape.getBounds().intersection(whole);
    if (box.isEmpty()) {
      return new int[0];
    }
    AffineTransform toBox = AffineTransform.getTranslateInstance(-box.x, -box.y);
    boolean[] most = ShapeCoverage.most(toBox.createTransformedShape(shape), box.width, box.height);
    return IntStream.range(0, most.length)
        .filter(i -> most[i])
        .map(i -> (box.y + i / box.width) * picture.width() + box.x + i % box.width)
        .toArray();
  }
}
