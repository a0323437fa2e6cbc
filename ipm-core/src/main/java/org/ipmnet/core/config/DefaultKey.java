// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The key whose value is taken where a file does not give this one. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface DefaultKey {
  /** A key of the group around the key's own. */
  String value();
}
