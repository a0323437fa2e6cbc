// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FeatureFileTest {
  @TempDir Path folder;
  private final List<List<Integer>> asked = new ArrayList<>();

  /** Vector i is 10 i, 10 i + 1, 10 i + 2. */
  private INDArray extract(List<Integer> numbers) {
    asked.add(numbers);
    INDArray rows = Nd4j.create(DataType.FLOAT, numbers.size(), 3);
    for (int i = 0; i < numbers.size(); i++) {
      for (int j = 0; j < 3; j++) {
        rows.putScalar(i, j, 10f * numbers.get(i) + j);
      }
    }
    return rows;
  }

  private FeatureFile open(String name, int count) {
    return FeatureFile.of(folder.resolve("new").resolve(name), count, 3, 2, this::extract);
  }

  @Test
  void featuresAreComputedOnceInBatches() throws IOException {
    FeatureFile features = open("a.npy", 5);
    assertEquals(List.of(List.of(0, 1), List.of(2, 3), List.of(4)), asked);
    assertArrayEquals(
        new float[] {40, 41, 42, 10, 11, 12}, features.rows(List.of(4, 1)).data().asFloat());
    open("a.npy", 5);
    assertEquals(3, asked.size());

    List<Long> sizes = new ArrayList<>();
    List<Integer> often = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      often.add(i % 5);
    }
    features.forEachBatch(often, rows -> sizes.add(rows.size(0)));
    assertEquals(List.of(64L, 6L), sizes);

    byte[] bytes = Files.readAllBytes(folder.resolve("new/a.npy"));
    String head = new String(bytes, 1, 127, StandardCharsets.ISO_8859_1);
    assertEquals("NUMPY", head.substring(0, 5));
    assertEquals(0, (bytes.length - 5 * 3 * 4) % 64);
    assertEquals(true, head.contains("'shape': (5, 3), }"), head);
  }

  @Test
  void aFileOfAnotherSetOrHalfOfOneIsMadeAnew() throws IOException {
    open("a.npy", 5);
    open("a.npy", 4);
    assertEquals(5, asked.size());
    Path file = folder.resolve("new/a.npy");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 150));
    assertArrayEquals(new float[] {30, 31, 32}, open("a.npy", 4).rows(List.of(3)).data().asFloat());
    assertEquals(7, asked.size());
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(folder.resolve("new"), "in the way");
    UserError error = assertThrows(UserError.class, () -> open("a.npy", 1));
    assertEquals(1, error.getMessage().lines().count());
  }
}
