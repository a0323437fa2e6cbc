// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory of this process, in MiB.
 *
 * @param heap Java's objects that are in use, after a garbage collection
 * @param committed what Java's heap occupies for them
 * @param counted native memory that JavaCPP counts
 * @param resident all that lies in the computer's memory
 */
public record MemoryInUse(long heap, long committed, long counted, long resident) {

  /** What is in use now. */
  public static MemoryInUse now() {
    MemoryMXBean java = ManagementFactory.getMemoryMXBean();
    java.gc();
    return new MemoryInUse(
        java.getHeapMemoryUsage().getUsed() >> 20,
        java.getHeapMemoryUsage().getCommitted() >> 20,
        Pointer.totalBytes() >> 20,
        Pointer.physicalBytes() >> 20);
  }

  /** All but Java's heap: the networks' arrays, decoded pictures, kernels, code, threads. */
  public long beyondHeap() {
    return resident - committed;
  }
}
