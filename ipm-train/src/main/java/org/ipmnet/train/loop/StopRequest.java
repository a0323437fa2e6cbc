// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.function.BooleanSupplier;

/** Whether somebody has asked to stop; asked where stopping is possible. */
@FunctionalInterface
public interface StopRequest extends BooleanSupplier {
  /**
   * Takes note of what a request that comes now has to wait for, so that whoever makes it can be
   * told.
   *
   * @param work such as {@code finishing iteration 7, then saving}
   */
  default void underWay(String work) {}

  /** This request, or a condition beside it. */
  default StopRequest or(BooleanSupplier condition) {
    StopRequest request = this;
    return new StopRequest() {
      @Override
      public boolean getAsBoolean() {
        return request.getAsBoolean() || condition.getAsBoolean();
      }

      @Override
      public void underWay(String work) {
        request.underWay(work);
      }
    };
  }
}
