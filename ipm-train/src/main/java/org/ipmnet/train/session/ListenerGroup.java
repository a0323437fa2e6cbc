// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.List;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/** Listeners that are told in their order and closed together, each whatever the others throw. */
record ListenerGroup(List<TrainingListener> members) implements TrainingListener {
  ListenerGroup {
    members = List.copyOf(members);
  }

  @Override
  public void onStart(Progress progress) {
    members.forEach(member -> member.onStart(progress));
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    members.forEach(member -> member.afterStep(progress, losses));
  }

  @Override
  public void close() {
    RuntimeException first = null;
    for (TrainingListener member : members) {
      try {
        member.close();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
