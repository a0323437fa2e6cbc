// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.core.ipmnet.SkinTone;

/**
 * How a makeup is put on.
 *
 * @param form what of the painting is put on the photo; {@link PasteForm#DIFFERENCE} needs a model
 *     that mixes styles
 * @param skinTone whose skin it is
 * @param colours where its colours come from
 * @param strengths of the areas; areas are told apart on faces with a parsing map alone, others
 *     take that of the skin
 */
public record MakeupApplication(
    PasteForm form, SkinTone skinTone, LookColours colours, AreaStrengths strengths) {
  /** The same with this share of its strengths. */
  public MakeupApplication times(AreaStrengths share) {
    return new MakeupApplication(form, skinTone, colours, strengths.times(share));
  }

  /**
   * What is to be other than usual; null where nothing is.
   *
   * @param form see {@link MakeupApplication}, likewise the others
   */
  public record Changes(
      PasteForm form, SkinTone skinTone, LookColours colours, AreaStrengths strengths) {
    /** All as usual. */
    public static final Changes NONE = new Changes(null, null, null, null);

    /** The usual way with the changes. */
    public MakeupApplication of(MakeupApplication usual) {
      return new MakeupApplication(
          form == null ? usual.form : form,
          skinTone == null ? usual.skinTone : skinTone,
          colours == null ? usual.colours : colours,
          strengths == null ? usual.strengths : strengths);
    }
  }
}
