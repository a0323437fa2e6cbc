// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.outcome.FileOutcome;
import org.ipmnet.eval.parsing.FaceLocator;
import org.ipmnet.eval.prepare.PreparationRequest.Existing;
import org.ipmnet.eval.prepare.PreparationRequest.Pictures;
import org.ipmnet.eval.testing.FolderBytes;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.ipmnet.eval.testing.TemplateParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoPreparationTest {
  private static final int SIZE = 121;

  @TempDir Path folder;
  private Path photos;
  private Path out;
  private final TemplateParser parser = new TemplateParser();
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeEach
  void takePhotos() throws IOException {
    photos = folder.resolve("photos");
    out = folder.resolve("out");
    RgbImage one = SyntheticPhoto.face(1, 361);
    RgbImage two = SyntheticPhoto.face(2, 250);
    SyntheticPhoto.write(photos.resolve("good.png"), SyntheticPhoto.row(600, 400, one));
    SyntheticPhoto.write(photos.resolve("lying.png"), SyntheticPhoto.turned(one, 90));
    SyntheticPhoto.write(photos.resolve("two.png"), SyntheticPhoto.row(700, 400, two, one));
    SyntheticPhoto.write(photos.resolve("nobody.png"), SyntheticPhoto.row(300, 200));
    SyntheticPhoto.write(photos.resolve("dot.png"), new RgbImage(1, 1, new byte[3]));
    SyntheticPhoto.write(photos.resolve("makeup/painted.png"), one);
    Files.writeString(photos.resolve("notes.txt"), "no photo");
    byte[] whole = Files.readAllBytes(photos.resolve("good.png"));
    Files.write(photos.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    Files.copy(photos.resolve("good.png"), photos.resolve("good.PNG"));
  }

  private Map<String, FileOutcome> prepare(int faces, Existing existing) {
    PreparationRequest request =
        new PreparationRequest(
            photos, Side.BARE, out, new Pictures(SIZE, LabelScheme.MT, faces), 3, existing);
    Map<String, FileOutcome> byName = new TreeMap<>();
    PhotoPreparation preparation =
        new PhotoPreparation(
            request,
            parser,
            () -> {
              opened.incrementAndGet();
              return new FaceLocator(parser);
            });
    for (FileOutcome outcome : preparation.run(told -> {})) {
      byName.put(photos.relativize(outcome.file()).toString(), outcome);
    }
    return byName;
  }

  @Test
  void everyFileIsPreparedOrRefusedWithItsReason() throws IOException {
    Map<String, FileOutcome> outcomes = prepare(1, Existing.KEEP);
    assertEquals(List.of("good"), outcomes.get("good.PNG").results());
    assertEquals("has the same name as good.PNG", outcomes.get("good.png").reason());
    assertEquals(List.of("lying"), outcomes.get("lying.png").results());
    assertEquals(List.of("two"), outcomes.get("two.png").results());
    assertEquals(List.of("painted"), outcomes.get("makeup/painted.png").results());
    assertEquals("no face is found", outcomes.get("nobody.png").reason());
    assertEquals("is 1x1 pixels, too small for a face", outcomes.get("dot.png").reason());
    assertTrue(outcomes.get("notes.txt").reason().startsWith("is neither PNG nor JPEG"));
    assertTrue(outcomes.get("cut.png").reason().startsWith("is truncated"));
    assertEquals(9, outcomes.size());

    RgbImage picture = RgbImage.read(out.resolve("images/non-makeup/lying.png"));
    assertEquals(SIZE, picture.width());
    assertEquals(SIZE, picture.height());
    GrayImage map = GrayImage.readValues(out.resolve("segs/non-makeup/lying.png"));
    Set<Byte> labels = new TreeSet<>();
    for (byte label : map.values()) {
      labels.add(label);
    }
    // the parser's skin and hair, and what the landmarks say, which it does not see
    assertTrue(labels.containsAll(List.of((byte) 1, (byte) 10)), labels.toString());
    assertTrue(
        labels.containsAll(List.of((byte) 2, (byte) 3, (byte) 5, (byte) 6)), labels.toString());
    assertTrue(Files.exists(out.resolve("images/makeup/painted.png")));
    List<String> table = Files.readAllLines(out.resolve("prepared.tsv"));
    assertEquals(2 + 9, table.size());
    assertTrue(table.stream().anyMatch(line -> line.matches("dot.png\t.*\trefused\tis 1x1 .*")));
  }

  /** A lying photo becomes the picture that it would be upright. */
  @Test
  void aTurnedPhotoGivesTheSamePicture() {
    RgbImage face = SyntheticPhoto.face(1, 361);
    SyntheticPhoto.write(photos.resolve("upright.png"), SyntheticPhoto.turned(face, 0));
    prepare(1, Existing.KEEP);
    RgbImage lying = RgbImage.read(out.resolve("images/non-makeup/lying.png"));
    RgbImage upright = RgbImage.read(out.resolve("images/non-makeup/upright.png"));
    double difference = 0;
    for (int i = 0; i < lying.rgb().length; i++) {
      difference += Math.abs((lying.rgb()[i] & 0xFF) - (upright.rgb()[i] & 0xFF));
    }
    // the detector's boxes differ by some pixels; upside down it would be 50
    assertEquals(0, difference / lying.rgb().length, 20);
  }

  @Test
  void allFacesOfAPhoto() {
    assertEquals(List.of("two", "two-face2"), prepare(9, Existing.KEEP).get("two.png").results());
    assertTrue(Files.exists(out.resolve("segs/non-makeup/two-face2.png")));
  }

  @Test
  void aSecondRunLooksAtNothingAgain() throws IOException {
    Map<String, FileOutcome> first = prepare(1, Existing.KEEP);
    byte[] table = Files.readAllBytes(out.resolve("prepared.tsv"));
    int calls = parser.calls();
    assertTrue(opened.getAndSet(0) > 0);
    assertEquals(first, prepare(1, Existing.KEEP));
    assertEquals(calls, parser.calls());
    assertEquals(0, opened.get(), "detectors");
    assertArrayEquals(table, Files.readAllBytes(out.resolve("prepared.tsv")));
  }

  /** Killed after a photo's line and its first picture, and within the next line. */
  @Test
  void aKilledRunGoesOn() throws IOException {
    Map<String, FileOutcome> whole = prepare(9, Existing.KEEP);
    Path table = out.resolve("prepared.tsv");
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    lines.removeIf(line -> line.startsWith("lying.png\t"));
    Files.writeString(table, String.join("\n", lines) + "\nlying.p");
    for (String kind : List.of("images", "segs")) {
      Files.delete(out.resolve(kind + "/non-makeup/two-face2.png"));
      Files.delete(out.resolve(kind + "/non-makeup/lying.png"));
    }
    byte[] good = Files.readAllBytes(out.resolve("images/non-makeup/good.png"));
    assertEquals(whole, prepare(9, Existing.KEEP));
    for (String name : List.of("two", "two-face2", "lying")) {
      assertTrue(Files.exists(out.resolve("images/non-makeup/" + name + ".png")), name);
      assertTrue(Files.exists(out.resolve("segs/non-makeup/" + name + ".png")), name);
    }
    assertArrayEquals(good, Files.readAllBytes(out.resolve("images/non-makeup/good.png")));
  }

  /** A run may be killed at any picture: what an earlier one began must stand in the table. */
  @Test
  void aPhotosLineIsWrittenBeforeItsPictures() throws IOException {
    Files.createDirectories(out.resolve("images/non-makeup/lying.png/in the way"));
    assertTrue(prepare(1, Existing.REPLACE).get("lying.png").isRefused());
    List<String> outcomes =
        Files.readAllLines(out.resolve("prepared.tsv")).stream()
            .filter(line -> line.startsWith("lying.png\t"))
            .map(line -> line.split("\t")[3])
            .toList();
    assertEquals(List.of("prepared", "refused"), outcomes);
  }

  /** All or none: a face that is left out for its file's sake would be lost without a word. */
  @Test
  void somebodyElsesFileUnderAFacesNameRefusesThePhoto() throws IOException {
    Path mine = out.resolve("segs/non-makeup/two-face2.png");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine");
    assertEquals(
        mine + " exists already; making all anew (--force) replaces it",
        prepare(9, Existing.KEEP).get("two.png").reason());
    assertEquals("mine", Files.readString(mine));
    assertFalse(Files.exists(out.resolve("images/non-makeup/two.png")));
  }

  @Test
  void aFaceTakesNoOtherPhotosName() throws IOException {
    RgbImage single = SyntheticPhoto.face(3, 361);
    SyntheticPhoto.write(photos.resolve("two-face2.png"), SyntheticPhoto.row(420, 400, single));
    Map<String, FileOutcome> outcomes = prepare(9, Existing.KEEP);
    assertEquals(List.of("two", "two-face3"), outcomes.get("two.png").results());
    assertEquals(List.of("two-face2"), outcomes.get("two-face2.png").results());
  }

  /** A name with what would break the table's lines is found in it again. */
  @Test
  void aNameWithAControlCharacterIsKnownAgain() throws IOException {
    Files.move(photos.resolve("lying.png"), photos.resolve("ly\u007Fing.png"));
    Map<String, FileOutcome> first = prepare(1, Existing.KEEP);
    assertEquals(List.of("ly_ing"), first.get("ly\u007Fing.png").results());
    assertEquals(first, prepare(1, Existing.KEEP));
  }

  @Test
  void somebodyElsesFilesStay() throws IOException {
    Path mine = out.resolve("images/non-makeup/lying.png");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "mine");
    assertTrue(prepare(1, Existing.KEEP).get("lying.png").reason().contains("exists already"));
    assertEquals("mine", Files.readString(mine));
    assertFalse(prepare(1, Existing.REPLACE).get("lying.png").isRefused());
    assertEquals(SIZE, RgbImage.read(mine).width());
  }

  @Test
  void otherSettingsNeedAnotherFolder() {
    prepare(1, Existing.KEEP);
    UserError error = assertThrows(UserError.class, () -> prepare(9, Existing.KEEP));
    assertTrue(error.getMessage().contains("other settings"), error.getMessage());
    assertEquals(2, prepare(9, Existing.REPLACE).get("two.png").results().size());
  }

  @Test
  void theOutputIsNotTheInput() {
    out = photos;
    UserError error = assertThrows(UserError.class, () -> prepare(1, Existing.KEEP));
    assertTrue(error.getMessage().contains("choose another output folder"), error.getMessage());
  }

  /** Workers leave what one leaves, also if one of them is lost and its share done again. */
  @Test
  void workersMakeWhatOneMakes() throws IOException {
    PreparationRequest request =
        new PreparationRequest(
            photos, Side.BARE, out, new Pictures(SIZE, LabelScheme.MT, 2), 1, Existing.KEEP);
    new PhotoPreparation(request, parser).run(told -> {});
    Path one = out;
    out = folder.resolve("shared");
    PreparationRequest shared =
        new PreparationRequest(
            photos, Side.BARE, out, new Pictures(SIZE, LabelScheme.MT, 2), 1, Existing.KEEP);
    SharedPreparation preparation = new SharedPreparation(shared);
    preparation.begin();
    preparation.run(new WorkShare(2, 3), parser, told -> {});
    preparation.run(new WorkShare(0, 3), parser, told -> {});
    preparation.begin(); // as the command that goes on, now with two workers
    for (WorkShare share : WorkShare.all(2)) {
      preparation.run(share, parser, told -> {});
    }
    preparation.join();
    assertEquals(FolderBytes.of(one), FolderBytes.of(out));
    preparation.begin();
    for (WorkShare share : WorkShare.all(2)) {
      preparation.run(share, parser, told -> {});
    }
    preparation.join();
    assertEquals(FolderBytes.of(one), FolderBytes.of(out), "there is nothing left to do");
  }
}
