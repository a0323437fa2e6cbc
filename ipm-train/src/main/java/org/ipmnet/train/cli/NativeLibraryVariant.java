// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which variant of native libraries JavaCPP looks for: the one of ND4J's natives on the class path,
 * such as {@code -onednn-avx2}. Unless it is told, it looks for those of all variants of every
 * library, CUDA's for OpenCV among them, several times in each jar: some tenths of a second.
 */
final class NativeLibraryVariant {
  private static final String PROPERTY = "org.bytedeco.javacpp.platform.extension";

  private static final Pattern NATIVES =
      Pattern.compile("nd4j-native-\\d.*-(?:linux|macosx|windows)-[^-]+?(-.+)?\\.jar");

  private NativeLibraryVariant() {}

  /** Names it for this process, unless the user has, or there is no such jar. */
  static void choose() {
    if (System.getProperty(PROPERTY) == null) {
      of(System.getProperty("java.class.path")).ifPresent(v -> System.setProperty(PROPERTY, v));
    }
  }

  /** The variant of the jar on a class path, empty of one that has no variant. */
  static Optional<String> of(String classPath) {
    return Arrays.stream(classPath.split(Pattern.quote(System.getProperty("path.separator"))))
        .map(
            entry ->
                NATIVES.matcher(entry.substring(entry.replace('\\', '/').lastIndexOf('/') + 1)))
        .filter(Matcher::matches)
        .map(jar -> Optional.ofNullable(jar.group(1)).orElse(""))
        .findFirst();
  }
}
