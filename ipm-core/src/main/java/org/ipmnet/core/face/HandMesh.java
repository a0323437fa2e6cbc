// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

/**
 * The points of a hand.
 *
 * @param presence how sure it is that there is a hand, in (0, 1)
 * @param points x, y and z of each of {@link HandLandmarkNetwork#POINTS} in pixels of the network's
 *     picture; z grows away from the camera and is 0 at the wrist
 */
public record HandMesh(double presence, float... points) {}
