// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.segmentation;

/** What a pixel of a portrait may show, as far as colours tell it. */
public enum HeadPart {
  /** The face with brows, eyes, nose and mouth. */
  SKIN,
  /** On the head and before it. */
  HAIR,
  NECK,
  EAR,
  /** Clothes and all else that a person wears. */
  CLOTHES,
  /** No person. */
  BACKGROUND
}
