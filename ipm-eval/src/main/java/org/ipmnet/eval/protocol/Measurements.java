// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * Where the parts of a protocol come from: measured here and now, or by others before. What they
 * are summed up to does not depend on it, since each part is a sum of its own.
 */
public interface Measurements {
  /** All of it is measured here. */
  Measurements HERE =
      new Measurements() {
        @Override
        public <T extends Serializable> T of(ProtocolPart part, Supplier<T> here) {
          return here.get();
        }
      };

  /**
   * What was measured of a part.
   *
   * @param here measures it
   */
  <T extends Serializable> T of(ProtocolPart part, Supplier<T> here);
}
