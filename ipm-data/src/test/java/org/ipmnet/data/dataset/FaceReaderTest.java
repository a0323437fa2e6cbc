// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.ipmnet.core.UserError;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.BeforeEach;
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

  private Path photo;

  @BeforeEach
  void writePhoto() {
    photo = folder.resolve("a.png");
    TinyFaces.rgb(photo, 20, 20, (x, y) -> 0x806040);
  }

  private FaceFile masked(int inside, int outside) {
    Path mask = folder.resolve("mask.png");
    TinyFaces.gray(mask, 20, 20, (x, y) -> x < 5 ? inside : outside);
    return new FaceFile(Side.BARE, "a", photo, null, mask, null);
  }

  @Test
  void theLeastAreaWillDo() {
    FaceFile quarter = masked(0, 255);
    assertEquals(0.25, new FaceReader(LabelScheme.MT, 0.25).read(quarter).area().share());
    String message =
        assertThrows(UserError.class, () -> new FaceReader(LabelScheme.MT, 0.26).read(quarter))
            .getMessage();
    assertTrue(message.contains("less than 26 %"), message);
  }

  @Test
  void aMaskKeepsNothingOrSomethingBrighterThanItsMiddle() {
    FaceReader reader = new FaceReader(LabelScheme.MT);
    assertEquals(1, reader.read(masked(0, 0)).area().share());
    assertEquals(0.25, reader.read(masked(0, 128)).area().share());
    String message = assertThrows(UserError.class, () -> reader.read(masked(0, 127))).getMessage();
    assertTrue(message.contains("holds values up to 127"), message);
  }
}
