// SPDX-License-Identifier: Apache-2.0
/**
 * Where faces are in a photo: {@link org.ipmnet.data.face.FaceDetector} finds them, {@link
 * org.ipmnet.data.face.FaceSquare} is the place of one.
 */
package org.ipmnet.data.face;
