// SPDX-License-Identifier: Apache-2.0
/**
 * Where a face is in a photo: {@link org.ipmnet.data.face.FaceSquare} is its place, {@link
 * org.ipmnet.data.face.FaceLandmarks} its points, {@link org.ipmnet.data.face.FaceContour} lines
 * through these.
 */
package org.ipmnet.data.face;
