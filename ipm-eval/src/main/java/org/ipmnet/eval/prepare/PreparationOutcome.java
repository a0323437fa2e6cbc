// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one photo.
 *
 * @param photo its file
 * @param pictures the names of its faces' pictures, without extension; none if it was refused
 * @param reason why it was refused; empty if it was not
 */
public record PreparationOutcome(Path photo, List<String> pictures, String reason) {
  static PreparationOutcome prepared(Path photo, List<String> pictures) {
    return new PreparationOutcome(photo, List.copyOf(pictures), "");
  }

  static PreparationOutcome refused(Path photo, String reason) {
    return new PreparationOutcome(photo, List.of(), reason);
  }

  /** Whether nothing came of it. */
  public boolean isRefused() {
    return pictures.isEmpty();
  }
}
