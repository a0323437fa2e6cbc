// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/** Where the colours of a makeup come from. */
public enum LookColours {
  /** From the networks' painting alone, as in the paper. */
  PAINTED,
  /**
   * Lips, lids, brows and cheeks get the mean colours that were measured on the reference, in the
   * pattern of the painting: see {@link ColourMatch}. Of a makeup without such colours as {@link
   * #PAINTED}.
   */
  MEASURED
}
