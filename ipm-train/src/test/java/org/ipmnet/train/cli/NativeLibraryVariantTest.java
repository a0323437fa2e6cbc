// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryVariantTest {
  @ParameterizedTest
  @CsvSource({
    "/a/nd4j-native-1.0.0-M2.1-linux-x86_64-onednn-avx2.jar, -onednn-avx2",
    "/a/nd4j-native-1.0.0-M2.1-linux-x86_64-avx512.jar, -avx512",
    "/a/nd4j-native-1.0.0-M2.1-linux-arm64.jar, ''",
    "C:\\b\\nd4j-native-1.0.0-M2.1-windows-x86_64.jar, ''",
    "/a/nd4j-native-preset-1.0.0-M2.1-linux-x86_64.jar,",
    "/a/nd4j-cuda-11.6-1.0.0-M2.1-linux-x86_64-cudnn.jar,"
  })
  void thatOfTheNativesOnTheClassPath(String jar, String variant) {
    String classPath =
        String.join(
            File.pathSeparator, "/a b/nd4j-native-1.0.0-M2.1.jar", jar, "/nd4j-native-api.jar");
    assertEquals(Optional.ofNullable(variant), NativeLibraryVariant.of(classPath));
  }
}
