// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One face and its files.
 *
 * @param side bare or made up
 * @param name file name of the photo without extension
 * @param photo the picture
 * @param map its parsing map, or null
 * @param mask its ready-made mask, or null; a map goes before it
 * @param texture its ready-made texture, or null
 */
public record FaceFile(Side side, String name, Path photo, Path map, Path mask, Path texture) {
  /** All files of this face. */
  public List<Path> files() {
    return Stream.of(photo, map, mask, texture).filter(Objects::nonNull).toList();
  }
}
