// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

/** What stands for a tensor while a file is read, its bytes perhaps not yet found. */
interface TensorValue {
  /**
   * The tensor.
   *
   * @throws MalformedFile if it is incomplete or does not fit its bytes
   */
  StoredTensor tensor();
}
