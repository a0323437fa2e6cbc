// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The memory of bodies that are coming, within a bound. Where it is short, the body that has been
 * coming for longest goes, once it has had its time: so nobody stops others by sending slowly, or
 * not at all. Safe from several threads.
 */
final class UploadRoom implements AutoCloseable {
  private static final long MOST_BYTES = 128L << 20;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final long mostBytes;
  private final Duration grace;
  private final LongSupplier clock;

  /** In the order in which they came. */
  private final Map<Guest, Stay> stays = new LinkedHashMap<>();

  private long bytes;

  /** Who takes some of it. */
  interface Guest {
    /** Its room is needed by others; it has been taken already. */
    void sendAway();
  }

  private record Stay(long since, long bytes) {}

  UploadRoom() {
    this(MOST_BYTES, GRACE, System::nanoTime);
  }

  /** With a clock of nanoseconds. */
  UploadRoom(long mostBytes, Duration grace, LongSupplier clock) {
    this.mostBytes = mostBytes;
    this.grace = grace;
    this.clock = clock;
  }

  /** Begins to count for somebody. */
  synchronized void enter(Guest guest) {
    stays.put(guest, new Stay(clock.getAsLong(), 0));
  }

  /**
   * Takes more for somebody who is in.
   *
   * @return false if there is none, or it has been sent away
   */
  synchronized boolean take(Guest guest, int more) {
    while (bytes + more > mostBytes && sentLongestAway(guest)) {
      // somebody else's room is free now
    }
    Stay stay = stays.get(guest);
    if (stay == null || bytes + more > mostBytes) {
      return false;
    }
    stays.put(guest, new Stay(stay.since(), stay.bytes() + more));
    bytes += more;
    return true;
  }

  private boolean sentLongestAway(Guest needy) {
    for (Map.Entry<Guest, Stay> stay : stays.entrySet()) {
      if (clock.getAsLong() - stay.getValue().since() < grace.toNanos()) {
        return false;
      }
      Guest guest = stay.getKey();
      if (guest != needy && stay.getValue().bytes() > 0) {
        leave(guest);
        guest.sendAway();
        return true;
      }
    }
    return false;
  }

  /** Sends all away who are in. */
  @Override
  public synchronized void close() {
    List<Guest> guests = List.copyOf(stays.keySet());
    guests.forEach(this::leave);
    guests.forEach(Guest::sendAway);
  }

  /** Gives back all that somebody has taken; does nothing if it is not in. */
  synchronized void leave(Guest guest) {
    Stay stay = stays.remove(guest);
    bytes -= stay == null ? 0 : stay.bytes();
  }
}
