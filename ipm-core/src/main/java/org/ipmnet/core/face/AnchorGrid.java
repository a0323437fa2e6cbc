// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

/**
 * A grid of cells in each of which a detector looks several times.
 *
 * @param cells of a side
 * @param anchors how many boxes are looked for in each
 * @param scores name of the layer that tells logits
 * @param places name of the layer that tells boxes and points
 */
record AnchorGrid(int cells, int anchors, String scores, String places) {
  /** How many boxes it tells. */
  int candidates() {
    return cells * cells * anchors;
  }
}
