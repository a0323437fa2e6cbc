// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fills arrays with NaN before they are handed out and after their last release, so that whoever
 * reads what was never written or is no longer theirs spoils the result. It also knows what was
 * never released.
 */
public final class PoisonedMemory implements Memory {
  private final Memory memory;
  private final Map<Long, String> inUse = new LinkedHashMap<>();
  private final List<PoisonedMemory> parts = new ArrayList<>();

  /** Around a memory that recycles. */
  public PoisonedMemory(Memory memory) {
    this.memory = memory;
  }

  @Override
  public INDArray take(DataType type, long... shape) {
    INDArray array = memory.take(type, shape).assign(Double.NaN);
    String caller =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(f -> !f.getClassName().contains(".Memory"))
                        .skip(1)
                        .findFirst()
                        .map(Object::toString)
                        .orElse("?"));
    inUse.put(NativeArray.start(array), Arrays.toString(shape) + " taken by " + caller);
    return array;
  }

  @Override
  public INDArray retain(INDArray array) {
    return memory.retain(array);
  }

  @Override
  public void release(INDArray array) {
    if (memory.sole(array)) {
      array.assign(Double.NaN);
      inUse.remove(NativeArray.start(array));
    }
    memory.release(array);
  }

  @Override
  public boolean sole(INDArray array) {
    return memory.sole(array);
  }

  @Override
  public PoisonedMemory part(int index) {
    while (parts.size() <= index) {
      parts.add(new PoisonedMemory(memory.part(parts.size())));
    }
    return parts.get(index);
  }

  /** Shape and taker of each array that has not been released. */
  public List<String> inUse() {
    List<String> all = new ArrayList<>(inUse.values());
    parts.forEach(part -> all.addAll(part.inUse()));
    return all;
  }
}
