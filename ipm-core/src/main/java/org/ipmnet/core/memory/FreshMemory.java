// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.memory;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Memory without recycling: for a graph that DL4J itself runs, and for single evaluations. */
enum FreshMemory implements Memory {
  INSTANCE;

  @Override
  public INDArray take(DataType type, long... shape) {
    return Nd4j.createUninitializedDetached(type, 'c', shape);
  }

  @Override
  public INDArray retain(INDArray array) {
    return array;
  }

  @Override
  public void release(INDArray array) {}

  @Override
  public Memory part(int index) {
    return this;
  }

  @Override
  public boolean sole(INDArray array) {
    return false;
  }
}
