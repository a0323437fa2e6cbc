// SPDX-License-Identifier: Apache-2.0
/**
 * Faces of a photo by their points, and hands near them: {@link
 * org.ipmnet.eval.landmark.FaceLandmarker} looks for them at several sizes and turns with
 * MediaPipe's networks. What the points are: {@link org.ipmnet.data.face.FaceLandmarks}.
 */
package org.ipmnet.eval.landmark;
