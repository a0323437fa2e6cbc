// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import static org.ipmnet.data.label.FacePart.BACKGROUND;
import static org.ipmnet.data.label.FacePart.BROW;
import static org.ipmnet.data.label.FacePart.CLOTH;
import static org.ipmnet.data.label.FacePart.EAR;
import static org.ipmnet.data.label.FacePart.EARRING;
import static org.ipmnet.data.label.FacePart.EYE;
import static org.ipmnet.data.label.FacePart.GLASSES;
import static org.ipmnet.data.label.FacePart.HAIR;
import static org.ipmnet.data.label.FacePart.HAT;
import static org.ipmnet.data.label.FacePart.INNER_MOUTH;
import static org.ipmnet.data.label.FacePart.LOWER_LIP;
import static org.ipmnet.data.label.FacePart.NECK;
import static org.ipmnet.data.label.FacePart.NECKLACE;
import static org.ipmnet.data.label.FacePart.NOSE;
import static org.ipmnet.data.label.FacePart.SKIN;
import static org.ipmnet.data.label.FacePart.UPPER_LIP;

import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.data.image.GrayImage;

/**
 * What the values of a parsing map mean; key {@code data.labels}. A configuration says which scheme
 * its maps follow, since the values alone cannot tell.
 */
public enum LabelScheme {
  /** Makeup Transfer data set. */
  MT(
      BACKGROUND,
      SKIN,
      BROW,
      BROW,
      EYE,
      EYE,
      NOSE,
      UPPER_LIP,
      INNER_MOUTH,
      LOWER_LIP,
      HAIR,
      EAR,
      EAR,
      NECK),
  /** The 19 classes of the published BiSeNet trained on CelebAMask-HQ. */
  FACE_PARSING(
      BACKGROUND,
      SKIN,
      BROW,
      BROW,
      EYE,
      EYE,
      GLASSES,
      EAR,
      EAR,
      EARRING,
      NOSE,
      INNER_MOUTH,
      UPPER_LIP,
      LOWER_LIP,
      NECK,
      NECKLACE,
      CLOTH,
      HAIR,
      HAT),
  /** CelebAMask-HQ in the order of its own files. */
  CELEBAMASK_HQ(
      BACKGROUND,
      SKIN,
      NOSE,
      GLASSES,
      EYE,
      EYE,
      BROW,
      BROW,
      EAR,
      EAR,
      INNER_MOUTH,
      UPPER_LIP,
      LOWER_LIP,
      HAIR,
      HAT,
      EARRING,
      NECKLACE,
      NECK,
      CLOTH);

  private final List<FacePart> parts;

  LabelScheme(FacePart... parts) {
    this.parts = List.of(parts);
  }

  /** The part of each value, value 0 first. */
  public List<FacePart> parts() {
    return parts;
  }

  /** How many values there are. */
  public int size() {
    return parts.size();
  }

  /**
   * What each value becomes in a mirror: where a part has two values, left and right, each is the
   * other's.
   */
  public byte[] mirrored() {
    byte[] table = new byte[parts.size()];
    for (int value = 0; value < table.length; value++) {
      int first = parts.indexOf(parts.get(value));
      int last = parts.lastIndexOf(parts.get(value));
      table[value] = (byte) (value == first ? last : first);
    }
    return table;
  }

  /** What each value of this scheme is in another one; background for a part that it lacks. */
  public byte[] valuesIn(LabelScheme other) {
    byte[] table = new byte[parts.size()];
    for (int value = 0; value < table.length; value++) {
      FacePart part = parts.get(value);
      boolean second = value != parts.indexOf(part);
      int there = second ? other.parts.lastIndexOf(part) : other.parts.indexOf(part);
      table[value] = (byte) Math.max(0, there);
    }
    return table;
  }

  /**
   * Translates a map's raw values.
   *
   * @param file where the map comes from, for messages
   * @throws UserError naming the first value that this scheme lacks
   */
  public RegionMap regions(GrayImage map, Path file) {
    byte[] codes = new byte[256];
    for (int value = 0; value < parts.size(); value++) {
      FacePart part = parts.get(value);
      codes[value] = value == parts.indexOf(part) ? part.code() : part.secondCode();
    }
    byte[] values = map.values();
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      int value = values[i] & 0xFF;
      if (value >= parts.size()) {
        throw new UserError(
            "%s has the label %d, which labels: %s (0 to %d) does not know; correct the map or set data.labels",
            file, value, HyphenatedName.of(this), parts.size() - 1);
      }
      out[i] = codes[value];
    }
    return new RegionMap(map.width(), map.height(), out);
  }
}
