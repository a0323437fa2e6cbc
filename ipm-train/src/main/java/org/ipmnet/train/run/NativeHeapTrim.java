// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.run;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/**
 * Gives free native memory back to the system, so that a long run stays as large as it was: what
 * Java's compiler needed for a moment would stay with the process otherwise. Every second, but only
 * between iterations: what is given back within one is soon needed again, and fresh pages cost
 * time.
 */
public final class NativeHeapTrim implements TrainingListener {
  private static final long NANOS_BETWEEN = 1_000_000_000;
  private static final String COMMAND = "systemTrimNativeHeap"; // jcmd's System.trim_native_heap

  private final Runnable trim;
  private final LongSupplier nanoTime;
  private long next;

  NativeHeapTrim(Runnable trim, LongSupplier nanoTime) {
    this.trim = trim;
    this.nanoTime = nanoTime;
  }

  /**
   * Of this process; does nothing where Java or the system cannot (before Java 17.0.9, or not
   * Linux).
   */
  public static NativeHeapTrim ofThisProcess() {
    return new NativeHeapTrim(available() ? NativeHeapTrim::now : () -> {}, System::nanoTime);
  }

  /** Whether this Java has the command. */
  static boolean available() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      return server.isRegistered(commands())
          && Arrays.stream(server.getMBeanInfo(commands()).getOperations())
              .anyMatch(operation -> operation.getName().equals(COMMAND));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trims; where {@link #available}. */
  static void now() {
    try {
      ManagementFactory.getPlatformMBeanServer().invoke(commands(), COMMAND, null, null);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectName commands() throws JMException {
    return new ObjectName("com.sun.management:type=DiagnosticCommand");
  }

  @Override
  public void onStart(Progress progress) {
    next = nanoTime.getAsLong() + NANOS_BETWEEN;
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      trim.run();
      next = now + NANOS_BETWEEN;
    }
  }
}
