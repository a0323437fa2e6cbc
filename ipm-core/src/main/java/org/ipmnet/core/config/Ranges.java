// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.ipmnet.core.UserError;

/** Checks what a record is made of against each {@link Range}, in it and in all groups below. */
public final class Ranges {
  private final Class<?> type;

  private Ranges(Class<?> type) {
    this.type = type;
  }

  /** Those of a record, for its constructor. */
  public static Ranges of(Class<? extends Record> type) {
    return new Ranges(type);
  }

  /**
   * Checks.
   *
   * @param values of all components, in their order
   * @throws UserError naming the first key that is out of its range, the range and the value
   */
  public void require(Object... values) {
    require("", type, values);
  }

  private static void require(String prefix, Class<?> type, Object... values) {
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String key = prefix + RecordReader.key(component);
      if (values[i] instanceof Record group) {
        String inner = component.isAnnotationPresent(Inline.class) ? prefix : key + ".";
        require(inner, group.getClass(), RecordReader.values(group));
      } else {
        Optional<String> problem = problem(component, values[i]);
        if (problem.isPresent()) {
          throw new UserError("%s %s", key, problem.get());
        }
      }
    }
  }

  /** What a value ought to be, and is; nothing if it is in range. */
  static Optional<String> problem(RecordComponent component, Object value) {
    Range range = component.getAnnotation(Range.class);
    if (range == null || !(value instanceof Number number)) {
      return Optional.empty();
    }
    double v = number.doubleValue();
    if (!(v >= range.least() && v <= range.most()) || v <= range.above() || v >= range.below()) {
      return Optional.of(
          String.format(Locale.ROOT, "must %s, found %s", bounds(range, number), number));
    }
    long below = number.longValue() / range.multipleOf() * range.multipleOf();
    return below == v || range.multipleOf() == 1
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "must be a multiple of %d, found %s; %d or %d would do",
                range.multipleOf(),
                number,
                below,
                below + range.multipleOf()));
  }

  private static String bounds(Range range, Number like) {
    boolean least = range.least() > -Double.MAX_VALUE;
    boolean most = range.most() < Double.MAX_VALUE;
    if (least && most) {
      return String.format(
          Locale.ROOT,
          "lie between %s and %s",
          shown(range.least(), like),
          shown(range.most(), like));
    }
    StringJoiner bounds = new StringJoiner(" and ", "be ", "").setEmptyValue("be a finite number");
    add(bounds, least, "at least ", range.least(), like);
    add(bounds, !Double.isNaN(range.above()), "above ", range.above(), like);
    add(bounds, most, "at most ", range.most(), like);
    add(bounds, !Double.isNaN(range.below()), "below ", range.below(), like);
    return bounds.toString();
  }

  private static void add(StringJoiner to, boolean has, String words, double bound, Number like) {
    if (has) {
      to.add(words + shown(bound, like));
    }
  }

  private static String shown(double bound, Number like) {
    return like instanceof Double ? Double.toString(bound) : Long.toString((long) bound);
  }
}
