// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.data.synth.Identity.Skin;
import org.ipmnet.data.synth.Makeup.EyeShadow;
import org.ipmnet.data.synth.Makeup.Liner;
import org.ipmnet.data.synth.Makeup.Lipstick;
import org.ipmnet.data.synth.Makeup.Pigment;

/** Draws one look. Each part may be a natural one beside loud others. */
final class LookSampler {
  private static final double NATURAL = 0.08;

  private final RandomGenerator random;

  LookSampler(RandomGenerator random) {
    this.random = random;
  }

  Makeup draw(Skin wearer) {
    return new Makeup(
        foundation(wearer.tone()),
        new Pigment(Palette.blush(random), in(0.05, 0.6)),
        sometimes(Palette.contour(random), 0.3, in(0.15, 0.5)),
        sometimes(Palette.highlight(random), 0.3, in(0.2, 0.6)),
        lips(wearer.lips()),
        eyeShadow(),
        liner(),
        new Pigment(Palette.brow(random), in(0.3, 1)));
  }

  private Rgb foundation(Rgb own) {
    double even = in(0.86, 1.03);
    return new Rgb(
        own.red() * even, own.green() * even * in(0.98, 1.02), own.blue() * even * in(0.95, 1.02));
  }

  private Pigment sometimes(Rgb colour, double chance, double strength) {
    return new Pigment(colour, happens(chance) ? strength : 0);
  }

  private Lipstick lips(Rgb own) {
    double gradient = happens(0.06) ? in(0.3, 0.7) : 0;
    return happens(NATURAL)
        ? new Lipstick(own.mix(Palette.nudeLips(random), in(0.3, 1)), in(0.6, 1), gradient)
        : new Lipstick(Palette.lipstick(random), in(0.9, 1), gradient);
  }

  private EyeShadow eyeShadow() {
    double glitter = happens(0.05) ? in(0.3, 0.8) : 0;
    return happens(NATURAL)
        ? new EyeShadow(Palette.softShadow(random), in(0.15, 0.6), in(0.35, 0.85), glitter)
        : new EyeShadow(Palette.eyeShadow(random), in(0.6, 1), in(0.4, 0.85), glitter);
  }

  private Liner liner() {
    double softness = happens(0.25) ? in(0.4, 1) : in(0, 0.2);
    return new Liner(Palette.liner(random), happens(0.2) ? 0 : in(0.2, 1), softness);
  }

  private boolean happens(double chance) {
    return random.nextDouble() < chance;
  }

  private double in(double from, double to) {
    return random.nextDouble(from, to);
  }
}
