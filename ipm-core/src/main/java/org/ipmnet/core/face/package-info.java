// SPDX-License-Identifier: Apache-2.0
/**
 * MediaPipe's face networks (Apache-2.0), which come with this program: {@link
 * org.ipmnet.core.face.FaceDetectorNetwork} finds faces in a small picture, {@link
 * org.ipmnet.core.face.FaceLandmarkNetwork} the points of a face that fills one. Both are made of
 * {@link org.ipmnet.core.face.BlazeBlocks}; layers have the names of MediaPipe's files.
 */
package org.ipmnet.core.face;
