// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ipmnet.core.UserError;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.Share;
import org.ipmnet.eval.picture.PictureKind;

/**
 * A transfer that is wanted, as {@code openapi.yaml} describes it. What is missing is filled in;
 * what is null afterwards is left to the model or the photo.
 *
 * @param target id of a photo
 * @param faces which of its faces are made up
 * @param looks whose shares are at most 1 together
 * @param model its name, or null for the first one
 * @param strength of all areas
 * @param strengths by area, or null
 * @param skinTone whose skin it is, or null
 * @param remove whether makeup is taken off
 * @param size of the result
 * @param format of the result, or null
 */
public record TransferOrder(
    String target,
    List<Integer> faces,
    List<LookOrder> looks,
    String model,
    Double strength,
    Map<String, Double> strengths,
    SkinTone skinTone,
    Boolean remove,
    Size size,
    PictureKind format) {
  private static final int MOST_LOOKS = 4;
  private static final double ROUNDING = 1e-9;

  /** How large a result is. */
  public enum Size {
    /** As the photo's preview. */
    PREVIEW,
    /** As the photo. */
    FULL
  }

  /**
   * Fills in what is missing.
   *
   * @throws UserError saying what is wrong with it
   */
  public TransferOrder {
    if (target == null) {
      throw new UserError("a transfer needs a target; give a photo's id");
    }
    faces = faces == null ? List.of(0) : withoutNull("faces", faces);
    looks = looks == null ? List.of() : withoutNull("looks", looks);
    strength = strength == null ? 1 : strength;
    remove = remove != null && remove;
    size = size == null ? Size.PREVIEW : size;
    if (faces.isEmpty()) {
      throw new UserError("at least one face is to be made up; leave faces out for the largest");
    }
    if (looks.isEmpty() && !remove) {
      throw new UserError("a transfer needs a look; give looks, or ask to remove makeup");
    }
    if (looks.size() > MOST_LOOKS) {
      throw new UserError("at most %d looks are mixed, found %d", MOST_LOOKS, looks.size());
    }
    Share.require("strength", strength);
    double sum = looks.stream().mapToDouble(LookOrder::share).sum();
    if (sum > 1 + ROUNDING) {
      throw new UserError("the looks' shares are %s together, more than 1", sum);
    }
  }

  private static <T> List<T> withoutNull(String name, List<T> list) {
    if (list.stream().anyMatch(Objects::isNull)) {
      throw new UserError("one of %s is null; leave it out", name);
    }
    return List.copyOf(list);
  }

  /**
   * How strong areas are.
   *
   * @param usual the model's own
   * @throws UserError if an area has no such name, or a strength is out of range
   */
  AreaStrengths strengths(AreaStrengths usual) {
    AreaStrengths byArea = strengths == null ? usual : AreaStrengths.named(strengths);
    return byArea.times(AreaStrengths.everywhere(strength));
  }
}
