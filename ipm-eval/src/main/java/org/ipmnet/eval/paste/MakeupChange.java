// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.function.Supplier;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.sample.Sample;

/**
 * What a makeup changes of a face at the networks' resolution, and what it changes on lips and
 * along lashes that is finer.
 *
 * @param planes of red, green and blue, each value in [-2, 2]
 * @param fine what is finer, see {@link FinePattern#NONE}
 */
public record MakeupChange(float[] planes, FinePattern fine) {
  /** Larger changes are compressed: no makeup makes them, but a network's slip may. */
  public static final float PLAIN = 0.6f;

  /** No change is larger by more than this. */
  public static final float REST = 0.4f;

  /** A change without a fine pattern. */
  public MakeupChange(float... planes) {
    this(planes, FinePattern.NONE);
  }

  /** The same with a fine pattern. */
  MakeupChange with(FinePattern pattern) {
    return new MakeupChange(planes, pattern);
  }

  /**
   * The change from a photo to a painting: g - x.
   *
   * @param painted g, planar, not clamped
   */
  public static MakeupChange toPicture(Sample sample, float[] painted) {
    float[] planes = new float[painted.length];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = clamped(painted[i]) - sample.image()[i];
    }
    return new MakeupChange(planes);
  }

  /**
   * What a style changes: the painting in it less the one in the face's own style, bounded.
   *
   * @param painted planar, not clamped; likewise {@code own}
   */
  public static MakeupChange ofStyle(float[] painted, float[] own) {
    float[] planes = new float[painted.length];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = bounded(clamped(painted[i]) - clamped(own[i]));
    }
    return new MakeupChange(planes);
  }

  /** This change and another one of the same face. */
  public MakeupChange plus(MakeupChange other) {
    float[] sum = planes.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.planes[i];
    }
    return new MakeupChange(sum, fine.plus(other.fine));
  }

  /** The same without the mean change of the skin, on all that is skin: its pattern stays. */
  public MakeupChange withoutSkinTone(FaceAreas areas) {
    int plane = planes.length / 3;
    float[] changed = planes.clone();
    float[] skin = areas.planes()[FaceArea.SKIN.ordinal()];
    double pixels = areas.pixels()[FaceArea.SKIN.ordinal()];
    if (pixels < FaceAreas.LEAST_PIXELS) {
      return this;
    }
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      for (int i = 0; i < plane; i++) {
        sum += skin[i] * planes[channel * plane + i];
      }
      float mean = (float) (sum / pixels);
      for (int i = 0; i < plane; i++) {
        float other =
            areas.planes()[FaceArea.LIPS.ordinal()][i]
                + areas.planes()[FaceArea.BROWS.ordinal()][i];
        changed[channel * plane + i] -= mean * Math.max(0, 1 - other);
      }
    }
    return new MakeupChange(changed, fine);
  }

  /**
   * This change and what is added to it, bounded, with so much of it left.
   *
   * @param added three planes, like the change's own
   * @param fade one plane, [0, 1]
   */
  MakeupChange corrected(float[] added, float[] fade) {
    float[] sum = planes.clone();
    for (int i = 0; i < sum.length; i++) {
      if (added[i] != 0) {
        sum[i] = bounded(sum[i] + added[i]);
      }
      sum[i] *= fade[i % fade.length];
    }
    return new MakeupChange(sum, fine);
  }

  /**
   * The same with areas as strong as they should be. Areas fade towards eyes and the face's edge;
   * the change does not, since {@link PasteBack} ends it there at the photo's own resolution.
   *
   * @param face asked for its areas if they differ
   */
  public MakeupChange at(AreaStrengths strengths, Supplier<FaceAreas> face) {
    if (strengths.isEven()) {
      float strength = (float) strengths.at(FaceArea.SKIN);
      return strength == 1
          ? this
          : weighted(pixel -> strength).with(fine.times(strength, strength));
    }
    FaceAreas areas = face.get();
    MakeupChange byArea =
        weighted(
            pixel -> {
              float all = areas.sum(pixel);
              float sum = 0;
              for (FaceArea area : FaceArea.values()) {
                sum += (float) strengths.at(area) * areas.planes()[area.ordinal()][pixel];
              }
              return all < FaceAreas.FAINT ? 0 : sum / all;
            });
    return byArea.with(fine.times(strengths.at(FaceArea.LIPS), strengths.at(FaceArea.LIDS)));
  }

  @FunctionalInterface
  private interface Weights {
    float at(int pixel);
  }

  private MakeupChange weighted(Weights weights) {
    int plane = planes.length / 3;
    float[] changed = new float[planes.length];
    for (int i = 0; i < plane; i++) {
      float weight = weights.at(i);
      for (int at = i; at < planes.length; at += plane) {
        changed[at] = weight * planes[at];
      }
    }
    return new MakeupChange(changed);
  }

  private static float clamped(float value) {
    return Math.max(-1, Math.min(1, value));
  }

  private static float bounded(float change) {
    float size = Math.abs(change);
    if (size <= PLAIN) {
      return change;
    }
    return Math.copySign(PLAIN + REST * (float) Math.tanh((size - PLAIN) / REST), change);
  }
}
