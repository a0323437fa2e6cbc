// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.core.random.RandomStreams;

/**
 * What a face wears: every colour inside the makeup area. Strengths are in [0, 1].
 *
 * @param foundation tone of the whole face, fully covering; neck and ears keep their own
 * @param blush on the cheeks
 * @param contour below the cheekbones and beside the nose, darker than skin
 * @param highlighter on cheekbones, nose and below the brows, lighter than skin
 * @param lips on both lips
 * @param eyeShadow around the eyes
 * @param liner along the upper lashes
 * @param brows tint of the brows
 */
public record Makeup(
    Rgb foundation,
    Pigment blush,
    Pigment contour,
    Pigment highlighter,
    Lipstick lips,
    EyeShadow eyeShadow,
    Liner liner,
    Pigment brows) {

  /** A colour and how strongly it covers, [0, 1]. */
  public record Pigment(Rgb colour, double strength) {
    private Pigment times(double share) {
      return new Pigment(colour, share * strength);
    }
  }

  /**
   * What the lips wear.
   *
   * @param gradient how much fainter it is at the lips' outer edges, [0, 1]
   */
  public record Lipstick(Rgb colour, double strength, double gradient) {}

  /**
   * What the lids wear.
   *
   * @param extent how far it climbs, from the lashes (0) to the brow (1)
   * @param glitter how many sparks lie on it, [0, 1]
   */
  public record EyeShadow(Rgb colour, double strength, double extent, double glitter) {
    private EyeShadow times(double share) {
      return new EyeShadow(colour, share * strength, extent, share * glitter);
    }
  }

  /**
   * A line along the lashes.
   *
   * @param softness from a sharp line with a wing (0) to a smudge (1)
   */
  public record Liner(Rgb colour, double strength, double softness) {
    private Liner times(double share) {
      return new Liner(colour, share * strength, softness);
    }
  }

  /** No makeup: the own tone and the natural lips. */
  public static Makeup bare(Identity identity) {
    Rgb tone = identity.skin().tone();
    Pigment none = new Pigment(tone, 0);
    return new Makeup(
        tone,
        none,
        none,
        none,
        new Lipstick(identity.skin().lips(), 1, 0),
        new EyeShadow(tone, 0, 0, 0),
        new Liner(tone, 0, 0),
        new Pigment(identity.brows().colour(), 0));
  }

  /** The same look on another tone of the face. */
  Makeup on(Rgb tone) {
    return new Makeup(tone, blush, contour, highlighter, lips, eyeShadow, liner, brows);
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
        contour.times(strength),
        highlighter.times(strength),
        new Lipstick(
            bare.lips.colour.mix(lips.colour, strength),
            1 - strength * (1 - lips.strength),
            strength * lips.gradient),
        eyeShadow.times(strength),
        liner.times(strength),
        brows.times(strength));
  }

  /** The look with this index, made for {@code wearer}: the foundation stays near the own tone. */
  public static Makeup draw(RandomStreams streams, String stream, long index, Identity wearer) {
    return new LookSampler(streams.at(stream, 0, index)).draw(wearer.skin());
  }
}
