// SPDX-License-Identifier: Apache-2.0
/**
 * What networks painted, brought back onto a photo at its full resolution: {@link
 * org.ipmnet.eval.paste.PasteBack}, and {@link org.ipmnet.eval.paste.AlignedPaste} where the face
 * was cut out and turned level before.
 */
package org.ipmnet.eval.paste;
