// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;

/**
 * What a face wears: every colour inside the makeup area. Strengths are in [0, 1].
 *
 * @param foundation tone of the whole face, fully covering; neck and ears keep their own
 * @param blush on the cheeks
 * @param lips on both lips
 * @param eyeShadow around the eyes
 * @param eyeShadowExtent how far it climbs, from the lashes (0) to the brow (1)
 * @param eyeLiner strength of the black line along the upper lashes
 * @param brows tint of the brows
 */
public record Makeup(
    Rgb foundation,
    Pigment blush,
    Pigment lips,
    Pigment eyeShadow,
    double eyeShadowExtent,
    double eyeLiner,
    Pigment brows) {

  /** A colour and how strongly it covers, [0, 1]. */
  public record Pigment(Rgb colour, double strength) {
    private Pigment times(double share) {
      return new Pigment(colour, share * strength);
    }
  }

  /** No makeup: the own tone and the natural lips. */
  public static Makeup bare(Identity identity) {
    return new Makeup(
        identity.skin().tone(),
        new Pigment(identity.skin().tone(), 0),
        new Pigment(identity.skin().lips(), 1),
        new Pigment(identity.skin().tone(), 0),
        0,
        0,
        new Pigment(identity.brows().colour(), 0));
  }

  /** The same look on another tone of the face. */
  Makeup on(Rgb tone) {
    return new Makeup(tone, blush, lips, eyeShadow, eyeShadowExtent, eyeLiner, brows);
  }

  /**
   * The same look, lighter.
   *
   * @param strength 1 for all of it, 0 for the wearer's bare face
   */
  Makeup at(double strength, Identity wearer) {
    Makeup bare = bare(wearer);
    return new Makeup(
        bare.foundation.mix(foundation, strength),
        blush.times(strength),
        new Pigment(
            bare.lips.colour.mix(lips.colour, strength), 1 - strength * (1 - lips.strength)),
        eyeShadow.times(strength),
        eyeShadowExtent,
        eyeLiner * strength,
        brows.times(strength));
  }

  /** The look with this index, made for {@code wearer}: the foundation stays near the own tone. */
  public static Makeup draw(RandomStreams streams, String stream, long index, Identity wearer) {
    RandomGenerator random = streams.at(stream, 0, index);
    Rgb own = wearer.skin().tone();
    double even = random.nextDouble(0.86, 1.03);
    Rgb foundation =
        new Rgb(
            own.red() * even,
            own.green() * even * random.nextDouble(0.98, 1.02),
            own.blue() * even * random.nextDouble(0.95, 1.02));
    return new Makeup(
        foundation,
        new Pigment(Palette.blush(random), random.nextDouble(0.1, 0.6)),
        new Pigment(Palette.lipstick(random), random.nextDouble(0.9, 1)),
        new Pigment(Palette.eyeShadow(random), random.nextDouble(0.45, 0.95)),
        random.nextDouble(0.4, 0.85),
        random.nextDouble(),
        new Pigment(Palette.brow(random), random.nextDouble(0.5, 1)));
  }
}
