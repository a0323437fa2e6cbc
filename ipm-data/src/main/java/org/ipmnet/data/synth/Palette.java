// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.Color;
import java.util.random.RandomGenerator;

/** The colours people and their makeup come in. */
final class Palette {
  private static final Rgb[] SKIN =
      colours(0xF7DFD1, 0xF1CDB6, 0xE8BA9B, 0xD8A47F, 0xBF875F, 0x9A6745, 0x74492F, 0x573626);
  private static final Rgb[] HAIR =
      colours(
          0x17130F, 0x17130F, 0x2B1D14, 0x3B2618, 0x523420, 0x6E4526, 0x7A3B20, 0xA2512A, 0xB98A4F,
          0xD9B573, 0xE6D3A8, 0x8E8A86, 0x5A2333, 0x3D4A78, 0xC77A93);
  private static final Rgb[] DARK_HAIR = colours(0x17130F, 0x1C1512, 0x2B1D14, 0x3B2618, 0x4A2A1C);
  private static final Rgb[] IRIS =
      colours(
          0x4A2C17, 0x5C3A1E, 0x3A2415, 0x7C5A2B, 0x6C7A3C, 0x4D7A57, 0x4E7FA8, 0x7FA3B8, 0x8896A0);
  private static final Rgb[] LIPSTICK =
      colours(
          0xB3121D, 0xD01F2E, 0x8A1030, 0x6B1434, 0x4A1233, 0xD8377A, 0xE86A9A, 0xC06A5E, 0xA85848,
          0xE8593F, 0xF0705A, 0x7A3FA0, 0x2F4FA8, 0x5A1A1A, 0xC2306A);
  private static final Rgb[] EYE_SHADOW =
      colours(
          0x2A5CAA, 0x1E8A8A, 0x2E8B57, 0x7A3FA0, 0xB03A8C, 0xC2562E, 0x8A4B2A, 0x3A3A44, 0xC9A23A,
          0xD77A9A, 0x5A2A5E, 0x7C8A2A, 0x3FA0C8, 0x8A1A2E);
  private static final Rgb[] BLUSH = colours(0xE0526A, 0xE8705A, 0xC23A5A, 0xD8487A, 0xB84A3A);
  private static final Rgb[] NUDE_LIPS =
      colours(0xC48A7A, 0xB8776A, 0xD09A8C, 0xA8655A, 0xC07F86, 0x9C5A50, 0xD8A890);
  private static final Rgb[] SOFT_SHADOW =
      colours(0xA8806A, 0x8A6450, 0xC09A86, 0x7A5A52, 0xB88A70, 0x9A7A78, 0xC8A89A);
  private static final Rgb[] LINER = colours(0x0C0A0C, 0x0C0A0C, 0x3A2418, 0x4E3222, 0x22303A);
  private static final Rgb[] CONTOUR = colours(0x8A5E44, 0x7A5040, 0x6A4434, 0x9A6E50);
  private static final Rgb[] HIGHLIGHT = colours(0xFFF0DC, 0xFFE4D4, 0xFFE0B0, 0xFFF4F0);
  private static final Rgb[] FRAME =
      colours(0x0E0E10, 0x1E1A18, 0x4A2E1C, 0x7A5030, 0x8C8C90, 0xB89450, 0x5A1A22, 0x22345A);
  private static final Rgb[] BROW = colours(0x1C1512, 0x33211A, 0x4A3020, 0x6A4428, 0x3A1E1E);

  private Palette() {}

  /**
   * A skin tone.
   *
   * @param depth from the fairest (0) to the darkest (1)
   * @param warmth from pink (-1) to golden (1)
   */
  static Rgb skin(double depth, double warmth) {
    double place = Math.min(1, Math.max(0, depth)) * (SKIN.length - 1);
    int i = Math.min(SKIN.length - 2, (int) place);
    Rgb tone = SKIN[i].mix(SKIN[i + 1], place - i);
    return new Rgb(
        tone.red() * (1 + 0.02 * warmth), tone.green(), tone.blue() * (1 - 0.05 * warmth));
  }

  /** Natural lips on skin of the given tone. */
  static Rgb lips(Rgb tone, double rosiness) {
    return tone.mix(Rgb.hex(0xA83A44), 0.38 + 0.25 * rosiness).times(0.86 + 0.08 * tone.luma());
  }

  /** Hair to go with a skin tone: dark skin mostly comes with dark hair. */
  static Rgb hair(Rgb tone, RandomGenerator random) {
    boolean dark = tone.luma() < 0.5 && random.nextDouble() < 0.8;
    return pick(dark ? DARK_HAIR : HAIR, random, 0.03);
  }

  static Rgb iris(RandomGenerator random) {
    return pick(IRIS, random, 0.04);
  }

  static Rgb lipstick(RandomGenerator random) {
    return pick(LIPSTICK, random, 0.05);
  }

  static Rgb eyeShadow(RandomGenerator random) {
    return pick(EYE_SHADOW, random, 0.06);
  }

  /** Lipstick that hardly differs from lips. */
  static Rgb nudeLips(RandomGenerator random) {
    return pick(NUDE_LIPS, random, 0.05);
  }

  /** Eye shadow in the colours of skin. */
  static Rgb softShadow(RandomGenerator random) {
    return pick(SOFT_SHADOW, random, 0.05);
  }

  static Rgb liner(RandomGenerator random) {
    return pick(LINER, random, 0.02);
  }

  static Rgb contour(RandomGenerator random) {
    return pick(CONTOUR, random, 0.04);
  }

  static Rgb highlight(RandomGenerator random) {
    return pick(HIGHLIGHT, random, 0.02);
  }

  /** Frames of glasses. */
  static Rgb frame(RandomGenerator random) {
    return pick(FRAME, random, 0.03);
  }

  static Rgb blush(RandomGenerator random) {
    return pick(BLUSH, random, 0.04);
  }

  static Rgb brow(RandomGenerator random) {
    return pick(BROW, random, 0.02);
  }

  /** Any muted colour, for walls and clothes. */
  static Rgb muted(RandomGenerator random) {
    double hue = random.nextDouble();
    double grey = random.nextDouble(0.25, 0.85);
    double saturation = random.nextDouble(0.1, 0.5);
    Color colour = Color.getHSBColor((float) hue, (float) saturation, (float) grey);
    return Rgb.hex(colour.getRGB() & 0xFFFFFF);
  }

  private static Rgb pick(Rgb[] colours, RandomGenerator random, double jitter) {
    Rgb colour = colours[random.nextInt(colours.length)];
    double lighter = random.nextDouble(-jitter, jitter);
    double tint = 0.3 * jitter;
    return new Rgb(
        colour.red() + lighter + random.nextDouble(-tint, tint),
        colour.green() + lighter + random.nextDouble(-tint, tint),
        colour.blue() + lighter + random.nextDouble(-tint, tint));
  }

  private static Rgb[] colours(int... codes) {
    Rgb[] colours = new Rgb[codes.length];
    for (int i = 0; i < codes.length; i++) {
      colours[i] = Rgb.hex(codes[i]);
    }
    return colours;
  }
}
