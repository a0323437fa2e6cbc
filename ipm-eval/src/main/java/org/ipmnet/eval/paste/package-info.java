// SPDX-License-Identifier: Apache-2.0
/**
 * What networks painted, brought back onto a photo at its full resolution: {@link
 * org.ipmnet.eval.paste.PasteBack}, and {@link org.ipmnet.eval.paste.AlignedPaste} where the face
 * was cut out and turned level before. What a reference was measured to wear is brought by {@link
 * org.ipmnet.eval.paste.LookMatch}.
 */
package org.ipmnet.eval.paste;
