// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.factory.DataBufferFactory;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Notes each buffer above some size that ND4J allocates, with who asked for it, until it is closed.
 * All of ND4J's arrays come from one factory, which it offers no way to replace but its field.
 */
public final class LargeAllocations implements AutoCloseable {
  private final long leastBytes;
  private final DataBufferFactory factory = Nd4j.getDataBufferFactory();
  private final List<Found> found = new ArrayList<>();

  private record Found(DataBuffer buffer, String text) {}

  /** Watches for buffers of more than {@code leastBytes}. */
  public LargeAllocations(long leastBytes) {
    this.leastBytes = leastBytes;
    Object watched =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataBufferFactory.class},
            (proxy, method, arguments) -> watch(method, arguments));
    replace((DataBufferFactory) watched);
  }

  private Object watch(Method method, Object[] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(factory, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    boolean view = arguments != null && arguments[0] instanceof DataBuffer;
    if (!view && result instanceof DataBuffer buffer) {
      long bytes = buffer.length() * buffer.getElementSize();
      if (bytes > leastBytes) {
        found.add(new Found(buffer, bytes + " bytes at " + caller()));
      }
    }
    return result;
  }

  private static String caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(f -> f.getClassName().startsWith("org.ipmnet"))
                    .filter(f -> !f.getClassName().equals(LargeAllocations.class.getName()))
                    .map(Object::toString)
                    .findFirst()
                    .orElse("?"));
  }

  /** Size and place of each so far. */
  public List<String> found() {
    return found.stream().map(Found::text).toList();
  }

  /** Those of them that nobody has closed. */
  public List<String> stillOpen() {
    return found.stream().filter(f -> !f.buffer.wasClosed()).map(Found::text).toList();
  }

  @Override
  public void close() {
    replace(factory);
  }

  private static void replace(DataBufferFactory factory) {
    try {
      Field field = Nd4j.class.getDeclaredField("DATA_BUFFER_FACTORY_INSTANCE");
      field.setAccessible(true);
      field.set(null, factory);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
