// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.paste.PasteForm;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.picture.RgbPicture;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.ipmnet.eval.testing.TemplateParser;
import org.ipmnet.eval.transfer.TransferRequest.Extra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos that come without maps: found, made up where their faces are, left alone elsewhere. */
class MaplessTransferTest {
  /** What the model paints, whatever its own style would make. */
  private static final MakeupApplication.Changes PICTURE =
      new MakeupApplication.Changes(PasteForm.PICTURE, null, null, null);

  @TempDir Path folder;

  /** Paints everything black. */
  private static FakeModel black() {
    return FakeModel.painting(
        64,
        style -> {
          float[] dark = new float[style.length];
          java.util.Arrays.fill(dark, -1);
          return dark;
        });
  }

  private RgbImage transfer(RgbImage photo, Set<Extra> extras) {
    Path target = SyntheticPhoto.write(folder.resolve("target.png"), photo);
    Path reference = SyntheticPhoto.write(folder.resolve("look.png"), SyntheticPhoto.face(4, 361));
    Path out = folder.resolve("out" + extras.size());
    new FolderTransfer(black().transfer(new TemplateParser()))
        .apply(
            new TransferRequest(
                FaceSource.of(target),
                FaceSource.of(reference),
                null,
                List.of(0.0),
                out,
                extras,
                PICTURE,
                null,
                null),
            file -> {});
    return RgbImage.read(out.resolve("target__look.png"));
  }

  private static double mean(RgbImage picture, int left, int top, int side) {
    double sum = 0;
    for (byte level : picture.crop(left, top, side, side).rgb()) {
      sum += level & 0xFF;
    }
    return sum / (3.0 * side * side);
  }

  private static int differing(RgbImage a, RgbImage b, int left, int right) {
    int count = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      int x = i / 3 % a.width();
      count += x >= left && x < right && a.rgb()[i] != b.rgb()[i] ? 1 : 0;
    }
    return count;
  }

  @Test
  void theLargestFaceAloneOrAllOfThem() {
    RgbImage photo =
        SyntheticPhoto.row(760, 420, SyntheticPhoto.face(2, 250), SyntheticPhoto.face(1, 361));
    RgbImage largest = transfer(photo, Set.of());
    assertTrue(mean(largest, 430, 200, 60) < 20, "the larger face is black");
    assertEquals(0, differing(photo, largest, 0, 200), "the smaller one is untouched");
    RgbImage all = transfer(photo, EnumSet.of(Extra.ALL_FACES));
    assertTrue(mean(all, 430, 200, 60) < 20);
    assertTrue(mean(all, 120, 140, 40) < 20, "the smaller face too");
    assertEquals(0, differing(photo, all, 740, 760), "the rest of the photo stays");
  }

  @Test
  void aLyingFaceIsMadeUpWhereItLies() {
    RgbImage photo = SyntheticPhoto.turned(SyntheticPhoto.face(1, 361), 90);
    RgbImage result = transfer(photo, Set.of());
    int middle = photo.width() / 2;
    assertTrue(mean(result, middle - 20, middle - 20, 40) < 20);
    assertEquals(photo.width(), result.width());
    assertEquals(0, differing(photo, result, 0, 20));
  }

  @Test
  void withoutAFaceTheReasonIsTold() {
    UserError error =
        assertThrows(UserError.class, () -> transfer(SyntheticPhoto.row(300, 200), Set.of()));
    assertTrue(error.getMessage().contains("no face is found"), error.getMessage());
  }

  @Test
  void aReferenceWithoutAFaceIsRefusedToo() {
    Path target = SyntheticPhoto.write(folder.resolve("target.png"), SyntheticPhoto.face(1, 361));
    Path look = SyntheticPhoto.write(folder.resolve("green.png"), SyntheticPhoto.row(400, 400));
    TransferRequest request =
        new TransferRequest(
            FaceSource.of(target),
            FaceSource.of(look),
            null,
            List.of(0.0),
            folder.resolve("out"),
            Set.of());
    FolderTransfer transfer = new FolderTransfer(black().transfer(new TemplateParser()));
    UserError error = assertThrows(UserError.class, () -> transfer.apply(request, file -> {}));
    assertTrue(error.getMessage().contains("green.png: no face is found"), error.getMessage());
    assertTrue(Files.notExists(folder.resolve("out/target__green.png")));
  }

  private static FakeModel showingTheReference() {
    return FakeModel.of(64);
  }

  private List<String> apply(FakeModel model, TemplateParser parser, Path target, Path reference) {
    return apply(model, parser, target, reference, List.of(0.0));
  }

  private List<String> apply(
      FakeModel model, TemplateParser parser, Path target, Path reference, List<Double> alphas) {
    return new FolderTransfer(model.transfer(parser))
        .apply(
            new TransferRequest(
                FaceSource.of(target),
                FaceSource.of(reference),
                null,
                alphas,
                folder.resolve("out"),
                Set.of(Extra.OVERWRITE),
                PICTURE,
                null,
                null),
            file -> {});
  }

  /** Its face is a part of it: shown whole, it would be another style. */
  @Test
  void aReferencesStyleDoesNotDependOnTheTargets() throws IOException {
    Path mapped = DrawnFace.mtLike(80).write(folder.resolve("t"), "mapped");
    Path look =
        SyntheticPhoto.write(
            folder.resolve("look.png"), SyntheticPhoto.row(760, 420, SyntheticPhoto.face(1, 361)));
    apply(showingTheReference(), new TemplateParser(), mapped, look);
    byte[] alone = Files.readAllBytes(folder.resolve("out/mapped__look.png"));
    SyntheticPhoto.write(folder.resolve("t/images/mapless.png"), SyntheticPhoto.face(2, 361));
    apply(showingTheReference(), new TemplateParser(), mapped.getParent(), look);
    assertArrayEquals(alone, Files.readAllBytes(folder.resolve("out/mapped__look.png")));
  }

  /** Pictures of a data set are shown as training shows them, whatever the targets are. */
  @Test
  void aReferenceOfADataSetIsNotSearched() {
    Path look = DrawnFace.mtLike(70).write(folder.resolve("r"), "look");
    Path target = SyntheticPhoto.write(folder.resolve("bare.png"), SyntheticPhoto.face(1, 361));
    TemplateParser forBoth = new TemplateParser();
    apply(showingTheReference(), forBoth, target, look);
    Path found = SyntheticPhoto.write(folder.resolve("found.png"), SyntheticPhoto.face(1, 361));
    TemplateParser withSearch = new TemplateParser();
    apply(showingTheReference(), withSearch, target, found);
    assertEquals(2 * forBoth.calls(), withSearch.calls());
  }

  @Test
  void aReferenceIsSearchedOnceHoweverManyTargetsThereAre() {
    Path look = SyntheticPhoto.write(folder.resolve("look.png"), SyntheticPhoto.face(1, 361));
    TemplateParser once = new TemplateParser();
    Path first = DrawnFace.mtLike(80).write(folder.resolve("t"), "a");
    apply(showingTheReference(), once, first, look, List.of(1.0, 0.0));
    DrawnFace.mtLike(80).write(folder.resolve("t"), "b");
    DrawnFace.mtLike(80).write(folder.resolve("t"), "c");
    TemplateParser again = new TemplateParser();
    apply(showingTheReference(), again, first.getParent(), look, List.of(1.0, 0.0));
    assertTrue(once.calls() > 0);
    assertEquals(once.calls(), again.calls());
  }

  @Test
  void aReferenceThatCannotBeUsedIsNamedAndTheOthersGoOn() throws IOException {
    Path target = DrawnFace.mtLike(80).write(folder.resolve("t"), "a");
    Path looks = folder.resolve("looks");
    SyntheticPhoto.write(looks.resolve("face.png"), SyntheticPhoto.face(1, 361));
    SyntheticPhoto.write(looks.resolve("green.png"), SyntheticPhoto.row(400, 400));
    Files.writeString(looks.resolve("text.png"), "no picture");
    List<String> left = apply(showingTheReference(), new TemplateParser(), target, looks);
    assertTrue(Files.exists(folder.resolve("out/a__face.png")));
    assertEquals(2, left.size(), left.toString());
    assertTrue(left.get(0).contains("green.png: no face is found"), left.get(0));
    assertTrue(left.get(1).contains("text.png is neither PNG nor JPEG"), left.get(1));
  }

  @Test
  void withoutAnyReferenceNothingIsBegun() throws IOException {
    Path target = DrawnFace.mtLike(80).write(folder.resolve("t"), "a");
    Path looks = folder.resolve("looks");
    SyntheticPhoto.write(looks.resolve("gray.png"), SyntheticPhoto.row(300, 300));
    SyntheticPhoto.write(looks.resolve("green.png"), SyntheticPhoto.row(400, 400));
    UserError error =
        assertThrows(
            UserError.class,
            () -> apply(showingTheReference(), new TemplateParser(), target, looks));
    assertTrue(
        error.getMessage().startsWith("none of the 2 references can be used"), error.getMessage());
    assertTrue(Files.notExists(folder.resolve("out")));
  }

  /** A cut-out portrait: noise under its clear pixels must not appear. */
  @Test
  void aCutOutPortraitKeepsItsTransparency() throws IOException {
    RgbImage face = SyntheticPhoto.face(1, 361);
    byte[] alpha = new byte[361 * 361];
    byte[] rgb = face.rgb().clone();
    for (int i = 0; i < alpha.length; i++) {
      int x = i % 361;
      boolean clear = x < 30;
      alpha[i] = (byte) (clear ? 0 : x < 40 ? 128 : 255);
      for (int k = 0; clear && k < 3; k++) {
        rgb[3 * i + k] = (byte) ((i * 31 + k * 7) * 2654435761L >> 7);
      }
    }
    Photo cutOut = new Photo(new RgbImage(361, 361, rgb), alpha);
    Path target = folder.resolve("cutout.png");
    Png.write(target, RgbPicture.of(cutOut));
    Path look = SyntheticPhoto.write(folder.resolve("look.png"), SyntheticPhoto.face(4, 361));
    apply(black(), new TemplateParser(), target, look, List.of(1.0, 0.0));
    Photo result = Photo.read(folder.resolve("out/cutout__look__a0.png"));
    assertArrayEquals(alpha, result.alpha());
    assertTrue(mean(result.colours(), 150, 150, 60) < 20, "the face is black");
    for (int i = 0; i < alpha.length; i++) {
      for (int k = 0; k < 3 && alpha[i] == 0; k++) {
        assertEquals(rgb[3 * i + k], result.colours().rgb()[3 * i + k]);
      }
    }
    assertTrue(Photo.read(folder.resolve("out/cutout__look__levels.png")).alpha() == null);
  }

  @Test
  void whoNamesMapsHearsOfAMissingOne() throws IOException {
    Path target = SyntheticPhoto.write(folder.resolve("bare.png"), SyntheticPhoto.face(1, 361));
    Path maps = Files.createDirectories(folder.resolve("maps"));
    TransferRequest request =
        new TransferRequest(
            new FaceSource(target, maps, null),
            FaceSource.of(target),
            null,
            List.of(0.0),
            folder.resolve("none"),
            Set.of());
    FolderTransfer transfer = new FolderTransfer(black().transfer(new TemplateParser()));
    UserError error = assertThrows(UserError.class, () -> transfer.apply(request, file -> {}));
    assertTrue(error.getMessage().contains("has no parsing map in"), error.getMessage());
  }

  @Test
  void withoutAParserMapsAreNeeded() {
    Path target = SyntheticPhoto.write(folder.resolve("bare.png"), SyntheticPhoto.face(1, 100));
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new FolderTransfer(black().transfer())
                    .apply(
                        new TransferRequest(
                            FaceSource.of(target),
                            FaceSource.of(target),
                            null,
                            List.of(0.0),
                            folder.resolve("none"),
                            Set.of()),
                        file -> {}));
    assertTrue(error.getMessage().contains("--parser"), error.getMessage());
    assertTrue(Files.notExists(folder.resolve("none")));
  }
}
