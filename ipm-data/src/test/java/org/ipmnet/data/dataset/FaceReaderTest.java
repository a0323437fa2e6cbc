// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.ipmnet.core.UserError;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceReaderTest {
  private static final int SIZE = 512;

  @TempDir Path folder;

  private FaceFile face(String map) {
    return new FaceFile(
        Side.BARE, "photo", folder.resolve("photo.png"), folder.resolve(map), null, null);
  }

  /** The collector sees a handful of objects, not the megabytes behind them. */
  @Test
  void nativeMemoryIsFreeAgainHoweverReadingEnds() throws IOException {
    TinyFaces.rgb(folder.resolve("photo.png"), SIZE, SIZE, (x, y) -> x * y);
    IntBinaryOperator label = (x, y) -> TinyFaces.label(x, y, SIZE);
    TinyFaces.gray(folder.resolve("good.png"), SIZE, SIZE, label);
    TinyFaces.palette(folder.resolve("palette.png"), 8, SIZE, SIZE, label);
    Files.writeString(folder.resolve("torn.png"), "no map");
    TinyFaces.gray(folder.resolve("unknown.png"), SIZE, SIZE, (x, y) -> 200);
    FaceReader reader = new FaceReader(LabelScheme.MT);
    reader.read(face("good.png")); // libraries are loaded
    long before = Pointer.totalBytes();
    for (String map : List.of("good.png", "palette.png")) {
      reader.read(face(map));
      assertEquals(0, Math.max(0, Pointer.totalBytes() - before), map);
    }
    for (String map : List.of("torn.png", "unknown.png")) {
      assertThrows(UserError.class, () -> reader.read(face(map)));
      assertEquals(0, Math.max(0, Pointer.totalBytes() - before), map);
    }
  }
}
