// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Paths as users write them, also as {@code file:} addresses, which programs around clusters use.
 * Other addresses name no file that this machine sees.
 */
final class PathReader implements ITypeConverter<Path> {
  /** Two letters at least: one is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):/.*");

  @Override
  public Path convert(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches()) {
      return Path.of(text);
    }
    if (!address.group(1).equalsIgnoreCase("file")) {
      throw new TypeConversionException(
          String.format(
              Locale.ROOT,
              "%s is no file that this machine sees: mount it, at one place on all workers of a cluster (docs/CLUSTER.md)",
              text));
    }
    try {
      return Path.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          String.format(Locale.ROOT, "%s is no address of a file: write file:///FOLDER/...", text));
    }
  }
}
