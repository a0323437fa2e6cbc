// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ipmnet.core.config.HyphenatedName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants by the names they have in configuration files. */
abstract class HyphenatedNames<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] constants;

  HyphenatedNames(Class<E> type) {
    this.constants = type.getEnumConstants();
  }

  @Override
  public final E convert(String name) {
    for (E constant : constants) {
      if (HyphenatedName.of(constant).equals(name)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(constants).map(HyphenatedName::of).toList();
    throw new TypeConversionException(
        String.format(Locale.ROOT, "%s is none of %s", name, String.join(", ", names)));
  }
}
