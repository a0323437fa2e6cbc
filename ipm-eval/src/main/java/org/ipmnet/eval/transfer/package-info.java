// SPDX-License-Identifier: Apache-2.0
/**
 * Makeup transfer on photos of any size. Start at {@link org.ipmnet.eval.transfer.MakeupTransfer}:
 * it finds the face ({@code FaceFraming}), shows it to a {@link org.ipmnet.eval.model.MakeupModel}
 * as training would, mixes styles (equation 9 of the paper, S_new = alpha S_x + (1 - alpha) S_y)
 * and brings the result back onto the photo ({@code PasteBack}).
 */
package org.ipmnet.eval.transfer;
