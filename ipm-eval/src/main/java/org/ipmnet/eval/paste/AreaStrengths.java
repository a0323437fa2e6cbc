// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.ipmnet.FaceArea;

/**
 * How much of a makeup each area of a face wears.
 *
 * @param of from 0, nothing, to 1, all; an area that is missing wears nothing
 */
public record AreaStrengths(Map<FaceArea, Double> of) implements Serializable {
  /** All of it everywhere. */
  public static final AreaStrengths ALL = everywhere(1);

  /**
   * Colours where they go, and little between: on one's own skin hardly anything is to change
   * there, and a network's slips show there first.
   */
  public static final AreaStrengths ON_OWN_SKIN =
      parse("lips=1,lids=1,brows=1,cheeks=1,under-eyes=0.5,nose=0.15,skin=0.15");

  /**
   * Checks the strengths.
   *
   * @throws UserError if one is not from 0 to 1
   */
  public AreaStrengths {
    of.values().forEach(strength -> Share.require("strength", strength));
    of = Map.copyOf(of);
  }

  /**
   * The same everywhere.
   *
   * @throws UserError if it is not from 0 to 1
   */
  public static AreaStrengths everywhere(double strength) {
    Map<FaceArea, Double> of = new EnumMap<>(FaceArea.class);
    Arrays.stream(FaceArea.values()).forEach(area -> of.put(area, strength));
    return new AreaStrengths(of);
  }

  /**
   * From text: a number for all areas, or {@code lips=1,lids=0.6}; areas that are not named wear
   * nothing.
   *
   * @throws UserError saying what is wrong with it
   */
  public static AreaStrengths parse(String text) {
    if (!text.contains("=")) {
      return everywhere(number(text));
    }
    Map<FaceArea, Double> of = new EnumMap<>(FaceArea.class);
    for (String part : text.split(",", -1)) {
      String[] nameAndValue = part.split("=", -1);
      if (nameAndValue.length != 2) {
        throw new UserError(
            "strength %s is no AREA=NUMBER; areas are %s", part, String.join(", ", names()));
      }
      FaceArea area = area(nameAndValue[0].strip());
      if (of.put(area, number(nameAndValue[1])) != null) {
        throw new UserError("strength of %s is given twice", nameAndValue[0].strip());
      }
    }
    return new AreaStrengths(of);
  }

  /**
   * Of areas by their names; those that are not named wear nothing.
   *
   * @throws UserError if there is no such area, or a strength is missing or out of range
   */
  public static AreaStrengths named(Map<String, Double> strengths) {
    Map<FaceArea, Double> of = new EnumMap<>(FaceArea.class);
    strengths.forEach(
        (name, strength) -> {
          if (strength == null) {
            throw new UserError("strength of %s is missing; give a number from 0 to 1", name);
          }
          of.put(area(name), strength);
        });
    return new AreaStrengths(of);
  }

  private static String[] names() {
    return Arrays.stream(FaceArea.values()).map(HyphenatedName::of).toArray(String[]::new);
  }

  /**
   * The area of this name.
   *
   * @throws UserError if there is none
   */
  private static FaceArea area(String name) {
    return Arrays.stream(FaceArea.values())
        .filter(area -> HyphenatedName.of(area).equals(name))
        .findAny()
        .orElseThrow(
            () -> new UserError("%s is no area; areas are %s", name, String.join(", ", names())));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new UserError(e, "strength %s is no number from 0 to 1", text);
    }
  }

  /** In each area the product of both. */
  public AreaStrengths times(AreaStrengths other) {
    Map<FaceArea, Double> product = new EnumMap<>(FaceArea.class);
    of.forEach((area, strength) -> product.put(area, strength * other.at(area)));
    return new AreaStrengths(product);
  }

  /**
   * In each area the sum of both.
   *
   * @throws UserError if one would wear more than 1
   */
  public AreaStrengths plus(AreaStrengths other) {
    Map<FaceArea, Double> sum = new EnumMap<>(FaceArea.class);
    Arrays.stream(FaceArea.values()).forEach(area -> sum.put(area, at(area) + other.at(area)));
    return new AreaStrengths(sum);
  }

  /** The same, but that some areas wear nothing. */
  public AreaStrengths without(Set<FaceArea> areas) {
    Map<FaceArea, Double> others = new EnumMap<>(FaceArea.class);
    others.putAll(of);
    others.keySet().removeAll(areas);
    return new AreaStrengths(others);
  }

  /** What an area wears. */
  public double at(FaceArea area) {
    return of.getOrDefault(area, 0.0);
  }

  /** Whether all areas wear the same. */
  boolean isEven() {
    return Arrays.stream(FaceArea.values()).mapToDouble(this::at).distinct().count() == 1;
  }
}
