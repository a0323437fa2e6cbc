// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Resources that are opened one after the other and belong together: if one of them cannot be
 * opened, those before it are closed again.
 *
 * <pre>{@code
 * try (Opening opening = new Opening()) {
 *   this.model = opening.add(Model.open(file));
 *   this.networks = opening.add(Networks.open(weights));
 *   opening.complete();
 * }
 * }</pre>
 */
public final class Opening implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Adds what has been opened; returns it. */
  public <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** All of it is open: it stays so, and whoever holds it closes it. */
  public void complete() {
    opened.clear();
  }

  /**
   * Closes what has been added, unless that was all of it; the last first, as {@link #closeAll}.
   */
  @Override
  public void close() {
    closeAll(opened);
    opened.clear();
  }

  /**
   * Closes resources in their order, each whatever the others throw.
   *
   * @throws RuntimeException the first that was thrown, with the others as suppressed ones
   */
  public static void closeAll(Collection<? extends AutoCloseable> resources) {
    Throwable first = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception | Error e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw first instanceof RuntimeException known ? known : new IllegalStateException(first);
    }
  }
}
