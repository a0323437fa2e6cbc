// SPDX-License-Identifier: Apache-2.0
/**
 * How a face lies in a photo, and how networks that were trained on others are shown it: {@link
 * org.ipmnet.eval.face.FaceBox} measures it, {@link org.ipmnet.eval.face.MtFraming} says how
 * pictures of the Makeup Transfer data set show faces, {@link org.ipmnet.eval.face.FaceFraming}
 * chooses the part of a photo that looks like one. Start at {@link
 * org.ipmnet.eval.face.PreparedFace}.
 */
package org.ipmnet.eval.face;
