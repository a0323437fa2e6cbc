// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.photo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.studio.testing.DrawnPhoto;
import org.junit.jupiter.api.Test;

class PhotoShelfTest {

  /** Those used last stay; drawn looks stay whatever comes; nobody guesses a name. */
  @Test
  void theLongestUnusedPhotoGoes() {
    byte[] png = DrawnPhoto.png(DrawnPhoto.bare(1, 361));
    try (MakeupTransfer finder = MakeupTransfer.open(null, null, 1, line -> {})) {
      long each = new PhotoShelf(finder, 1 << 20).add(png).bytes();
      PhotoShelf shelf = new PhotoShelf(finder, 2 * each + each / 2);
      HeldPhoto first = shelf.add(png);
      HeldPhoto second = shelf.add(png);
      assertNotEquals(first.id(), second.id());
      assertSame(first, shelf.get(first.id()), "used now");
      HeldPhoto third = shelf.add(png);
      assertSame(first, shelf.get(first.id()));
      assertSame(third, shelf.get(third.id()));
      assertThrows(UnknownPhoto.class, () -> shelf.get(second.id()));
      shelf.remove(first.id());
      HeldPhoto fourth = shelf.add(png);
      assertSame(third, shelf.get(third.id()), "the removed one made room");
      assertSame(fourth, shelf.get(fourth.id()));
      for (HeldPhoto look : shelf.looks()) {
        assertSame(look, shelf.get(look.id()));
      }
      assertEquals(1, new PhotoShelf(finder, 1).add(png).describe().faces().size());
    }
  }
}
