// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.io.Serializable;
import org.ipmnet.train.loop.StopRequest;

/**
 * Work for one worker, sent to it as it is: paths in it are absolute, on storage that all see. A
 * worker that is lost is replaced, and the work begun again, so it goes on from what is there.
 *
 * @param <R> what comes back
 */
@FunctionalInterface
public interface ClusterTask<R extends Serializable> extends Serializable {
  /**
   * Works.
   *
   * @param out what is printed here, the user sees
   * @param stop asked where stopping is possible
   * @throws org.ipmnet.core.UserError for what the user can mend
   */
  R work(PrintStream out, StopRequest stop);
}
