// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which numbers a key takes. One without any bound takes every finite number; what is not given is
 * in every range. {@link Ranges} checks.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** The smallest number. */
  double least() default -Double.MAX_VALUE;

  /** The largest number. */
  double most() default Double.MAX_VALUE;

  /** All numbers are larger. */
  double above() default Double.NaN;

  /** All numbers are smaller. */
  double below() default Double.NaN;

  /** All numbers are multiples of this; {@code least} and {@code most} are such. */
  int multipleOf() default 1;
}
