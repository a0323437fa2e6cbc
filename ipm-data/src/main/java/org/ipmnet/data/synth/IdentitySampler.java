// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.data.synth.FacialHair.Style;
import org.ipmnet.data.synth.Glasses.Shape;
import org.ipmnet.data.synth.Identity.Backdrop;
import org.ipmnet.data.synth.Identity.Brows;
import org.ipmnet.data.synth.Identity.Eyes;
import org.ipmnet.data.synth.Identity.Hair;
import org.ipmnet.data.synth.Identity.Head;
import org.ipmnet.data.synth.Identity.Mouth;
import org.ipmnet.data.synth.Identity.Nose;
import org.ipmnet.data.synth.Identity.Pattern;
import org.ipmnet.data.synth.Identity.Skin;
import org.ipmnet.data.synth.Light.SideLamp;

/** Draws one person, feature by feature. */
final class IdentitySampler {
  private final RandomGenerator random;
  private final RandomGenerator life;

  /**
   * A sampler of one person.
   *
   * @param random of what one is born with, and of the picture
   * @param life of age, facial hair, glasses and light
   */
  IdentitySampler(RandomGenerator random, RandomGenerator life) {
    this.random = random;
    this.life = life;
  }

  Identity draw() {
    double share = Math.pow(life.nextDouble(), 2); // more young people than old ones
    double age = Identity.YOUNGEST + share * (Identity.OLDEST - Identity.YOUNGEST);
    Aging aging = new Aging(age, life);
    Skin skin = skin();
    Hair hair = hair(skin.tone());
    return new Identity(
        age,
        head(),
        aging.hair(hair),
        aging.eyes(eyes()),
        aging.brows(brows(hair.colour(), skin.tone())),
        nose(),
        aging.mouth(mouth()),
        aging.skin(skin),
        facialHair(aging.beard(hair.colour().times(0.85))),
        glasses(),
        pose(),
        light(),
        backdrop(),
        random.nextLong());
  }

  private FacialHair facialHair(Rgb colour) {
    double kind = life.nextDouble();
    Style style =
        kind < 0.05
            ? Style.FULL
            : kind < 0.08 ? Style.MOUSTACHE : kind < 0.16 ? Style.STUBBLE : Style.NONE;
    return new FacialHair(style, colour, life.nextDouble(0.5, 1));
  }

  private Glasses glasses() {
    Shape shape = life.nextDouble() < 0.92 ? Shape.NONE : Shape.OVAL;
    if (shape != Shape.NONE && life.nextBoolean()) {
      shape = Shape.RECTANGULAR;
    }
    double width = life.nextDouble(0.185, 0.215);
    return new Glasses(
        shape,
        Palette.frame(life),
        width,
        width * life.nextDouble(0.68, 0.92),
        life.nextDouble(0.012, 0.034),
        life.nextDouble(0, 0.12),
        life.nextDouble(0, 0.6));
  }

  private Head head() {
    return new Head(in(0.60, 0.67), in(0.76, 0.88), in(0.34, 0.48), in(0.82, 0.90), in(0.15, 0.19));
  }

  private Hair hair(Rgb tone) {
    HairStyle[] styles = HairStyle.values();
    return new Hair(
        styles[random.nextInt(styles.length)],
        Palette.hair(tone, random),
        in(-0.22, 0.22),
        in(0.07, 0.16),
        Math.max(0, in(-0.02, 0.035)),
        in(0.62, 0.72));
  }

  private Eyes eyes() {
    return new Eyes(
        in(0.265, 0.305),
        in(0.135, 0.165),
        in(0.09, 0.13),
        in(-0.008, 0.035),
        in(0.022, 0.05),
        in(-0.6, 0.6),
        Palette.iris(random));
  }

  private Brows brows(Rgb hair, Rgb tone) {
    Rgb colour = hair.times(0.6).mix(tone.times(0.3), 0.55);
    return new Brows(in(0.19, 0.245), in(0.035, 0.06), in(0.02, 0.06), in(-0.02, 0.04), colour);
  }

  private Nose nose() {
    return new Nose(in(0.105, 0.15), in(0.19, 0.25), in(0.04, 0.06), in(0.8, 1.25));
  }

  private Mouth mouth() {
    double gap = random.nextDouble() < 0.35 ? in(0.03, 0.075) : 0;
    return new Mouth(
        in(0.19, 0.26),
        in(0.47, 0.52),
        in(0.05, 0.075),
        in(0.068, 0.1),
        in(0.008, 0.022),
        in(0.004, 0.05),
        gap);
  }

  private Skin skin() {
    Rgb tone = Palette.skin(in(0, 0.9), in(-0.4, 1));
    int freckles = random.nextDouble() < 0.4 ? random.nextInt(30, 110) : 0;
    return new Skin(
        tone,
        Palette.lips(tone, in(0, 1)),
        in(0.3, 1),
        freckles,
        random.nextInt(3),
        0,
        0,
        0,
        in(0.2, 0.9));
  }

  private Pose pose() {
    double yaw = in(-Pose.MOST_YAW, Pose.MOST_YAW);
    double pitch = life.nextDouble(-Pose.MOST_PITCH, Pose.MOST_PITCH);
    return new Pose(in(-0.1, 0.1), yaw, pitch, in(-0.05, 0.05), in(-0.03, 0.04), in(0.92, 1.02));
  }

  private Light light() {
    double x = in(-0.85, 0.85);
    double y = in(-0.75, -0.15);
    double contrast = in(0.2, 0.55);
    SideLamp side =
        new SideLamp(
            -Math.signum(x) * life.nextDouble(0.3, 3),
            life.nextDouble(-0.6, 0.4),
            Math.max(0, life.nextDouble(-0.1, 0.3)),
            life.nextDouble(-1, 1));
    return new Light(x, y, contrast, life.nextDouble(), side);
  }

  private Backdrop backdrop() {
    Pattern[] patterns = Pattern.values();
    return new Backdrop(
        patterns[random.nextInt(patterns.length)],
        Palette.muted(random),
        Palette.muted(random),
        in(0, Math.PI),
        Palette.muted(random));
  }

  private double in(double from, double to) {
    return random.nextDouble(from, to);
  }
}
