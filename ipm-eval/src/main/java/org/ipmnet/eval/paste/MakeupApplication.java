// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.io.Serializable;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.data.config.DataConfig;

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
  /**
   * How makeup is put on unless something else is wanted: the difference, where styles can mix; on
   * one's own skin and in measured colours, if the model has learned from drawings on their own
   * skin.
   *
   * @param data what the model was trained on
   * @param mixesStyles whether the model does
   */
  public static MakeupApplication usual(DataConfig data, boolean mixesStyles) {
    boolean ownSkin = data.synthetic() != null && data.synthetic().skin() == SkinTone.OWN;
    return new MakeupApplication(
        mixesStyles ? PasteForm.DIFFERENCE : PasteForm.PICTURE,
        ownSkin ? SkinTone.OWN : SkinTone.REFERENCE,
        ownSkin ? LookColours.MEASURED : LookColours.PAINTED,
        ownSkin ? AreaStrengths.ON_OWN_SKIN : AreaStrengths.ALL);
  }

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
      PasteForm form, SkinTone skinTone, LookColours colours, AreaStrengths strengths)
      implements Serializable {
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
