// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a key that a resumed run may change. {@link Unchanged} refuses a change of every other one,
 * so that a new key is refused until somebody has thought about it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface MayChange {
  /** Why the run stays what it was. */
  String value();

  /** A value that a change may neither leave nor enter, such as random; empty if there is none. */
  String except() default "";
}
