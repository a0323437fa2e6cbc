// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

/** Drawn people whose makeup is measured apart from others': by age, and by skin. */
public enum DrawnGroup {
  ALL("all", 0, Integer.MAX_VALUE, 0, 256),
  YOUNG("below 35 years", 0, 35, 0, 256),
  MIDDLE_AGED("35 to 55 years", 35, 55, 0, 256),
  OLD("from 55 years on", 55, Integer.MAX_VALUE, 0, 256),
  DARK("skin below 90 of 255", 0, Integer.MAX_VALUE, 0, 90),
  MEDIUM("skin 90 to 140", 0, Integer.MAX_VALUE, 90, 140),
  LIGHT("skin from 140 on", 0, Integer.MAX_VALUE, 140, 256);

  private final String title;
  private final double fromAge;
  private final double toAge;
  private final double fromLevel;
  private final double toLevel;

  DrawnGroup(String title, double fromAge, double toAge, double fromLevel, double toLevel) {
    this.title = title;
    this.fromAge = fromAge;
    this.toAge = toAge;
    this.fromLevel = fromLevel;
    this.toLevel = toLevel;
  }

  /** What tables call it. */
  public String title() {
    return title;
  }

  /**
   * Whether somebody is of it.
   *
   * @param age years
   * @param skin mean level of the bare skin in the picture, light and all, [0, 255]
   */
  boolean has(double age, double skin) {
    return age >= fromAge && age < toAge && skin >= fromLevel && skin < toLevel;
  }
}
