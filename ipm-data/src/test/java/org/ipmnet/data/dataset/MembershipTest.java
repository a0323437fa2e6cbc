// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private static final Membership DRAWN =
      new Membership(List.of("a", "b", "c", "d", "e"), List.of("f", "g"), List.of());

  private static Membership listed(String train, String heldOut, String... lists) {
    return new Membership(List.of(train.split("")), List.of(heldOut.split("")), List.of(lists));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Membership odd =
        new Membership(List.of("m/\"1\"\n"), List.of("\u0645/2"), List.of("test_m.txt"));
    assertEquals(odd, Membership.parse(odd.toJson()));
    for (String other : List.of("", "[]", "{\"train\":[null]}", "{\"train\":1}", DRAWN.digest())) {
      assertThrows(IllegalArgumentException.class, () -> Membership.parse(other), other);
    }
  }

  @Test
  void theDigestIsOfPartsAndOrderWhoeverSaysThem() {
    assertEquals(DRAWN.digest(), listed("abcde", "fg", "test_m.txt").digest());
    assertNotEquals(DRAWN.digest(), listed("abcd", "efg").digest());
    assertNotEquals(DRAWN.digest(), listed("bacde", "fg").digest());
    assertNotEquals(DRAWN.digest(), listed("abcde", "gf").digest());
  }

  @Test
  void whatHasChangedIsNamed() {
    assertEquals(
        "2 photos that it trained on are held out now (a, b),"
            + " 1 photo that it held out is trained on now (f), test_m.txt is new",
        listed("cdef", "abg", "test_m.txt").changesSince(DRAWN));
    assertEquals(
        "1 photo that it trained on is held out now (e), test_m.txt is gone",
        listed("abcd", "efg").changesSince(listed("abcde", "fg", "test_m.txt")));
    assertEquals(
        "1 photo that it trained on is held out now (e), as listed in test_m.txt",
        listed("abcd", "efg", "test_m.txt").changesSince(listed("abcde", "fg", "test_m.txt")));
    assertEquals(
        "4 photos are gone (a, b, c, ...), 1 photo is new (h)",
        listed("eh", "fg").changesSince(DRAWN));
    assertEquals("they come in another order", listed("bacde", "fg").changesSince(DRAWN));
  }
}
