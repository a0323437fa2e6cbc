// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class UserErrorTest {
  private final IOException cause = new IOException("disk");

  @Test
  void aMessageIsTheSameInEveryLocale() {
    Locale own = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals("7 of 1.5 are gone", new UserError("%d of %.1f are gone", 7, 1.5).getMessage());
      assertEquals("7 are gone", new UserError(cause, "%d are gone", 7).getMessage());
    } finally {
      Locale.setDefault(own);
    }
  }

  @Test
  void aMessageWithoutValuesIsTakenAsItIs() {
    assertEquals("100 % of a%b", new UserError("100 % of a%b").getMessage());
    assertEquals("100 % of a%b", new UserError(cause, "100 % of a%b").getMessage());
    assertSame(cause, new UserError(cause, "gone").getCause());
  }

  /** Behind the message it would be a value that is not shown, and lost. */
  @Test
  void aCauseStandsFirst() {
    assertThrows(IllegalArgumentException.class, () -> new UserError("gone", cause));
  }
}
