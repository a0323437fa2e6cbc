// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.List;
import org.ipmnet.core.io.Opening;

/** Listeners that are told in their order and closed together, each whatever the others throw. */
public record ListenerGroup(List<TrainingListener> members) implements TrainingListener {
  /** Keeps an unmodifiable copy. */
  public ListenerGroup {
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
    Opening.closeAll(members);
  }
}
