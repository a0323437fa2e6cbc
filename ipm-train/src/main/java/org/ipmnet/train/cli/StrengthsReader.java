// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.core.UserError;
import org.ipmnet.eval.paste.AreaStrengths;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Strengths as {@code 0.7} or {@code lips=1,lids=0.5}. */
final class StrengthsReader implements ITypeConverter<AreaStrengths> {
  @Override
  public AreaStrengths convert(String text) {
    try {
      return AreaStrengths.parse(text);
    } catch (UserError e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
