// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import java.util.function.Supplier;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * On how many of OpenMP's threads a primitive is made and runs. Waking those that sleep takes some
 * 100 microseconds: what one thread does in less than twice that is left to it.
 */
public final class Threads {
  private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();
  private static final int ALL = NATIVE.ompGetMaxThreads();

  /** Multiplications that one thread does in that time, some 30 a nanosecond. */
  private static final long MULTIPLICATIONS = 8_000_000;

  /** Elements that it copies. */
  private static final long ELEMENTS = 300_000;

  /** In a thread that shares a task: how many its kernels have. */
  private static final ThreadLocal<Integer> OF_SHARE = new ThreadLocal<>();

  private Threads() {}

  /** How many there are: the environment's OMP_NUM_THREADS, else the number of cores. */
  public static int all() {
    return ALL;
  }

  /** Runs a task whose kernels have only so many, since others run beside it. */
  static void sharing(int most, Runnable task) {
    OF_SHARE.set(most);
    NATIVE.setOmpNumThreads(most);
    try {
      task.run();
    } finally {
      OF_SHARE.remove();
      NATIVE.setOmpNumThreads(ALL);
    }
  }

  /** Whether this thread is at a share of a task. */
  static boolean shared() {
    return OF_SHARE.get() != null;
  }

  private static int most() {
    Integer ofShare = OF_SHARE.get();
    return ofShare == null ? ALL : ofShare;
  }

  static int forProducts(long multiplications) {
    return multiplications < MULTIPLICATIONS ? 1 : most();
  }

  static int forCopies(long elements) {
    return elements < ELEMENTS ? 1 : most();
  }

  /** Runs a task on so many. */
  static void with(int threads, Runnable task) {
    with(
        threads,
        () -> {
          task.run();
          return null;
        });
  }

  /** Makes something that will run on so many. */
  static <T> T with(int threads, Supplier<T> task) {
    int most = most();
    if (threads == most) {
      return task.get();
    }
    NATIVE.setOmpNumThreads(threads);
    try {
      return task.get();
    } finally {
      NATIVE.setOmpNumThreads(most);
    }
  }
}
