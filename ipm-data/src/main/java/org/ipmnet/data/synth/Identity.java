// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.core.random.RandomStreams;

/**
 * Who is in the picture: everything that makeup does not change, light and backdrop included.
 *
 * <p>Lengths are in face units, where 1 is half the width of the picture at scale 1; angles are in
 * radians. {@link #draw} says how each is distributed.
 *
 * @param age years, [{@value #YOUNGEST}, {@value #OLDEST}]
 * @param detail seed of the skin's grain, freckles, wrinkles and the single hairs
 */
public record Identity(
    double age,
    Head head,
    Hair hair,
    Eyes eyes,
    Brows brows,
    Nose nose,
    Mouth mouth,
    Skin skin,
    FacialHair facialHair,
    Glasses glasses,
    Pose pose,
    Light light,
    Backdrop backdrop,
    long detail) {

  /** Of the youngest person, in years. */
  public static final int YOUNGEST = 18;

  /** Of the oldest person, in years. */
  public static final int OLDEST = 80;

  /** The person with this index: a function of the seed, {@code stream} and index alone. */
  public static Identity draw(RandomStreams streams, String stream, long index) {
    return new IdentitySampler(streams.at(stream, 0, index), streams.at(stream, 1, index)).draw();
  }

  /** How far years show: 0 up to 25, 1 from 75 on. */
  double wear() {
    return Aging.wear(age);
  }

  /**
   * The skull.
   *
   * @param width half width at the cheekbones
   * @param jaw width of the jaw as a share of the cheekbones'
   * @param chin width of the chin as a share of the cheekbones'
   * @param chinY height of the chin's tip
   * @param ear half height of an ear
   */
  public record Head(double width, double jaw, double chin, double chinY, double ear) {}

  /**
   * The hair.
   *
   * @param part place of the parting, negative to the left
   * @param volume what it adds to the head all around
   * @param wave how far strands sway
   * @param hairline height of the hairline above the middle of the face
   */
  public record Hair(
      HairStyle style, Rgb colour, double part, double volume, double wave, double hairline) {}

  /**
   * The eyes.
   *
   * @param spacing from the face's axis to an eye's centre
   * @param width half width of an eye
   * @param openness height of the opening
   * @param tilt how much the outer corner is above the inner one
   * @param crease distance of the lid's crease from the lashes
   * @param gaze where the eyes look, [-1, 1]
   */
  public record Eyes(
      double spacing,
      double width,
      double openness,
      double tilt,
      double crease,
      double gaze,
      Rgb iris) {}

  /**
   * The brows.
   *
   * @param lift distance above the eye's centre
   * @param thickness at the thickest place
   * @param arch rise of the peak
   * @param slant rise of the outer end against the inner one
   */
  public record Brows(double lift, double thickness, double arch, double slant, Rgb colour) {}

  /**
   * The nose.
   *
   * @param width half width at the nostrils
   * @param tipY height of its tip
   * @param bridge half width of the bridge
   * @param relief how far it stands out, about 1
   */
  public record Nose(double width, double tipY, double bridge, double relief) {}

  /**
   * The mouth.
   *
   * @param width half width
   * @param y height of its middle
   * @param upper height of the upper lip
   * @param lower height of the lower lip
   * @param bow depth of the cupid's bow
   * @param smile rise of the corners
   * @param gap opening between the lips; teeth show from 0.03 on
   */
  public record Mouth(
      double width, double y, double upper, double lower, double bow, double smile, double gap) {}

  /**
   * The bare skin.
   *
   * @param tone own tone of face, ears and neck
   * @param lips natural colour of the lips
   * @param grain strength of the fine grain, [0, 1]
   * @param freckles how many
   * @param moles how many
   * @param blemishes how many red ones
   * @param ageSpots how many brown ones
   * @param wrinkles depth of all lines, [0, 1]
   * @param gloss strength of highlights, [0, 1]
   */
  public record Skin(
      Rgb tone,
      Rgb lips,
      double grain,
      int freckles,
      int moles,
      int blemishes,
      int ageSpots,
      double wrinkles,
      double gloss) {}

  /**
   * What is behind and below.
   *
   * @param angle direction of the pattern
   */
  public record Backdrop(Pattern pattern, Rgb first, Rgb second, double angle, Rgb clothes) {}

  /** Kinds of backdrop. */
  public enum Pattern {
    /** A plain sweep between two colours. */
    GRADIENT,
    /** Parallel stripes. */
    STRIPES,
    /** Soft round spots of light. */
    BLOBS,
    /** A wall, a window and shelves, out of focus. */
    ROOM,
    /** Leaves, out of focus. */
    FOLIAGE
  }
}
