// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.Map;
import java.util.function.IntFunction;
import org.ipmnet.core.UserError;
import org.ipmnet.core.weights.StoredTensor;

/**
 * The sizes of networks, seen from a few tensors of a file from elsewhere: a first guess, until
 * {@link StateDict#check} tells whether all others agree.
 *
 * @param source how messages call the place of the tensors
 * @param file what the file should be, such as {@code gen_*.pt}
 * @param owner whose program it is
 * @param tensors by the program's names
 */
record SeenSizes(String source, String file, String owner, Map<String, StoredTensor> tensors) {
  private static final int LARGEST_SIDE = 1 << 16; // sizes made of it stay within an int

  /**
   * A side of a tensor.
   *
   * @throws UserError if the tensor is missing, or no size of a network
   */
  int side(String name, int dimension) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().size() <= dimension) {
      throw new UserError("%s holds no %s: is it a %s of %s?", source, name, file, owner);
    }
    long side = tensor.shape().get(dimension);
    if (side < 1 || side > LARGEST_SIDE) {
      throw new UserError(
          "%s: %s has shape %s, which no network of %s has", source, name, tensor.shape(), owner);
    }
    return (int) side;
  }

  /**
   * How many tensors are there without a gap.
   *
   * @param name of the tensor of each number from 0 on
   * @param least what fewer ones count as; what is missing is named when all tensors are compared
   * @param most how many a network can have
   * @throws UserError if there are more
   */
  int count(IntFunction<String> name, int least, int most) {
    int n = 0;
    while (tensors.containsKey(name.apply(n))) {
      if (n == most) {
        throw new UserError(
            "%s holds %s: at most %d such tensors are possible", source, name.apply(n), most);
      }
      n++;
    }
    return Math.max(least, n);
  }
}
