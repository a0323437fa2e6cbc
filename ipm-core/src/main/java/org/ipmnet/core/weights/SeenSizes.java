// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.UserError;

/**
 * The sizes of networks, seen from a few tensors of a file from elsewhere: a first guess, until
 * {@link TensorShapes} tell whether all others agree.
 *
 * @param file how messages call the file
 * @param kind what it should be, such as "a file of CycleGAN's program"
 * @param owner whose networks are looked for
 * @param tensors by the program's names
 */
public record SeenSizes(String file, String kind, String owner, Map<String, StoredTensor> tensors) {
  private static final int LARGEST_SIDE = 1 << 16; // sizes made of it stay within an int

  /**
   * A side of a tensor.
   *
   * @throws UserError if the tensor is missing, or no size of a network
   */
  public int side(String name, int dimension) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().size() <= dimension) {
      throw new UserError("%s holds no %s: is it %s?", file, name, kind);
    }
    long side = tensor.shape().get(dimension);
    if (side < 1 || side > LARGEST_SIDE) {
      throw new UserError(
          "%s: %s has shape %s, which no network of %s has", file, name, tensor.shape(), owner);
    }
    return (int) side;
  }

  /**
   * How many tensors are there without a gap.
   *
   * @param pattern of their names, with a place for the number
   * @param first number
   * @param distance from one number to the next
   */
  public int count(String pattern, int first, int distance) {
    int n = 0;
    while (tensors.containsKey(String.format(Locale.ROOT, pattern, first + n * distance))) {
      n++;
    }
    return n;
  }
}
