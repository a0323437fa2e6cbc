// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

/** Whose skin a face has under its makeup; key {@code data.synthetic.skin}. */
public enum SkinTone {
  /** Its own. */
  OWN,
  /** The reference's, as in the paper: foundation, and what lies under it. */
  REFERENCE
}
