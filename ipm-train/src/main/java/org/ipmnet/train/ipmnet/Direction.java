// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

/**
 * The two transfers of an iteration, named like the paper's pictures: the first letter is whose
 * makeup, the second whose face. Losses are written for {@link #YX}; of the other direction they
 * are the same with x and y exchanged.
 */
enum Direction {
  /** g_yx: a bare face x wears the makeup of y. */
  YX("_yx", "_x"),
  /** g_xy: a made-up face y wears that of x. */
  XY("_xy", "_y");

  private final String picture;
  private final String domain;

  Direction(String picture, String domain) {
    this.picture = picture;
    this.domain = domain;
  }

  /** The other one. */
  Direction reversed() {
    return this == YX ? XY : YX;
  }

  /** How reports call a loss of the picture itself. */
  String ofPicture() {
    return picture;
  }

  /** How reports call a loss of what should be the target's photo again. */
  String ofTarget() {
    return domain;
  }
}
