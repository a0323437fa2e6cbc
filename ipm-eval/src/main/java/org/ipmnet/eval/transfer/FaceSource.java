// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.io.Serializable;
import java.nio.file.Path;
import org.ipmnet.core.UserError;

/**
 * Photos and where their parsing maps or masks are.
 *
 * <p>Companions have the photo's name, extension apart. Without a folder for them those of targets
 * are looked for as in MT layout: {@code segs/} (then {@code masks/}) beside {@code images/}, under
 * the same path below it. References need none: see {@code References}.
 *
 * @param photos one picture, or a folder of pictures
 * @param maps folder of parsing maps, or null
 * @param masks folder of ready-made masks (0 makeup area, 255 keep), or null
 */
public record FaceSource(Path photos, Path maps, Path masks) implements Serializable {
  /**
   * Checks that there is one kind of companions.
   *
   * @throws UserError if both maps and masks are given
   */
  public FaceSource {
    if (maps != null && masks != null) {
      throw new UserError(
          "maps (%s) and masks (%s) exclude each other; give one of them", maps, masks);
    }
  }

  /** Photos whose companions, if any are needed, lie as in MT layout. */
  public static FaceSource of(Path photos) {
    return new FaceSource(photos, null, null);
  }
}
