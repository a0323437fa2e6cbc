// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.List;

/**
 * One tensor of a published program's state dictionary.
 *
 * @param theirs its name there
 * @param ours our network's name and tensor, such as {@code style.blocks.0.conv.weight}; null for
 *     what is never used, but wanted by a strict loader
 * @param shape its sizes
 * @param parameter whether their optimiser knows it; running statistics it does not
 */
public record PublishedTensor(String theirs, String ours, List<Long> shape, boolean parameter) {
  /** The sizes as arrays are made with them. */
  public long[] sides() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
