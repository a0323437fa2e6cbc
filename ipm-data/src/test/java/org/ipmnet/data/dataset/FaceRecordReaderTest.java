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
import org.datavec.api.writable.Writable;
import org.datavec.image.data.ImageWritable;
import org.ipmnet.core.UserError;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceRecordReaderTest {
  private static final int SIZE = 512;

  @TempDir Path folder;

  private FaceRecordReader reader(String map, String mask, String texture) {
    return new FaceRecordReader(
        List.of(
            new FaceFile(
                Side.BARE,
                "photo",
                folder.resolve("photo.png"),
                folder.resolve(map),
                folder.resolve(mask),
                folder.resolve(texture))));
  }

  /** The collector sees a handful of objects, not the megabytes behind them. */
  @Test
  void nativeMemoryIsFreeAgainHoweverReadingEnds() throws IOException {
    TinyFaces.rgb(folder.resolve("photo.png"), SIZE, SIZE, (x, y) -> x * y);
    IntBinaryOperator label = (x, y) -> TinyFaces.label(x, y, SIZE);
    TinyFaces.gray(folder.resolve("good.png"), SIZE, SIZE, label);
    TinyFaces.palette(folder.resolve("palette.png"), 8, SIZE, SIZE, label);
    Files.writeString(folder.resolve("torn.png"), "no map");
    readAndFree("palette.png"); // libraries are loaded
    long before = Pointer.totalBytes();
    for (String map : List.of("good.png", "palette.png")) {
      readAndFree(map);
      assertEquals(0, Math.max(0, Pointer.totalBytes() - before), map);
    }
    for (FaceRecordReader torn :
        List.of(
            reader("torn.png", "good.png", "good.png"),
            reader("good.png", "torn.png", "good.png"),
            reader("good.png", "good.png", "torn.png"))) {
      assertThrows(UserError.class, torn::next);
      assertEquals(0, Math.max(0, Pointer.totalBytes() - before));
    }
  }

  private void readAndFree(String map) {
    List<Writable> record = reader(map, "good.png", "good.png").next();
    for (Writable part : record.subList(FaceRecordReader.PHOTO, record.size())) {
      ((ImageWritable) part).getFrame().close();
    }
  }
}
