// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.io.Serializable;
import java.util.List;
import org.ipmnet.core.io.WorkShare;

/**
 * Work on the files of a folder that a cluster's workers share, all of whom see it. The machine
 * with the command begins, each worker does every so many-th file and opens what it needs once, and
 * the machine with the command joins what they have noted in the folder. A share that is done again
 * goes on where it was, and so does work that was never joined.
 */
public interface FolderWork extends Serializable {
  /**
   * Checks what can be checked here, and makes the folders.
   *
   * @throws org.ipmnet.core.UserError if one cannot be used
   */
  void begin();

  /**
   * Does one worker's share.
   *
   * @param out where it tells of each file
   * @throws org.ipmnet.core.UserError for what ends the whole work
   */
  Tally work(WorkShare share, PrintStream out);

  /** Makes one of what all workers have noted. */
  void join();

  /** Has all of it done. */
  default Tally on(Cluster cluster, int workers, PrintStream out) {
    begin();
    Sent<FolderWork> sent = Sent.of(this);
    List<ClusterTask<Tally>> tasks =
        WorkShare.all(workers).stream().map(share -> task(sent, share)).toList();
    Tally done = cluster.run(tasks, out).stream().reduce(Tally.NOTHING, Tally::plus);
    join();
    return done;
  }

  private static ClusterTask<Tally> task(Sent<FolderWork> work, WorkShare share) {
    return (out, stop) -> work.value().work(share, out);
  }
}
