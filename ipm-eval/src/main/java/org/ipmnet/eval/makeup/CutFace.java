// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.sample.Face;

/**
 * A face that was found in a photo and cut out upright.
 *
 * @param square where it was
 * @param face the cut and its regions
 */
record CutFace(FaceSquare square, Face face) {}
