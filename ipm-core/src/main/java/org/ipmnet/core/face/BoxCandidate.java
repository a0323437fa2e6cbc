// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

/**
 * A face or a palm as a detector sees it; places are parts of the picture's side.
 *
 * @param score in (0, 1)
 * @param x of the box's centre
 * @param y of the box's centre
 * @param width of the box
 * @param height of the box
 * @param points x and y of each, in the detector's order
 */
public record BoxCandidate(
    double score, double x, double y, double width, double height, double... points) {}
