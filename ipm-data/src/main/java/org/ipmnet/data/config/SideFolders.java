// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Nullable;

/**
 * The folders of one side when data is not in MT layout; keys {@code data.makeup.*} and {@code
 * data.non-makeup.*}.
 *
 * @param images photos
 * @param maps parsing maps, or null; where given, masks are made from them
 * @param masks ready-made masks, or null
 * @param textures ready-made textures, or null
 */
public record SideFolders(
    @MayChange(MOVED) String images,
    @MayChange(MOVED) @Nullable String maps,
    @MayChange(MOVED) @Nullable String masks,
    @MayChange(MOVED) @Nullable String textures) {
  private static final String MOVED = "the same photos may lie elsewhere; others are refused";

  /** Checks that photos are named. */
  public SideFolders {
    if (images.isBlank()) {
      throw new UserError("images must name a folder");
    }
  }
}
