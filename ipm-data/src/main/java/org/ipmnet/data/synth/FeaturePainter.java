// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * Paints one feature. All shapes are worked out when the painter is made, for one identity and
 * size; painting only reads colours from the makeup, so that identity and makeup cannot mix.
 */
interface FeaturePainter {
  void paint(Canvas canvas, Makeup makeup);
}
