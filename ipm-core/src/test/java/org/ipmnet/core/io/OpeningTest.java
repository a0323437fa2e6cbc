// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void whatWasOpenedBeforeAFailureIsClosedTheLastFirst() {
    IllegalArgumentException failure = new IllegalArgumentException("the third");
    assertSame(
        failure,
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (Opening opening = new Opening()) {
                opening.add(resource("first"));
                opening.add(resource("second"));
                throw failure;
              }
            }));
    assertEquals(List.of("second", "first"), closed);
  }

  @Test
  void whatIsCompleteStaysOpen() {
    try (Opening opening = new Opening()) {
      assertEquals("a", opening.add(new Named("a")).name());
      opening.complete();
    }
    assertEquals(List.of(), closed);
  }

  @Test
  void eachIsClosedWhateverTheOthersThrow() {
    IllegalStateException second = new IllegalStateException("second");
    OutOfMemoryError third = new OutOfMemoryError("third");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                Opening.closeAll(
                    List.of(resource("first"), failing(second), failing(third), resource("last"))));
    assertSame(second, thrown);
    assertArrayEquals(new Throwable[] {third}, thrown.getSuppressed());
    assertEquals(List.of("first", "last"), closed);
  }

  /** The reason why not all could be opened is what is told. */
  @Test
  void aFailureToCloseDoesNotHideTheFailureToOpen() {
    IOException onClosing = new IOException("closing");
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (Opening opening = new Opening()) {
                opening.add(resource("first"));
                opening.add(
                    () -> {
                      throw onClosing;
                    });
                throw new IllegalArgumentException("opening");
              }
            });
    assertEquals("opening", thrown.getMessage());
    assertSame(onClosing, thrown.getSuppressed()[0].getCause());
    assertEquals(List.of("first"), closed);
  }

  private record Named(String name) implements AutoCloseable {
    @Override
    public void close() {
      throw new AssertionError("closed");
    }
  }

  private AutoCloseable resource(String name) {
    return () -> closed.add(name);
  }

  private static AutoCloseable failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  private static AutoCloseable failing(Error failure) {
    return () -> {
      throw failure;
    };
  }
}
