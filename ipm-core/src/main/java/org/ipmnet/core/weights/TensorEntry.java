// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.List;

/**
 * One tensor of a safetensors file.
 *
 * @param name its key, unique in the file
 * @param type how its elements are stored
 * @param shape its sizes, none negative; empty for a scalar
 * @param begin first byte, counted from the start of the file's data section
 * @param end the byte after its last one; {@code end - begin} is elements times element size
 */
record TensorEntry(String name, ElementType type, List<Long> shape, long begin, long end) {
  /** Keeps an unmodifiable shape. */
  TensorEntry {
    shape = List.copyOf(shape);
  }
}
