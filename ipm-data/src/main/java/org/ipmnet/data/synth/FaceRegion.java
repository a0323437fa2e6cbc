// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/** The parts of a face a transfer error is measured in; each constant's ordinal is its value. */
public enum FaceRegion {
  /** Anything else, brows included. */
  NONE,
  /** Both lips. */
  LIPS,
  /** Skin around the eyes that eye shadow may reach, whatever a look's extent. */
  EYE_SHADOW,
  /** All other skin, and the nose. */
  SKIN
}
