// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadRoomTest {
  private long now;
  private final List<String> sentAway = new ArrayList<>();
  private final UploadRoom room = new UploadRoom(10, Duration.ofNanos(5), () -> now);

  private UploadRoom.Guest entered(String name) {
    UploadRoom.Guest guest = () -> sentAway.add(name);
    room.enter(guest);
    now++;
    return guest;
  }

  /** The longest one, and only after its time, and only where that helps. */
  @Test
  void whoHasBeenThereLongestMakesRoom() {
    UploadRoom.Guest empty = entered("empty");
    UploadRoom.Guest first = entered("first");
    UploadRoom.Guest second = entered("second");
    UploadRoom.Guest third = entered("third");
    assertTrue(room.take(first, 6));
    assertTrue(room.take(second, 4));
    assertFalse(room.take(third, 1), "none has had its time");
    now = 6;
    assertTrue(room.take(third, 5));
    assertEquals(List.of("first"), sentAway);
    assertFalse(room.take(first, 1), "it is out");
    assertTrue(room.take(empty, 1));
    assertTrue(room.take(third, 1));
    assertEquals(List.of("first", "empty"), sentAway);
    assertFalse(room.take(third, 1), "the second one's time is not over");
    now = 8;
    assertTrue(room.take(third, 1), "whose own time is over too, but who needs it");
    assertEquals(List.of("first", "empty", "second"), sentAway);
    room.leave(second);
    room.leave(second);
    assertTrue(room.take(third, 3));
    assertFalse(room.take(third, 1), "there are ten in all");
    room.close();
    assertEquals(List.of("first", "empty", "second", "third"), sentAway);
  }
}
