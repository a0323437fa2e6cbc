// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.Locale;
import org.ipmnet.data.dataset.Side;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The two sides by the names of their folders. */
final class SideNames implements ITypeConverter<Side> {
  @Override
  public Side convert(String name) {
    for (Side side : Side.values()) {
      if (side.folder().equals(name)) {
        return side;
      }
    }
    throw new TypeConversionException(
        String.format(Locale.ROOT, "%s is none of makeup, non-makeup", name));
  }
}
