// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.Surroundings;
import org.ipmnet.data.sample.Sample;

/**
 * A trained model as transfers and measures see it: faces in, pictures out, whatever networks stand
 * between. A reference becomes a <em>style</em>, which is as much of it as the model looks at: a
 * code (IPM-Net, MUNIT), the photo itself (BeautyGAN), nothing (CycleGAN). Images are planar RGB in
 * [-1, 1], {@code 3 * s * s} values with {@code s = data().size()}. Opened models are safe from
 * several threads, which take turns beyond the number that {@link MakeupModels} was asked for.
 */
public interface MakeupModel extends AutoCloseable {
  /** Which system of networks it is. */
  ModelKind kind();

  /** How faces became samples in training: size, resize, texture, labels. */
  DataConfig data();

  /** Whether a result depends on its reference. */
  boolean readsReference();

  /**
   * Whether styles are codes that can be averaged and mixed, which gives levels of makeup: equation
   * (9) of the paper.
   */
  boolean mixesStyles();

  /**
   * What is taken of a reference.
   *
   * @param reference read only; its regions count if {@link #readsReferenceMap}
   * @return a new array; its length is the same for all photos
   */
  float[] style(Sample reference);

  /**
   * The makeup of one style on the skin of another one; nothing if styles do not tell them apart.
   */
  default Optional<float[]> onSkin(float[] skin, float[] makeup) {
    return Optional.empty();
  }

  /** Whether a reference's parsing map is looked at beside its photo. */
  default boolean readsReferenceMap() {
    return data().surroundings() == Surroundings.NEUTRAL;
  }

  /**
   * Begins with a face that several styles are painted on.
   *
   * @param target may be kept, not changed
   */
  Canvas canvas(Sample target);

  /** The style that serves where no reference is given, if there is one. */
  Optional<float[]> defaultStyle();

  /**
   * The same networks the other way round: targets wear makeup, references are bare. It lives as
   * long as this model and needs no closing. Empty if the system cannot do it.
   */
  Optional<MakeupModel> removal();

  /** What the arrays of one thread need. */
  Arena.Use memoryUse();

  /** A face that waits for makeup. */
  interface Canvas {
    /**
     * The face in a style.
     *
     * @param style read only
     * @return a new array of {@code 3 * s * s} values, not clamped
     */
    float[] paint(float[] style);
  }

  @Override
  void close();
}
