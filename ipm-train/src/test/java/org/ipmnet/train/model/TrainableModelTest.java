// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.train.loop.Training;
import org.junit.jupiter.api.Test;

class TrainableModelTest {
  private final List<String> closed = new ArrayList<>();
  private final Training training = closing(Training.class);
  private final MakeupModel model = closing(MakeupModel.class);

  @Test
  void whatWasOpenIsClosedWhereTheRestCannotBeMade() {
    UserError noModel = new UserError("no model");
    assertSame(
        noModel,
        assertThrows(
            UserError.class,
            () ->
                TrainableModel.of(
                    training,
                    () -> {
                      throw noModel;
                    },
                    Optional::empty)));
    assertEquals(List.of("Training"), closed);
    closed.clear();
    OutOfMemoryError noMemory = new OutOfMemoryError();
    assertSame(
        noMemory,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                TrainableModel.of(
                    training,
                    () -> model,
                    () -> {
                      throw noMemory;
                    })));
    assertEquals(List.of("MakeupModel", "Training"), closed);
  }

  @Test
  void aWholeModelIsItsOwners() {
    TrainableModel whole = TrainableModel.of(training, () -> model, Optional::empty);
    assertEquals(List.of(), closed);
    whole.close();
    assertEquals(List.of("MakeupModel", "Training"), closed);
  }

  /** Says that it was closed, and can do nothing else. */
  private <T> T closing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              assertEquals("close", method.getName());
              closed.add(type.getSimpleName());
              return null;
            }));
  }
}
