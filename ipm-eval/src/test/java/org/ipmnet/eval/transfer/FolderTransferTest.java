// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.ipmnet.eval.transfer.TransferRequest.Extra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTransferTest {
  private static final FakeModel MODEL = FakeModel.of(32);

  @TempDir Path folder;
  private Path targets;
  private Path references;
  private Path out;

  @BeforeEach
  void drawFaces() {
    new DrawnFace(90, 120, 40, 60, 45).write(folder.resolve("t"), "anna");
    targets = DrawnFace.mtLike(80).write(folder.resolve("t"), "berta").getParent();
    DrawnFace.mtLike(60).write(folder.resolve("r"), "red");
    references = DrawnFace.mtLike(70).write(folder.resolve("r"), "rose").getParent();
    out = folder.resolve("new/out");
  }

  private TransferRequest request(List<Double> alphas, Extra... extras) {
    return new TransferRequest(
        FaceSource.of(targets), FaceSource.of(references), null, alphas, out, Set.of(extras));
  }

  private static String fails(TransferRequest request) {
    return fails(MODEL, request);
  }

  private static String fails(FakeModel model, TransferRequest request) {
    return assertThrows(
            UserError.class, () -> new FolderTransfer(model.transfer()).apply(request, file -> {}))
        .getMessage();
  }

  private Set<String> written() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files
          .map(f -> f.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void onePictureAPair() throws IOException {
    List<Path> heard = new ArrayList<>();
    new FolderTransfer(MODEL.transfer()).apply(request(List.of(1.0)), heard::add);
    assertEquals(
        Set.of("anna__red.png", "anna__rose.png", "berta__red.png", "berta__rose.png"), written());
    assertEquals(4, heard.size());
    // this model at alpha 1 paints the target itself
    for (String target : List.of("anna", "berta")) {
      RgbImage photo = RgbImage.read(targets.resolve(target + ".png"));
      RgbImage result = RgbImage.read(out.resolve(target + "__rose.png"));
      assertArrayEquals(photo.rgb(), result.rgb());
    }
  }

  /** What became of the photos is told even if they are gone by then. */
  @Test
  void photosThatAreNotReadAreThoseOfTheBeginning() throws IOException {
    Files.writeString(targets.resolve("phone.heic"), "ftyp");
    List<String> left =
        new FolderTransfer(MODEL.transfer())
            .apply(
                request(List.of(0.0)),
                file -> {
                  if (file.endsWith("berta__rose.png")) {
                    remove(folder.resolve("t"));
                    remove(folder.resolve("r"));
                  }
                });
    assertEquals(4, written().size());
    assertEquals(1, left.size(), left.toString());
    assertTrue(left.get(0).contains("phone.heic is not read"), left.get(0));
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void severalLevelsAndAGrid() throws IOException {
    new FolderTransfer(MODEL.transfer())
        .apply(request(List.of(0.0, 0.25, 1.0), Extra.GRID), file -> {});
    Set<String> expected = new TreeSet<>(Set.of("grid.png"));
    for (String pair : List.of("anna__red", "anna__rose", "berta__red", "berta__rose")) {
      for (String what : List.of("a0", "a0.25", "a1", "levels")) {
        expected.add(pair + "__" + what + ".png");
      }
    }
    assertEquals(expected, written());
    RgbImage strip = RgbImage.read(out.resolve("anna__red__levels.png"));
    assertEquals(5 * 260 - 4, strip.width(), "target, three levels, reference");
    assertEquals(256, strip.height());
    RgbImage grid = RgbImage.read(out.resolve("grid.png"));
    assertEquals(3 * 260 - 4, grid.width());
    assertEquals(3 * 260 - 4, grid.height());
    // alpha 1, left of the others, is the target again
    assertArrayEquals(strip.crop(0, 0, 256, 256).rgb(), strip.crop(260, 0, 256, 256).rgb());
  }

  @Test
  void aTargetWithoutMapOrMask() throws IOException {
    Files.delete(folder.resolve("t/segs/berta.png"));
    String message = fails(request(List.of(0.0)));
    assertTrue(message.contains("berta.png has no parsing map or mask"), message);
    assertTrue(message.contains("--maps"), message);
    assertTrue(Files.notExists(out), "nothing is begun");
    TransferRequest named =
        new TransferRequest(
            new FaceSource(targets, folder.resolve("t/segs"), null),
            FaceSource.of(references),
            null,
            List.of(0.0),
            out,
            Set.of());
    assertTrue(fails(named).contains("add one named berta.png"), fails(named));
  }

  @Test
  void mapsInAFolderOfTheirOwn() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("x"));
    Path photo = Files.copy(targets.resolve("anna.png"), elsewhere.resolve("anna.png"));
    Path maps = folder.resolve("t/segs");
    new FolderTransfer(MODEL.transfer())
        .apply(
            new TransferRequest(
                new FaceSource(photo, maps, null),
                FaceSource.of(references.resolve("red.png")),
                null,
                List.of(0.0),
                out,
                Set.of()),
            file -> {});
    assertEquals(Set.of("anna__red.png"), written());
    assertThrows(UserError.class, () -> new FaceSource(photo, maps, maps));
  }

  @Test
  void removalNeedsABareStyleOrFace() throws IOException {
    TransferRequest removal =
        new TransferRequest(
            FaceSource.of(targets), null, null, List.of(0.5, 0.0), out, Set.of(Extra.REMOVAL));
    assertTrue(fails(removal).contains("cannot remove makeup"), fails(removal));
    String message = fails(MODEL.removing(Optional.empty()), removal);
    assertTrue(message.contains("no mean style of bare faces"), message);
    new FolderTransfer(MODEL.removing(Optional.of(new float[3 * 32 * 32])).transfer())
        .apply(removal, file -> {});
    assertTrue(written().contains("anna__bare__a0.5.png"), written().toString());
    RgbImage strip = RgbImage.read(out.resolve("anna__bare__levels.png"));
    assertEquals(3 * 260 - 4, strip.width(), "no reference to show");
  }

  @Test
  void aModelWithoutLevelsOrWithoutAReference() throws IOException {
    String message = fails(MODEL.unmixed(), request(List.of(0.0, 1.0)));
    assertTrue(message.contains("one strength of makeup only"), message);
    TransferRequest alone =
        new TransferRequest(FaceSource.of(targets), null, null, List.of(0.0), out, Set.of());
    assertTrue(fails(alone).contains("needs a made-up face"), fails(alone));
    FakeModel fixed =
        new FakeModel(
            MODEL.data(),
            UnaryOperator.identity(),
            false,
            Optional.of(new float[3 * 32 * 32]),
            Optional.empty());
    new FolderTransfer(fixed.transfer()).apply(alone, file -> {});
    assertEquals(Set.of("anna__makeup.png", "berta__makeup.png"), written());
  }

  @Test
  void theOutputFolderIsNewOrEmptyOrForced() throws IOException {
    new FolderTransfer(MODEL.transfer()).apply(request(List.of(0.0)), file -> {});
    assertTrue(fails(request(List.of(0.0))).contains("is not empty"));
    new FolderTransfer(MODEL.transfer()).apply(request(List.of(0.0), Extra.OVERWRITE), file -> {});
    assertEquals(4, written().size());
  }

  @Test
  void inputsAreNeverWrittenTo() {
    for (Path input : List.of(targets, references)) {
      out = input;
      String message = fails(request(List.of(0.0), Extra.OVERWRITE));
      assertTrue(message.contains("choose another output folder"), message);
    }
    out = folder.resolve("t/segs/../images");
    assertTrue(fails(request(List.of(0.0), Extra.OVERWRITE)).contains("choose another"));
  }

  @Test
  void badRequests() {
    assertTrue(
        assertThrows(UserError.class, () -> request(List.of(0.0, 1.5)))
            .getMessage()
            .contains("from 0 to 1, found 1.5"));
    assertThrows(UserError.class, () -> request(List.of(Double.NaN)));
    assertThrows(UserError.class, () -> request(List.of()));
    references = folder.resolve("nowhere");
    assertTrue(fails(request(List.of(0.0))).contains("nowhere does not exist"));
    references = folder;
    assertTrue(fails(request(List.of(0.0))).contains("has no picture that is read"));
  }

  @Test
  void alphasGoFromLightToHeavy() {
    assertEquals(List.of(1.0, 0.5, 0.0), request(Arrays.asList(0.0, 1.0, 0.5, 0.5, -0.0)).alphas());
  }

  @Test
  void ambiguousNamesAreRefused() {
    ResultNames.requireDistinct(List.of("a__b", "a"), List.of("c", "d"));
    assertThrows(
        UserError.class,
        () -> ResultNames.requireDistinct(List.of("a", "a__b"), List.of("b__c", "c")));
  }

  @Test
  void aGridTooLargeIsRefusedAtOnce() {
    assertEquals(256, new PairGrid(3, 13).cell());
    assertTrue(new PairGrid(48, 67).cell() < 256);
    assertThrows(UserError.class, () -> new PairGrid(1000, 1000));
  }
}
