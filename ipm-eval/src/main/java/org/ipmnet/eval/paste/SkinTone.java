// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/** Whose skin a face has under its makeup. */
public enum SkinTone {
  /** Its own: the mean change of the skin is left out, its pattern stays. */
  OWN,
  /** The reference's, as in the paper: foundation, and what lies under it. */
  REFERENCE
}
