// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

/**
 * The points of a face.
 *
 * @param presence how sure it is that there is a face, in (0, 1)
 * @param points x, y and z of each of {@link FaceLandmarkNetwork#POINTS} in pixels of the network's
 *     picture; z grows away from the camera and is 0 near the middle of the head
 */
public record FaceMesh(double presence, float... points) {}
