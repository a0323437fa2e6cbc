// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** Reads and writes {@code HIGH_CONTRAST} as {@code high-contrast}. */
final class HyphenatedEnums extends SimpleModule {
  private static final long serialVersionUID = 1L;

  @Override
  public void setupModule(SetupContext context) {
    context.insertAnnotationIntrospector(new Names());
  }

  private static final class Names extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      for (int i = 0; i < constants.length; i++) {
        if (names[i] == null) {
          names[i] = HyphenatedName.of(constants[i]);
        }
      }
      return names;
    }
  }
}
