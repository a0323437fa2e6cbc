// SPDX-License-Identifier: Apache-2.0
/**
 * MediaPipe's networks of faces, people and hands (Apache-2.0), which come with this program:
 * {@link org.ipmnet.core.face.FaceDetectorNetwork} finds faces in a small picture, {@link
 * org.ipmnet.core.face.FaceLandmarkNetwork} the points of a face that fills one, {@link
 * org.ipmnet.core.face.PersonNetwork} what is a person; {@link
 * org.ipmnet.core.face.PalmDetectorNetwork} and {@link org.ipmnet.core.face.HandLandmarkNetwork} do
 * for hands what the first two do for faces. Most are made of {@link
 * org.ipmnet.core.face.BlazeBlocks}; layers have the names of MediaPipe's files.
 */
package org.ipmnet.core.face;
