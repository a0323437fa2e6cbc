// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.List;

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
    close(members);
  }

  /** Each is a resource around the one before, which closes all and keeps the first failure. */
  private static void close(List<TrainingListener> members) {
    if (!members.isEmpty()) {
      TrainingListener last = members.get(members.size() - 1);
      try (last) {
        close(members.subList(0, members.size() - 1));
      }
    }
  }
}
