// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/** What of a painting is put on a photo. */
public enum PasteForm {
  /**
   * What the style changes: the painting in the reference's style less the one in the face's own.
   * What the networks get wrong is in both and goes.
   */
  DIFFERENCE,
  /** The painting itself, seen at the networks' resolution. */
  PICTURE
}
