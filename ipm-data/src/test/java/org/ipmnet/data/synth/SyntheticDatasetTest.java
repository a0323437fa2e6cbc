// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticDatasetTest {
  private static final int SIZE = 32;
  @TempDir Path temp;

  private Path write(String name, int identities) {
    Path dir = temp.resolve(name);
    SyntheticDataset.write(dir, identities, SIZE, 5);
    return dir;
  }

  private static List<String> names(Path dir) throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void hasTheLayoutOfTheMakeupTransferSet() throws IOException {
    Path dir = write("faces", 20);
    for (String side : List.of("makeup", "non-makeup")) {
      List<String> images = names(dir.resolve("images").resolve(side));
      assertEquals(20, images.size());
      assertEquals(images, names(dir.resolve("segs").resolve(side)));
      List<String> train = Files.readAllLines(dir.resolve("train_" + side + ".txt"));
      List<String> test = Files.readAllLines(dir.resolve("test_" + side + ".txt"));
      assertEquals(18, train.size());
      assertEquals(2, test.size());
      Set<String> all = new HashSet<>(train);
      all.addAll(test);
      assertEquals(new HashSet<>(images), all);
    }
    assertEquals(List.of("bare-00018.png", "bare-00019.png"), names(dir.resolve("truth/regions")));
    assertEquals(2 * 2 + 2, names(dir.resolve("truth")).size());
    assertEquals(List.of("faces"), names(temp));
  }

  @Test
  void mapsHoldRawLabelsInOneChannel() throws IOException {
    Path dir = write("faces", 2);
    BufferedImage map = ImageIO.read(dir.resolve("segs/makeup/makeup-00001.png").toFile());
    assertEquals(1, map.getRaster().getNumBands());
    byte[] raw = new byte[SIZE * SIZE];
    map.getRaster().getDataElements(0, 0, SIZE, SIZE, raw);
    SyntheticFace face = parameters(dir).makeup().get(1);
    assertArrayEquals(new FaceRenderer(face.identity(), SIZE).labels(), raw);
  }

  @Test
  void truthIsTheTargetInTheMakeupOfTheReference() throws IOException {
    Path dir = write("faces", 20);
    SyntheticParameters parameters = parameters(dir);
    SyntheticFace target = parameters.nonMakeup().get(19);
    SyntheticFace reference = parameters.makeup().get(18);
    assertTrue(parameters.targets().contains(target.name()));
    assertTrue(parameters.references().contains(reference.name()));
    Path file = dir.resolve("truth").resolve(target.inMakeupOf(reference) + ".png");
    int[] pixels = ImageIO.read(file.toFile()).getRGB(0, 0, SIZE, SIZE, null, 0, SIZE);
    int[] fresh = new FaceRenderer(target.identity(), SIZE).image(reference.makeup());
    for (int i = 0; i < fresh.length; i++) {
      assertEquals(fresh[i], pixels[i] & 0xFFFFFF);
    }
  }

  @Test
  void sameSeedGivesTheSameFiles() throws IOException {
    assertEquals(contents(write("one", 3)), contents(write("two", 3)));
  }

  @Test
  void truthPicturesAreBounded() throws IOException {
    Path dir = write("faces", 140);
    assertEquals(14, Files.readAllLines(dir.resolve("test_makeup.txt")).size());
    assertEquals(12 * 12 + 2, names(dir.resolve("truth")).size());
  }

  @Test
  void largeSetsHoldOutAFixedNumber() {
    assertEquals(99, DatasetFolder.heldOut(999, 250));
    assertEquals(250, DatasetFolder.heldOut(1000, 250));
    assertEquals(100, DatasetFolder.heldOut(5000, 100));
    assertEquals(1, DatasetFolder.heldOut(2, 100));
  }

  @Test
  void oneFaceOnEitherSideIsForTraining() throws IOException {
    Path dir = write("faces", 1);
    assertEquals(1, Files.readAllLines(dir.resolve("train_makeup.txt")).size());
    assertEquals(0, Files.readAllLines(dir.resolve("test_makeup.txt")).size());
  }

  @Test
  void refusesAFolderInUseAndLeavesItAlone() throws IOException {
    Path dir = Files.createDirectory(temp.resolve("mine"));
    Files.writeString(dir.resolve("note.txt"), "keep");
    UserError error = assertThrows(UserError.class, () -> write("mine", 1));
    assertTrue(error.getMessage().contains("not empty"), error.getMessage());
    assertEquals(List.of("note.txt"), names(dir));
    assertThrows(UserError.class, () -> write("mine/note.txt", 1));
    assertEquals(List.of("mine"), names(temp));
  }

  @Test
  void fillsAnEmptyFolder() throws IOException {
    Files.createDirectory(temp.resolve("empty"));
    assertTrue(names(write("empty", 1)).contains("images"));
  }

  @Test
  void namesTheArgumentThatIsOutOfRange() {
    Path dir = temp.resolve("faces");
    assertEquals(
        "identities must be at least 1, found 0",
        assertThrows(UserError.class, () -> SyntheticDataset.write(dir, 0, 64, 1)).getMessage());
    assertEquals(
        "size must be 32 to 2048 pixels, found 31",
        assertThrows(UserError.class, () -> SyntheticDataset.write(dir, 1, 31, 1)).getMessage());
  }

  private static SyntheticParameters parameters(Path dir) throws IOException {
    return new ObjectMapper()
        .readValue(dir.resolve("truth/parameters.json").toFile(), SyntheticParameters.class);
  }

  /** Relative path to a hash of the bytes, for every file. */
  private static Map<String, Integer> contents(Path dir) throws IOException {
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(dir)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        int hash = java.util.Arrays.hashCode(Files.readAllBytes(file));
        contents.put(dir.relativize(file).toString(), hash);
      }
    }
    return contents;
  }
}
