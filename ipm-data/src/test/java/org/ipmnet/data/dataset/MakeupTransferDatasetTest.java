// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeupTransferDatasetTest {
  private static final RandomStreams SEED = new RandomStreams(1);

  @TempDir Path root;

  /** Decoded faces are the same objects; splits and textures are each configuration's own. */
  @Test
  void facesAreSharedWithAnotherConfiguration() {
    TinyFaces.mtLayout(root, 12, 12, 24);
    MakeupTransferDataset dataset = open();
    DataConfig other = TinyFaces.config(root, 16, "texture: sobel", "flip: 0", "threads: 1");
    assertTrue(dataset.isReadAs(other));
    MakeupTransferDataset shared = dataset.sharedWith(other, new RandomStreams(77));
    MakeupTransferDataset alone = MakeupTransferDataset.open(other, new RandomStreams(77));
    for (Side side : Side.values()) {
      assertEquals(alone.train(side), shared.train(side));
      assertEquals(alone.test(side), shared.test(side));
    }
    assertEquals(alone.membership(), shared.membership());
    assertNotEquals(dataset.membership(), shared.membership());
    assertEquals(alone.report(), shared.report());
    FaceFile face = shared.train(Side.BARE).get(0);
    assertSame(dataset.face(face), shared.face(face));
    assertArrayEquals(
        alone.evaluationSample(face).texture(), shared.evaluationSample(face).texture());
    for (String reading : List.of("resize: 24", "resize-form: square", "labels: face-parsing")) {
      DataConfig another = TinyFaces.config(root, 16, reading);
      assertFalse(dataset.isReadAs(another), reading);
      assertThrows(
          IllegalArgumentException.class, () -> dataset.sharedWith(another, new RandomStreams(1)));
    }
  }

  /** Two data sets that are open at once do not fill half the heap each. */
  @Test
  void memoryForDecodedFacesIsSharedToo() {
    TinyFaces.mtLayout(root, 4, 4, 24);
    CacheBudget budget = CacheBudget.of(TinyFaces.config(root, 16));
    MakeupTransferDataset first =
        MakeupTransferDataset.open(TinyFaces.config(root, 16), new RandomStreams(1), budget);
    FaceFile face = first.train(Side.BARE).get(0);
    assertSame(first.face(face), first.face(face), "kept");
    while (budget.take(1 << 20)) {
      continue; // others have the rest
    }
    MakeupTransferDataset second =
        MakeupTransferDataset.open(
            TinyFaces.config(root, 512, "resize: 600"), new RandomStreams(1), budget);
    assertNotSame(second.face(face), second.face(face), "no room");
    assertSame(first.face(face), first.face(face), "kept");
  }

  private MakeupTransferDataset open(String... more) {
    return MakeupTransferDataset.open(TinyFaces.config(root, 16, more), SEED);
  }

  private String failure(String... more) {
    return assertThrows(UserError.class, () -> open(more)).getMessage();
  }

  private static List<String> names(List<FaceFile> faces) {
    return faces.stream().map(FaceFile::name).toList();
  }

  @Test
  void aTenthIsHeldOutBySeed() {
    TinyFaces.mtLayout(root, 25, 4, 24);
    MakeupTransferDataset dataset = open();
    assertEquals(23, dataset.train(Side.MADE_UP).size());
    assertEquals(2, dataset.test(Side.MADE_UP).size());
    assertEquals(3, dataset.train(Side.BARE).size());
    assertEquals(1, dataset.test(Side.BARE).size());
    List<FaceFile> all = new ArrayList<>(dataset.train(Side.MADE_UP));
    all.addAll(dataset.test(Side.MADE_UP));
    assertEquals(25, all.stream().distinct().count());
    assertEquals(dataset.test(Side.MADE_UP), open().test(Side.MADE_UP));
    assertEquals(dataset.report().hash(), open("threads: 1").report().hash());
  }

  @Test
  void theHashFollowsContent() {
    TinyFaces.mtLayout(root, 2, 2, 24);
    String before = open().report().hash();
    TinyFaces.face(root, "makeup", "m000", 24, 99);
    assertNotEquals(before, open().report().hash());
  }

  @Test
  void listsRestrictAndSplit() throws IOException {
    TinyFaces.mtLayout(root, 6, 4, 24);
    Files.writeString(root.resolve("train_makeup.txt"), "m004.png\nm001.jpg\n\n");
    Files.writeString(root.resolve("test_makeup.txt"), "makeup/m003.png\r\n");
    Files.writeString(root.resolve("test_non-makeup.txt"), "n002.png\n");
    MakeupTransferDataset dataset = open();
    assertEquals(List.of("m004", "m001"), names(dataset.train(Side.MADE_UP)));
    assertEquals(List.of("m003"), names(dataset.test(Side.MADE_UP)));
    assertEquals(List.of("n000", "n001", "n003"), names(dataset.train(Side.BARE)));
    assertEquals(List.of("n002"), names(dataset.test(Side.BARE)));
  }

  @Test
  void aPictureInAFormatThatIsNotReadIsAFault() throws IOException {
    TinyFaces.mtLayout(root, 2, 2, 24);
    Files.writeString(root.resolve("images/makeup/notes.txt"), "no picture");
    assertEquals(List.of(), open().report().faults());
    Files.writeString(root.resolve("images/makeup/m002.HEIC"), "ftyp");
    assertTrue(failure().contains("m002.HEIC is not read, only PNG, JPEG, WebP, BMP and TIFF"));
    Files.writeString(root.resolve("train_makeup.txt"), "m000.png\nm001.png\n");
    assertEquals(List.of(), open().report().faults());
  }

  @Test
  void aNameInBothListsIsRefused() throws IOException {
    TinyFaces.mtLayout(root, 2, 2, 24);
    Files.writeString(root.resolve("train_makeup.txt"), "m000.png\n");
    Files.writeString(root.resolve("test_makeup.txt"), "m000.png\n");
    assertTrue(failure().contains("both list m000"));
  }

  @Test
  void otherLayouts() {
    TinyFaces.mtLayout(root, 3, 3, 24);
    String group = "{images: '%1$s/images/%2$s', maps: '%1$s/segs/%2$s'}";
    MakeupTransferDataset dataset =
        open(
            "folder: null",
            "makeup: " + String.format(Locale.ROOT, group, root, "makeup"),
            "non-makeup: " + String.format(Locale.ROOT, group, root, "non-makeup"));
    assertEquals(2, dataset.train(Side.MADE_UP).size());
    assertTrue(names(dataset.train(Side.MADE_UP)).stream().allMatch(name -> name.startsWith("m")));
    assertTrue(names(dataset.train(Side.BARE)).stream().allMatch(name -> name.startsWith("n")));
  }

  /** The files stay as they are, and so does their order. */
  @Test
  void theHashFollowsNames() throws IOException {
    TinyFaces.mtLayout(root, 2, 2, 24);
    String before = open().report().hash();
    for (String folder : List.of("images", "segs")) {
      Files.move(
          root.resolve(folder + "/makeup/m001.png"), root.resolve(folder + "/makeup/m2.png"));
    }
    assertNotEquals(before, open().report().hash());
  }

  @Test
  void whatIsHeldOutOfAListOfAllIsNotTrainedOn() throws IOException {
    TinyFaces.mtLayout(root, 4, 2, 24);
    Files.writeString(root.resolve("makeup.txt"), "m000.png\nm001.png\nm003.png\n");
    Files.writeString(root.resolve("test_makeup.txt"), "m001.png\nm002.png\n");
    MakeupTransferDataset dataset = open();
    assertEquals(List.of("m000", "m003"), names(dataset.train(Side.MADE_UP)));
    assertEquals(List.of("m001", "m002"), names(dataset.test(Side.MADE_UP)));
  }

  @Test
  void foldersThatAreWantedAreNamed() throws IOException {
    TinyFaces.mtLayout(root, 1, 1, 24);
    String images = "{images: '%1$s/images/%2$s', maps: null, masks: null}";
    String[] listed = {
      "folder: null",
      "makeup: " + String.format(Locale.ROOT, images, root, "makeup"),
      "non-makeup: " + String.format(Locale.ROOT, images, root, "non-makeup")
    };
    assertTrue(failure(listed).endsWith("set data.non-makeup.maps or data.non-makeup.masks"));
    assertTrue(failure("folder: null").startsWith("no data is named: "));
    assertTrue(failure("texture: files").contains(" has no textures, but data.texture is files"));
    for (String side : List.of("makeup", "non-makeup")) {
      Files.createDirectories(
          root.resolve("masks/" + side)); // maps go before masks, even empty ones
    }
    assertEquals(1, open().train(Side.BARE).size());
    Files.delete(root.resolve("segs/non-makeup/n000.png"));
    Files.delete(root.resolve("segs/non-makeup"));
    Files.delete(root.resolve("masks/non-makeup"));
    assertTrue(
        failure().endsWith("put maps in segs/non-makeup or masks in masks/non-makeup"), failure());
  }

  @Test
  void masksInPlaceOfMapsInAnotherSize() throws IOException {
    TinyFaces.mtLayout(root, 2, 2, 24);
    for (String side : List.of("makeup", "non-makeup")) {
      for (int i = 0; i < 2; i++) {
        String name = (side.equals("makeup") ? "m00" : "n00") + i + ".png";
        Files.delete(root.resolve("segs/" + side + "/" + name));
        TinyFaces.gray(
            root.resolve("masks/" + side + "/" + name), 48, 48, (x, y) -> x < 24 ? 0 : 255);
      }
      Files.delete(root.resolve("segs/" + side));
    }
    MakeupTransferDataset dataset = open();
    Sample sample = dataset.evaluationSample(dataset.train(Side.BARE).get(0));
    assertEquals(0, sample.mask()[0]);
    assertEquals(1, sample.mask()[15]);
  }

  @Test
  void aParsingMapIsNoMask() throws IOException {
    TinyFaces.mtLayout(root, 1, 1, 24);
    Files.createDirectories(root.resolve("masks"));
    for (String side : List.of("makeup", "non-makeup")) {
      Files.move(root.resolve("segs/" + side), root.resolve("masks/" + side));
    }
    assertTrue(failure().contains("masks/makeup/m000.png holds values up to "), failure());
    assertTrue(failure().contains(", a mask 0 (makeup area) and 255 (kept)"), failure());
  }

  @Test
  void missingAndEmptyFolders() throws IOException {
    assertTrue(
        failure().endsWith("images/non-makeup does not exist or is no folder; check the path"),
        failure());
    TinyFaces.mtLayout(root, 1, 1, 24);
    Files.delete(root.resolve("images/makeup/m000.png"));
    assertTrue(failure().contains("images/makeup has no picture that is read"), failure());
    assertTrue(failure("folder: nowhere").startsWith("nowhere does not exist"));
  }

  @Test
  void noMapsAtAll() throws IOException {
    TinyFaces.mtLayout(root, 1, 1, 24);
    Files.delete(root.resolve("segs/makeup/m000.png"));
    Files.delete(root.resolve("segs/makeup"));
    assertTrue(failure().contains("has no parsing maps and no masks"), failure());
  }

  @Test
  void everyFaultIsNamedOrSkipped() throws IOException {
    TinyFaces.mtLayout(root, 7, 3, 24);
    TinyFaces.truncate(root.resolve("images/makeup/m000.png"), 0.6);
    Files.delete(root.resolve("segs/makeup/m001.png"));
    TinyFaces.gray(root.resolve("segs/makeup/m002.png"), 24, 20, (x, y) -> 1);
    TinyFaces.gray(root.resolve("segs/makeup/m003.png"), 24, 24, (x, y) -> 77);
    TinyFaces.gray(root.resolve("segs/makeup/m004.png"), 24, 24, (x, y) -> x + y == 0 ? 1 : 0);
    Files.writeString(root.resolve("non-makeup.txt"), "n000.png\nn001.png\nn002.png\nn003.png\n");
    String message = failure();
    assertTrue(message.startsWith("6 faults in the data"), message);
    assertEquals(7, message.lines().count());
    for (String part :
        List.of(
            "images/makeup/m000.png is truncated or damaged",
            "images/makeup/m001.png has no parsing map",
            "segs/makeup/m002.png is 24x20 but its photo m002.png is 24x24",
            "segs/makeup/m003.png has the label 77, which labels: mt (0 to 13) does not know",
            "segs/makeup/m004.png has a makeup area of 0.2 % of the picture, less than 2 %",
            "images/non-makeup/n003 is listed in non-makeup.txt but not there")) {
      assertTrue(message.contains(part), part + " not in " + message);
    }
    MakeupTransferDataset dataset = open("faults: skip");
    assertEquals(2, dataset.train(Side.MADE_UP).size() + dataset.test(Side.MADE_UP).size());
    assertEquals(6, dataset.report().faults().size());
    String table = DataCheck.of(TinyFaces.config(root, 16)).table();
    assertTrue(table.startsWith("2 made-up and 3 bare faces can be used, 6 faults"), table);
    assertEquals(6 + 4, table.lines().count(), table);
  }

  @Test
  void filesThatShowNothingAreFaults() {
    TinyFaces.mtLayout(root, 3, 2, 24);
    TinyFaces.rgb(root.resolve("images/makeup/m000.png"), 24, 24, (x, y) -> 0x204060);
    TinyFaces.gray(root.resolve("segs/non-makeup/n001.png"), 24, 24, (x, y) -> 1);
    assertTrue(failure().startsWith("2 faults"), failure());
    assertTrue(failure().contains("images/makeup/m000.png has one colour throughout"), failure());
    assertTrue(failure().contains("segs/non-makeup/n001.png has one label through"), failure());
  }

  @Test
  void mapsWithoutLipsAreNamedAndUsed() {
    TinyFaces.mtLayout(root, 3, 2, 24);
    Path map = root.resolve("segs/makeup/m001.png");
    TinyFaces.gray(map, 24, 24, (x, y) -> x > 5 && y > 5 ? 1 : 0);
    DataReport report = open().report();
    assertTrue(report.isSound());
    assertEquals(List.of("1 map without lips: " + map), report.doubts());
    assertEquals(List.of(map), report.lipless());
    for (String other :
        List.of("makeup/m000", "makeup/m002", "non-makeup/n000", "non-makeup/n001")) {
      TinyFaces.gray(
          root.resolve("segs/" + other + ".png"), 24, 24, (x, y) -> x > 5 && y > 5 ? 1 : 0);
    }
    String none = open().report().doubts().get(0);
    assertTrue(none.startsWith("no parsing map (such as "), none);
    assertEquals(1, open().report().doubts().size());
    assertTrue(open().report().isSound());
  }

  @Test
  void oneFaultIsOneLine() {
    TinyFaces.mtLayout(root, 2, 2, 24);
    TinyFaces.truncate(root.resolve("images/makeup/m001.png"), 0.5);
    assertEquals(1, failure().lines().count());
    assertTrue(failure().startsWith(root + "/images/makeup/m001.png is truncated"), failure());
  }

  @Test
  void oneNameTwice() {
    TinyFaces.mtLayout(root, 2, 2, 24);
    TinyFaces.rgb(root.resolve("images/makeup/m000.jpg"), 24, 24, (x, y) -> x);
    assertTrue(failure().contains("has the same name as m000.jpg"), failure());
  }

  @Test
  void recordsReadInOrderAndAtWill() {
    TinyFaces.mtLayout(root, 3, 2, 24);
    List<FaceFile> faces = open().train(Side.MADE_UP);
    try (FaceRecordReader reader = new FaceRecordReader(faces)) {
      int count = 0;
      while (reader.hasNext()) {
        var record = reader.nextRecord();
        String name = record.getRecord().get(FaceRecordReader.NAME).toString();
        assertEquals(faces.get(count++).name(), name);
        var again = reader.loadFromMetaData(record.getMetaData());
        assertEquals(record.getRecord().get(1), again.getRecord().get(1));
        assertEquals(record.getRecord().get(2), again.getRecord().get(2));
      }
      assertEquals(faces.size(), count);
    }
  }
}
