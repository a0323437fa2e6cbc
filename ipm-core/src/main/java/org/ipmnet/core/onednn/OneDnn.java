// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;
import org.ipmnet.core.memory.RecentlyUsed;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether oneDNN can be called, and the kernels that each thread has made. Its natives exist for
 * x86-64; elsewhere, on a GPU and with the system property {@code ipm.onednn=false} ND4J's
 * operations do all.
 */
public final class OneDnn {
  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);
  private static final boolean LOADED = load();

  /** More than the shapes of a training; a folder of photos of all sizes makes the oldest go. */
  private static final int MOST_KERNELS = 2048;

  private static final ThreadLocal<Context> CONTEXT = ThreadLocal.withInitial(Context::new);

  private OneDnn() {}

  private static boolean load() {
    if (!Nd4j.getEnvironment().isCPU()
        || !Boolean.parseBoolean(System.getProperty("ipm.onednn", "true"))) {
      return false;
    }
    try {
      Loader.load(org.bytedeco.dnnl.global.dnnl.class);
      return true;
    } catch (LinkageError missing) {
      LOG.debug("oneDNN is not called directly: {}", missing.getMessage());
      return false;
    }
  }

  /** Whether kernels can be made for arrays of this type. */
  public static boolean serves(DataType type) {
    return LOADED && type == DataType.FLOAT;
  }

  /**
   * What this thread keeps: for each key, which has equals, what was made for it first.
   *
   * @param threads on how many it will run
   */
  static <T> T kept(Class<T> type, Object key, int threads, Supplier<T> make) {
    Map<Object, Object> all = CONTEXT.get().kept;
    Object kept = all.get(key);
    if (kept == null) {
      kept = Threads.with(threads, make);
      all.put(key, kept);
    }
    return type.cast(kept);
  }

  static engine engine() {
    return CONTEXT.get().engine;
  }

  static stream stream() {
    return CONTEXT.get().stream;
  }

  /**
   * What belongs to one thread: a kernel's arguments are set and used by one alone. What falls out
   * is freed with its Java object.
   */
  private static final class Context {
    final engine engine = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0);
    final stream stream = new stream(engine);
    final Map<Object, Object> kept = new RecentlyUsed<>(MOST_KERNELS);
  }
}
