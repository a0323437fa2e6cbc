// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.data.label.LabelScheme;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Label schemes by the names they have in configuration files. */
final class LabelSchemeNames implements ITypeConverter<LabelScheme> {
  @Override
  public LabelScheme convert(String name) {
    for (LabelScheme scheme : LabelScheme.values()) {
      if (HyphenatedName.of(scheme).equals(name)) {
        return scheme;
      }
    }
    List<String> names = Arrays.stream(LabelScheme.values()).map(HyphenatedName::of).toList();
    throw new TypeConversionException(
        String.format(Locale.ROOT, "%s is none of %s", name, String.join(", ", names)));
  }
}
