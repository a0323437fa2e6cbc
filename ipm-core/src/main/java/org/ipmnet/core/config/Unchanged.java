// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.ipmnet.core.UserError;

/** What a resumed run must leave as it was: all keys but those marked {@link MayChange}. */
public final class Unchanged {
  private Unchanged() {}

  /**
   * Compares two configurations of one kind, key by key.
   *
   * @throws UserError naming the first key that differs and may not
   */
  public static void require(Record before, Record wanted) {
    compare("", before.getClass(), before, wanted);
  }

  /**
   * Compares one value.
   *
   * @throws UserError naming the key if it differs
   */
  public static void require(String key, Object before, Object wanted) {
    if (!Objects.equals(before, wanted)) {
      throw new UserError(
          "%s cannot change when a run is resumed: it was %s, found %s; start a new run for that",
          key, shown(before), shown(wanted));
    }
  }

  /** A group that is not given has none of its keys given. */
  private static void compare(String prefix, Class<?> type, Record before, Record wanted) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + RecordReader.key(component);
      Object a = before == null ? null : RecordReader.value(component, before);
      Object b = wanted == null ? null : RecordReader.value(component, wanted);
      if (component.isAnnotationPresent(Inline.class)) {
        compare(prefix, a.getClass(), (Record) a, (Record) b);
      } else if (mayChange(component, a, b)) {
        continue;
      } else if (component.getType().isRecord()) {
        compare(key + ".", component.getType(), (Record) a, (Record) b);
      } else {
        require(key, a, b);
      }
    }
  }

  private static boolean mayChange(RecordComponent component, Object before, Object wanted) {
    MayChange mark = component.getAnnotation(MayChange.class);
    if (mark == null || mark.except().isEmpty()) {
      return mark != null;
    }
    return !mark.except().equals(before) && !mark.except().equals(wanted);
  }

  private static Object shown(Object value) {
    if (value == null) {
      return "not given";
    }
    return value instanceof Enum<?> constant ? HyphenatedName.of(constant) : value;
  }
}
