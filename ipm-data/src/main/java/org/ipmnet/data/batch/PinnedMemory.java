// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import java.lang.ref.Cleaner;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryManager;
import org.nd4j.linalg.api.memory.enums.MemoryKind;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays in the host memory that ND4J's memory manager hands out: on the CUDA backend it is
 * page-locked, so that the driver copies from it without a detour. What ND4J allocates for an
 * ordinary array there is not.
 */
final class PinnedMemory {
  private static final Cleaner CLEANER = Cleaner.create();

  private PinnedMemory() {}

  /** An uninitialised array, freed with the last view of it. */
  static INDArray floats(long... shape) {
    long length = 1;
    for (long side : shape) {
      length = Math.multiplyExact(length, side);
    }
    long bytes = length * Float.BYTES;
    MemoryManager manager = Nd4j.getMemoryManager();
    boolean gpu = !Nd4j.getEnvironment().isCPU();
    Pointer host = manager.allocate(bytes, MemoryKind.HOST, false);
    Pointer device = gpu ? manager.allocate(bytes, MemoryKind.DEVICE, false) : null;
    FloatPointer floats = new FloatPointer(host).capacity(length);
    DataBuffer buffer =
        Nd4j.getDataBufferFactory()
            .create(floats, device, DataType.FLOAT, length, FloatIndexer.create(floats));
    CLEANER.register(
        buffer,
        () -> {
          manager.release(host, MemoryKind.HOST);
          if (gpu) {
            manager.release(device, MemoryKind.DEVICE);
          }
        });
    return Nd4j.create(buffer, shape, Nd4j.getStrides(shape, 'c'), 0, 'c', DataType.FLOAT);
  }
}
