// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.FaultPolicy;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.label.LabelScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsedPhotosTest {
  @TempDir Path root;

  private void face(String name, int label) throws IOException {
    write("images/" + name, BufferedImage.TYPE_INT_RGB, 40 + 3 * label);
    write("segs/" + name, BufferedImage.TYPE_BYTE_GRAY, label);
  }

  private void write(String name, int type, int level) throws IOException {
    BufferedImage picture = new BufferedImage(40, 40, type);
    for (int i = 0; i < 1600; i++) {
      picture.getRaster().setSample(i % 40, i / 40, 0, i < 1560 ? level : 0);
    }
    Path file = root.resolve(name + ".png");
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
  }

  private ParsingDataConfig config(double heldOut, FaultPolicy faults) {
    return new ParsingDataConfig(
        LabelScheme.MT,
        MismatchPolicy.STOP,
        32,
        32,
        1,
        1,
        0,
        0,
        0,
        0,
        0,
        1,
        heldOut,
        faults,
        2,
        2,
        1,
        root.toString());
  }

  private ParsedPhotos open(double heldOut) {
    return ParsedPhotos.open(config(heldOut, FaultPolicy.STOP), new RandomStreams(1));
  }

  @Test
  void mtLayoutAndFlatFoldersAreRead() throws IOException {
    face("makeup/a", 1);
    face("non-makeup/b", 2);
    face("c", 3);
    assertEquals(List.of("c", "makeup/a", "non-makeup/b"), names(open(0).train()));
  }

  @Test
  void aShareIsHeldOutAlwaysTheSame() throws IOException {
    for (int i = 0; i < 10; i++) {
      face("f" + i, 1);
    }
    ParsedPhotos photos = open(0.3);
    assertEquals(3, photos.heldOut().size());
    Set<PhotoWithMap> all = new HashSet<>(photos.train());
    all.addAll(photos.heldOut());
    assertEquals(10, all.size());
    assertEquals(photos.heldOut(), open(0.3).heldOut());
    Files.writeString(root.resolve("test.txt"), "f4.png\nf7\n");
    assertEquals(List.of("f4", "f7"), names(open(0.3).heldOut()));
  }

  private static List<String> names(List<PhotoWithMap> photos) {
    return photos.stream().map(PhotoWithMap::name).toList();
  }

  /** Lines as {@code ipm train} takes them: a mark of byte order, folders, either line end. */
  @Test
  void listedFacesAreHeldOutHoweverTheyAreWritten() throws IOException {
    for (String name : List.of("makeup/a", "makeup/b", "makeup/c", "non-makeup/a", "d")) {
      face(name, 1);
    }
    Files.writeString(root.resolve("test_makeup.txt"), "\uFEFFmakeup/a.png\r\nb.png\r\n");
    Files.writeString(root.resolve("test.txt"), "\uFEFFnon-makeup/a.png\nd\n");
    ParsedPhotos photos = open(0.2);
    assertEquals(List.of("d", "makeup/a", "makeup/b", "non-makeup/a"), names(photos.heldOut()));
    assertEquals(List.of("makeup/c"), names(photos.train()));
  }

  @Test
  void aListedFaceThatIsNotThereIsAFault() throws IOException {
    face("makeup/a", 1);
    face("makeup/b", 1);
    Files.writeString(root.resolve("test_makeup.txt"), "a.png\ngone.png\n");
    UserError error = assertThrows(UserError.class, () -> open(0));
    assertTrue(
        error
            .getMessage()
            .contains(
                "images/makeup/gone is listed in test_makeup.txt but not there; add the picture or"
                    + " remove the line"),
        error.getMessage());
    ParsedPhotos skipped = ParsedPhotos.open(config(0, FaultPolicy.SKIP), new RandomStreams(1));
    assertEquals(List.of("makeup/a"), names(skipped.heldOut()));
    assertEquals(1, skipped.faults().size());
  }

  /** It is told once, as what it is. */
  @Test
  void aListedFaceWithoutAMapIsThere() throws IOException {
    face("makeup/a", 1);
    write("images/makeup/b", BufferedImage.TYPE_INT_RGB, 9);
    Files.writeString(root.resolve("test_makeup.txt"), "b.png\n");
    ParsedPhotos skipped = ParsedPhotos.open(config(0, FaultPolicy.SKIP), new RandomStreams(1));
    assertEquals(1, skipped.faults().size());
    assertTrue(skipped.faults().get(0).contains("has no parsing map"), skipped.faults().get(0));
  }

  @Test
  void aListInAnotherEncodingIsNamed() throws IOException {
    face("a", 1);
    Path list = root.resolve("test.txt");
    Files.write(list, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0});
    UserError error = assertThrows(UserError.class, () -> open(0));
    assertEquals(
        String.format(
            Locale.ROOT,
            "list %s cannot be read as UTF-8 text; save it with one file name a line",
            list),
        error.getMessage());
  }

  @Test
  void allFaultsAreNamedAtOnceOrSkipped() throws IOException {
    face("good", 1);
    face("odd", 14);
    write("images/alone", BufferedImage.TYPE_INT_RGB, 9);
    UserError error = assertThrows(UserError.class, () -> open(0));
    assertTrue(error.getMessage().contains("2 faults"), error.getMessage());
    assertTrue(error.getMessage().contains("label 14"), error.getMessage());
    assertTrue(error.getMessage().contains("alone.png has no parsing map"), error.getMessage());
    ParsedPhotos skipped = ParsedPhotos.open(config(0, FaultPolicy.SKIP), new RandomStreams(1));
    assertEquals(1, skipped.train().size());
    assertEquals(2, skipped.faults().size());
  }

  @Test
  void theHashFollowsTheFiles() throws IOException {
    face("a", 1);
    face("b", 2);
    String before = open(0).hash();
    assertEquals(before, open(0).hash());
    face("b", 3);
    assertNotEquals(before, open(0).hash());
  }

  @Test
  void batchesDependNeitherOnThreadsNorOnTheStart() throws IOException {
    for (int i = 0; i < 5; i++) {
      face("f" + i, i + 1);
    }
    ParsedPhotos photos = open(0);
    try (ParsingBatches whole = new ParsingBatches(photos, 2, new RandomStreams(1), 0);
        ParsingBatches later = new ParsingBatches(photos, 2, new RandomStreams(1), 3)) {
      Set<Float> seen = new HashSet<>();
      for (int iteration = 0; iteration < 3; iteration++) {
        ParsingBatch batch = whole.next();
        seen.add(batch.classes()[0]);
        seen.add(batch.classes()[32 * 32]);
      }
      assertEquals(5, seen.size(), "an epoch shows every photo");
      ParsingBatch expected = whole.next();
      ParsingBatch found = later.next();
      assertArrayEquals(expected.images(), found.images());
      assertArrayEquals(expected.classes(), found.classes());
    }
  }

  @Test
  void aFolderWithoutMapsIsRefused() {
    UserError error = assertThrows(UserError.class, () -> open(0));
    assertTrue(error.getMessage().contains("expected images/ and segs/"), error.getMessage());
  }
}
