// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.run;

import java.util.Map;
import java.util.Objects;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;

/** What a resumed run must leave as it was: else it is another run. */
public final class Unchanged {
  private Unchanged() {}

  /**
   * Compares a value, or a section of a configuration key by key.
   *
   * @param key of the value or section
   * @throws UserError naming the first key that differs
   */
  public static void require(String key, Object before, Object wanted) {
    if (Objects.equals(before, wanted)) {
      return;
    }
    if (before instanceof Record && wanted instanceof Record) {
      Map<String, String> old = values(before);
      Map<String, String> now = values(wanted);
      old.forEach((part, value) -> require(key + "." + part, value, now.get(part)));
    }
    throw new UserError(
        "%s cannot change when a run is resumed: it was %s, found %s; start a new run for that"
            .formatted(key, shown(before), shown(wanted)));
  }

  private static Map<String, String> values(Object section) {
    return ConfigTree.parse("section", ConfigTree.write(section)).values();
  }

  private static Object shown(Object value) {
    return value instanceof Enum<?> constant ? ConfigTree.hyphenated(constant) : value;
  }
}
