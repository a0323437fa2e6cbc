// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.data.synth.Identity.Brows;
import org.ipmnet.data.synth.Identity.Eyes;
import org.ipmnet.data.synth.Identity.Hair;
import org.ipmnet.data.synth.Identity.Mouth;
import org.ipmnet.data.synth.Identity.Skin;

/** What years do to the features of a young face; people of one age differ. */
final class Aging {
  private static final Rgb GREY = Rgb.hex(0xC4C0BA);

  private final RandomGenerator random;
  private final double age;
  private final double grey;

  /**
   * Of one person.
   *
   * @param age years
   */
  Aging(double age, RandomGenerator random) {
    this.age = age;
    this.random = random;
    double turned = (age - random.nextDouble(32, 62)) / 25;
    this.grey = clamp(turned);
  }

  /** How far years show: 0 up to 25, 1 from 75 on. */
  static double wear(double age) {
    return clamp((age - 25) / 50);
  }

  /** Lips lose a seventh of their height. */
  Mouth mouth(Mouth young) {
    double left = 1 - 0.15 * wear(age);
    return new Mouth(
        young.width(),
        young.y(),
        young.upper() * left,
        young.lower() * left,
        young.bow() * left,
        young.smile() - 0.012 * wear(age),
        young.gap());
  }

  /** Lids sink, outer corners more than inner ones. */
  Eyes eyes(Eyes young) {
    return new Eyes(
        young.spacing(),
        young.width(),
        young.openness() * (1 - 0.16 * wear(age)),
        young.tilt() - 0.016 * wear(age),
        young.crease() * (1 - 0.35 * wear(age)),
        young.gaze(),
        young.iris());
  }

  Hair hair(Hair young) {
    return new Hair(
        young.style(),
        greyed(young.colour(), grey),
        young.part(),
        young.volume() * (1 - 0.2 * wear(age)),
        young.wave(),
        young.hairline());
  }

  /** Brows turn grey later than hair. */
  Brows brows(Brows young) {
    return new Brows(
        young.lift() - 0.008 * wear(age),
        young.thickness() * (1 - 0.15 * wear(age)),
        young.arch(),
        young.slant() - 0.01 * wear(age),
        greyed(young.colour(), 0.6 * grey));
  }

  Skin skin(Skin young) {
    double wear = wear(age);
    double lined = clamp(clamp((age - 24) / 48) * random.nextDouble(0.75, 1.2));
    int spots = (int) (random.nextDouble(0, 1) * 26 * clamp((age - 42) / 30));
    int blemishes = random.nextDouble() < 0.75 - 0.55 * wear ? random.nextInt(1, 14) : 0;
    return new Skin(
        young.tone(),
        young.lips().mix(young.tone(), 0.15 * wear),
        Math.min(1, young.grain() * (1 + 0.35 * wear)),
        young.freckles(),
        young.moles(),
        blemishes,
        spots,
        lined,
        young.gloss() * (1 - 0.35 * wear));
  }

  Rgb beard(Rgb young) {
    return greyed(young, clamp(1.25 * grey));
  }

  private static Rgb greyed(Rgb colour, double share) {
    return colour.mix(GREY, 0.85 * share);
  }

  private static double clamp(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
