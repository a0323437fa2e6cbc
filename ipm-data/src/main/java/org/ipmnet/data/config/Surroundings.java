// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

/** What networks see around a face; key {@code data.surroundings}. */
public enum Surroundings {
  /** All of the picture, as in the paper. */
  KEEP,
  /**
   * Gray, but for what lies between the makeup area's ends of each row: eyes and mouth stay, hair,
   * clothes and backgrounds go, and what a map calls background before the face, such as a mask. A
   * photo without map or mask stays as it is.
   */
  NEUTRAL
}
