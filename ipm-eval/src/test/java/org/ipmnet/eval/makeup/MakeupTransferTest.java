// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.LookColours;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.paste.PasteForm;
import org.ipmnet.eval.picture.PictureKind;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.picture.RgbPicture;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.ipmnet.eval.testing.TemplateParser;
import org.ipmnet.eval.testing.TinyModel;
import org.ipmnet.eval.transfer.FaceSource;
import org.ipmnet.eval.transfer.FolderTransfer;
import org.ipmnet.eval.transfer.TransferRequest;
import org.ipmnet.eval.transfer.TransferRequest.Extra;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class MakeupTransferTest {
  private static final List<Double> ALPHAS = List.of(1.0, 0.25, 0.0);

  @TempDir static Path models;
  private static Path run;

  @TempDir Path folder;

  @BeforeAll
  static void draw() {
    run = TinyModel.write(models.resolve("run"));
  }

  /** Counts what is asked of a model. */
  private static final class CountingModel implements MakeupModel {
    private final MakeupModel model = FakeModel.of(32);
    private int styles;
    private int canvases;
    private int paintings;

    @Override
    public ModelKind kind() {
      return model.kind();
    }

    @Override
    public DataConfig data() {
      return model.data();
    }

    @Override
    public boolean readsReference() {
      return true;
    }

    @Override
    public boolean mixesStyles() {
      return true;
    }

    @Override
    public float[] style(Sample reference) {
      styles++;
      return model.style(reference);
    }

    @Override
    public Canvas canvas(Sample target) {
      canvases++;
      Canvas canvas = model.canvas(target);
      return style -> {
        paintings++;
        return canvas.paint(style);
      };
    }

    @Override
    public Optional<float[]> defaultStyle() {
      return Optional.empty();
    }

    @Override
    public Optional<MakeupModel> removal() {
      return Optional.empty();
    }

    @Override
    public Arena.Use memoryUse() {
      return model.memoryUse();
    }

    @Override
    public void close() {}
  }

  private static FacePhoto drawn(DrawnFace face) {
    byte[] labels = new byte[face.width() * face.height()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          switch (face.part(i % face.width(), i / face.width())) {
            case SKIN -> 1;
            case EYE -> 4;
            case UPPER_LIP -> 7;
            default -> 10;
          };
    }
    return FacePhoto.of(RgbPicture.of(face.photo()))
        .withMap(new GrayImage(face.width(), face.height(), labels), LabelScheme.MT);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The files that a transfer of files makes of one pair, at all alphas. */
  private List<byte[]> asFiles(MakeupTransfer transfer, Path target, Path reference, Extra... all) {
    Path out = folder.resolve("out");
    new FolderTransfer(transfer)
        .apply(
            new TransferRequest(
                FaceSource.of(target), FaceSource.of(reference), null, ALPHAS, out, Set.of(all)),
            file -> {});
    return ALPHAS.stream()
        .map(
            alpha ->
                String.format(
                    Locale.ROOT,
                    "%s__%s__a%s.png",
                    stem(target),
                    stem(reference),
                    alpha.toString().replace(".0", "")))
        .map(name -> bytes(out.resolve(name)))
        .toList();
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceAll("\\.\\w+$", "");
  }

  private static void assertSame(List<byte[]> files, Target target, Reference reference) {
    for (int i = 0; i < files.size(); i++) {
      Makeover result = target.paint(reference.atAlpha(ALPHAS.get(i)));
      String at = "alpha " + ALPHAS.get(i);
      assertArrayEquals(files.get(i), result.encoded(PictureKind.PNG), at);
      BufferedImage read = RgbPicture.of(Photo.decode(files.get(i), Path.of(at)));
      assertArrayEquals(Png.bytes(read), Png.bytes(result.picture()), at);
    }
  }

  @Test
  void aPhotoWithAMapBecomesWhatItsFileBecomes() throws IOException {
    Path photo = new DrawnFace(90, 120, 40, 60, 45).write(folder.resolve("t"), "anna");
    Path look = DrawnFace.mtLike(70).write(folder.resolve("r"), "rose");
    try (MakeupTransfer transfer = MakeupTransfer.open(run)) {
      List<byte[]> files = asFiles(transfer, photo, look);
      GrayImage map = GrayImage.readValues(folder.resolve("t/segs/anna.png"));
      FacePhoto target = FacePhoto.decode(bytes(photo)).withMap(map, LabelScheme.MT);
      Reference reference = transfer.reference(drawn(DrawnFace.mtLike(70)));
      assertSame(files, transfer.target(target), reference);
      FacePhoto same =
          FacePhoto.of(ImageIO.read(photo.toFile()))
              .withMap(ImageIO.read(folder.resolve("t/segs/anna.png").toFile()), LabelScheme.MT);
      assertSame(files, transfer.target(same), reference);
      assertFalse(Arrays.equals(files.get(0), files.get(2)), "the makeup is seen");
    }
  }

  /** Faces are found, one of them lies, and a part of the photo is transparent. */
  @Test
  void aPhotoWhoseFacesAreFoundBecomesWhatItsFileBecomes() {
    RgbImage row =
        SyntheticPhoto.row(760, 420, SyntheticPhoto.face(2, 250), SyntheticPhoto.face(1, 361));
    byte[] alpha = new byte[760 * 420];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) Math.min(255, i % 760);
    }
    Path photo = folder.resolve("t/row.png");
    photo.getParent().toFile().mkdirs();
    Png.write(photo, RgbPicture.of(new Photo(row, alpha)));
    RgbImage face = SyntheticPhoto.turned(SyntheticPhoto.face(4, 361), 90);
    Path look = SyntheticPhoto.write(folder.resolve("look.png"), face);
    try (MakeupTransfer transfer =
        MakeupTransfer.of(
            MakeupModels.load(run, line -> {}), () -> Optional.of(new TemplateParser()), 1)) {
      List<byte[]> files = asFiles(transfer, photo, look, Extra.ALL_FACES);
      Target target = transfer.target(FacePhoto.decode(bytes(photo)), Integer.MAX_VALUE);
      assertEquals(2, target.faceCount());
      Reference reference = transfer.reference(FacePhoto.of(RgbPicture.of(face)));
      assertSame(files, target, reference);
      FacePhoto known = FacePhoto.decode(bytes(look));
      assertSame(files, target, transfer.reference(known, reference.place()));
      assertEquals(1, transfer.target(FacePhoto.decode(bytes(photo))).faceCount(), "the largest");
      assertTrue(target.paint(reference).picture().getColorModel().hasAlpha());
      assertEquals(50, target.paint(reference).thumbnail(50).getWidth());
      transfer.model().close();
    }
  }

  @Test
  void aReferencesStyleAndATargetsCodeAreComputedOnce() {
    CountingModel model = new CountingModel();
    try (MakeupTransfer transfer = MakeupTransfer.of(model, Optional::empty, 1)) {
      List<Reference> looks = new ArrayList<>();
      for (int side : new int[] {60, 70, 80}) {
        looks.add(transfer.reference(drawn(DrawnFace.mtLike(side))));
      }
      assertEquals(3, model.styles);
      for (int side : new int[] {90, 100}) {
        Target target = transfer.target(drawn(DrawnFace.mtLike(side)));
        looks.forEach(look -> target.paint(asPainted(look)));
      }
      assertEquals(3, model.styles, "no target's own style counts at alpha 0 of a picture");
      assertEquals(2, model.canvases);
      Target target = transfer.target(drawn(DrawnFace.mtLike(64)));
      looks.forEach(look -> ALPHAS.forEach(alpha -> target.paint(look.atAlpha(alpha))));
      assertEquals(4, model.styles, "its own once");
      assertEquals(3, model.canvases);
    }
  }

  /** Whoever moves a slider waits for no network: a look is painted once for all its strengths. */
  @Test
  void otherStrengthsOfAreasAreNotPaintedAgain() {
    CountingModel model = new CountingModel();
    try (MakeupTransfer transfer = MakeupTransfer.of(model, Optional::empty, 1)) {
      Target target = transfer.target(drawn(DrawnFace.mtLike(64)));
      Reference look = transfer.reference(drawn(DrawnFace.mtLike(80)));
      Reference other = transfer.reference(drawn(DrawnFace.mtLike(70)));
      byte[] first = painted(target, look);
      assertEquals(2, model.paintings, "the look, and the face as it is");
      for (String strengths : List.of("lips=0.5", "0.3", "lids=1,skin=0.2")) {
        MakeupApplication application =
            new MakeupApplication(
                PasteForm.DIFFERENCE,
                SkinTone.REFERENCE,
                LookColours.PAINTED,
                AreaStrengths.parse(strengths));
        target.paint(List.of(look.applied(application), other.applied(application)));
      }
      assertEquals(3, model.paintings);
      painted(target, look.atAlpha(0.5));
      assertEquals(4, model.paintings, "another style");
      assertArrayEquals(first, painted(target, look));
      assertEquals(4, model.paintings);
    }
  }

  /** In the photo's own size they give what a search gives; in half its size the same makeup. */
  @Test
  void facesThatAreKnownAreNotSearchedAgain() {
    RgbImage row =
        SyntheticPhoto.row(760, 420, SyntheticPhoto.face(2, 250), SyntheticPhoto.face(1, 361));
    FacePhoto photo = FacePhoto.of(RgbPicture.of(row));
    FacePhoto small = FacePhoto.of(RgbPicture.of(row.resized(380, 210)));
    FakeModel plain = FakeModel.of(32);
    try (MakeupTransfer transfer = plain.transfer(new TemplateParser())) {
      FoundFaces faces = transfer.faces(photo, 2);
      assertEquals(2, faces.count());
      assertTrue(faces.squares().get(0).side() > faces.squares().get(1).side());
      Reference look = transfer.reference(photo, faces.only(1));
      assertArrayEquals(
          painted(transfer.target(photo, 2), look), painted(transfer.target(photo, faces), look));
      Target half = transfer.target(small, faces);
      assertEquals(2, half.faceCount());
      List<FaceSquare> places = transfer.target(photo, faces).facePlaces();
      for (int i = 0; i < 2; i++) {
        assertEquals(places.get(i).centerX() / 2, half.facePlaces().get(i).centerX(), 1);
        assertEquals(places.get(i).side() / 2, half.facePlaces().get(i).side(), 1);
      }
      RgbImage large = made(transfer.target(photo, faces), look).resized(380, 210);
      double toLarge = meanDifference(large, made(half, look));
      double toBare = meanDifference(small.composited(), made(half, look));
      assertTrue(4 * toLarge < toBare, toLarge + " of " + toBare);
      assertThrows(UserError.class, () -> faces.only(2));
      FacePhoto other = FacePhoto.of(RgbPicture.of(row.resized(380, 380)));
      assertThrows(IllegalArgumentException.class, () -> transfer.target(other, faces));
    }
  }

  /** It puts lipstick on, on one's own skin, and leaves all that is no face. */
  @Test
  void theModelThatComesWithTheProgram() {
    RgbImage bare = SyntheticPhoto.face(5, 361);
    byte[] labels = SyntheticPhoto.labels(5, 361);
    RgbImage look = recoloured(SyntheticPhoto.face(7, 361), SyntheticPhoto.labels(7, 361));
    try (MakeupTransfer transfer = MakeupTransfer.open(null, null, 1, line -> {})) {
      Reference reference = transfer.reference(FacePhoto.of(RgbPicture.of(look)));
      assertEquals(SkinTone.OWN, reference.application().skinTone());
      assertEquals(LookColours.MEASURED, reference.application().colours());
      Target target = transfer.target(FacePhoto.of(RgbPicture.of(bare)));
      double measured = greenOfLips(bare, labels, target.paint(reference).picture());
      MakeupApplication painted =
          new MakeupApplication.Changes(null, null, LookColours.PAINTED, null)
              .of(transfer.usualApplication());
      double asPainted =
          greenOfLips(bare, labels, target.paint(reference.applied(painted)).picture());
      assertTrue(asPainted < -15, "dark lipstick takes green away: " + asPainted);
      assertTrue(measured < 1.1 * asPainted, measured + " and as painted " + asPainted);
    }
  }

  /** Without a bare photo lips get what the face's own skin lets expect, not what they wear. */
  @Test
  void lipstickIsTakenOff() {
    RgbImage bare = SyntheticPhoto.face(5, 361);
    byte[] labels = SyntheticPhoto.labels(5, 361);
    RgbImage worn = recoloured(bare, labels);
    try (MakeupTransfer transfer = MakeupTransfer.open(null, null, 1, line -> {});
        MakeupTransfer removal = transfer.removal()) {
      Reference none = removal.defaultReference().orElseThrow();
      Target target = removal.target(FacePhoto.of(RgbPicture.of(worn)));
      double covered = greenOfLips(worn, labels, RgbPicture.of(bare));
      double back = greenOfLips(worn, labels, target.paint(none).picture());
      assertTrue(back > 0.6 * covered && back < 1.3 * covered, back + " of " + covered);
    }
  }

  /** What lips have more of it; the background has as much as it had, and skin nearly. */
  private static double greenOfLips(RgbImage bare, byte[] labels, BufferedImage result) {
    double lips = 0;
    double skin = 0;
    int lipPixels = 0;
    int skinPixels = 0;
    for (int i = 0; i < labels.length; i++) {
      int rgb = result.getRGB(i % 361, i / 361);
      int before = bare.rgb()[3 * i + 1] & 0xFF;
      int change = (rgb >> 8 & 0xFF) - before;
      if (labels[i] == 7 || labels[i] == 9) {
        lips += change;
        lipPixels++;
      } else if (labels[i] == 1) {
        skin += Math.abs(change);
        skinPixels++;
      } else if (labels[i] == 0) {
        assertEquals(0, change, "background");
      }
    }
    assertTrue(skin / skinPixels < 8, "the skin's change: " + skin / skinPixels);
    return lips / lipPixels;
  }

  /** The face with dark violet lips. */
  private static RgbImage recoloured(RgbImage face, byte[] labels) {
    byte[] rgb = face.rgb().clone();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 7 || labels[i] == 9) {
        rgb[3 * i] = 90;
        rgb[3 * i + 1] = 15;
        rgb[3 * i + 2] = 80;
      }
    }
    return new RgbImage(face.width(), face.height(), rgb);
  }

  private static Reference asPainted(Reference look) {
    return look.applied(
        new MakeupApplication(
            PasteForm.PICTURE, SkinTone.REFERENCE, LookColours.PAINTED, AreaStrengths.ALL));
  }

  /** All of one's own style, or none of another's, is the photo as it is, to the bit. */
  @Test
  void withoutStrengthThePhotoStays() {
    DrawnFace face = new DrawnFace(150, 170, 70, 80, 90);
    try (MakeupTransfer transfer = MakeupTransfer.open(run)) {
      Target target = transfer.target(drawn(face));
      Reference look = transfer.reference(drawn(DrawnFace.mtLike(100)));
      byte[] photo = face.photo().rgb();
      MakeupApplication nothing =
          new MakeupApplication(
              PasteForm.DIFFERENCE,
              SkinTone.REFERENCE,
              LookColours.PAINTED,
              AreaStrengths.everywhere(0));
      for (Reference without : List.of(look.atAlpha(1), look.applied(nothing))) {
        BufferedImage result = target.paint(without).picture();
        for (int i = 0; i < photo.length / 3; i++) {
          int rgb = result.getRGB(i % 150, i / 150);
          assertEquals(photo[3 * i], (byte) (rgb >> 16));
          assertEquals(photo[3 * i + 1], (byte) (rgb >> 8));
          assertEquals(photo[3 * i + 2], (byte) rgb);
        }
      }
    }
  }

  /** Networks, face parser and locators, each used by several threads at once. */
  @Test
  void threadsAtOnceMakeThePicturesThatOneMakes() throws Exception {
    RgbImage photo = SyntheticPhoto.row(500, 420, SyntheticPhoto.face(1, 361));
    RgbImage face = SyntheticPhoto.face(4, 361);
    Callable<byte[]> work;
    byte[] alone;
    try (MakeupTransfer transfer = MakeupTransfer.open(run)) {
      alone = work(transfer, photo, face).call();
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (MakeupTransfer transfer = MakeupTransfer.open(run, null, 2, line -> {})) {
      work = work(transfer, photo, face);
      List<Future<byte[]>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(work));
      }
      for (Future<byte[]> one : all) {
        assertArrayEquals(alone, one.get());
      }
      // a target and a reference that all share
      Target target = transfer.target(FacePhoto.of(RgbPicture.of(photo)));
      Reference reference = transfer.reference(FacePhoto.of(RgbPicture.of(face)));
      List<Future<byte[]>> shared = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        shared.add(threads.submit(() -> Png.bytes(target.paint(reference.atAlpha(0.5)).picture())));
      }
      for (Future<byte[]> one : shared) {
        assertArrayEquals(alone, one.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<byte[]> work(MakeupTransfer transfer, RgbImage photo, RgbImage face) {
    return () -> {
      Target target = transfer.target(FacePhoto.of(RgbPicture.of(photo)));
      Reference reference = transfer.reference(FacePhoto.of(RgbPicture.of(face)));
      return Png.bytes(target.paint(reference.atStrength(0.5)).picture());
    };
  }

  @Test
  void onceClosedItRefuses() {
    FacePhoto photo = drawn(DrawnFace.mtLike(64));
    MakeupTransfer transfer = MakeupTransfer.open(run);
    MakeupTransfer removal = transfer.removal();
    Reference reference = transfer.reference(photo);
    Target target = transfer.target(photo);
    removal.close(); // it is the other one's
    target.paint(reference);
    transfer.close();
    transfer.close();
    for (Runnable use :
        List.<Runnable>of(
            () -> transfer.target(photo),
            () -> transfer.reference(photo),
            () -> target.paint(reference),
            transfer::findsFaces,
            () -> removal.target(photo))) {
      IllegalStateException refused = assertThrows(IllegalStateException.class, use::run);
      assertEquals("this MakeupTransfer is closed", refused.getMessage());
    }
  }

  /** Strength 1 is all the reference's, as it comes; 0 all the face's own; it is no product. */
  @Test
  void strengthGoesAgainstAlpha() {
    try (MakeupTransfer transfer = FakeModel.of(32).transfer()) {
      Target target = transfer.target(drawn(DrawnFace.mtLike(64)));
      Reference look = transfer.reference(drawn(DrawnFace.mtLike(80)));
      byte[] full = painted(target, look);
      byte[] light = painted(target, look.atAlpha(0.75));
      assertArrayEquals(full, painted(target, look.atStrength(1)));
      assertArrayEquals(light, painted(target, look.atStrength(0.25)));
      assertArrayEquals(light, painted(target, look.atStrength(0.5).atStrength(0.25)));
      assertArrayEquals(painted(target, look.atAlpha(1)), painted(target, look.atStrength(0)));
      assertFalse(Arrays.equals(full, light));
    }
  }

  private static RgbImage made(Target target, Reference reference) {
    return FacePhoto.of(target.paint(reference).picture()).composited();
  }

  private static double meanDifference(RgbImage a, RgbImage b) {
    long sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
    }
    return (double) sum / a.rgb().length;
  }

  private static byte[] painted(Target target, Reference reference) {
    return Png.bytes(target.paint(reference).picture());
  }

  /** Two faces side by side, the larger one to the right. */
  @Test
  void eachFaceMayWearAMakeupOfItsOwn() {
    RgbImage row =
        SyntheticPhoto.row(760, 420, SyntheticPhoto.face(2, 250), SyntheticPhoto.face(1, 361));
    FakeModel plain = FakeModel.of(32);
    try (MakeupTransfer transfer = plain.transfer(new TemplateParser())) {
      Target target = transfer.target(FacePhoto.of(RgbPicture.of(row)), 2);
      Reference look = transfer.reference(drawn(DrawnFace.mtLike(80)));
      List<FaceSquare> places = target.facePlaces();
      assertEquals(2, places.size());
      assertEquals(20 + 250 + 20 + 180, places.get(0).centerX(), 40, places::toString);
      assertEquals(20 + 125, places.get(1).centerX(), 30, places::toString);
      assertTrue(places.get(0).side() > places.get(1).side(), places::toString);
      int[] before = middles(RgbPicture.of(row), places);
      int[] both = middles(target.paint(look).picture(), places);
      assertTrue(before[0] != both[0] && before[1] != both[1]);
      Makeover second = target.paint(Map.of(1, look));
      assertArrayEquals(new int[] {before[0], both[1]}, middles(second.picture(), places));
      assertArrayEquals(
          Png.bytes(target.thumbnail(40)), Png.bytes(second.thumbnail(40)), "its first face");
      Reference light = look.atStrength(0.5);
      int[] each = middles(target.paint(Map.of(0, light, 1, look)).picture(), places);
      assertArrayEquals(
          new int[] {middles(target.paint(light).picture(), places)[0], both[1]}, each);
      assertTrue(each[0] != both[0]);
      assertThrows(NoSuchFace.class, () -> target.paint(Map.of(2, look)));
    }
  }

  private static int[] middles(BufferedImage picture, List<FaceSquare> places) {
    return places.stream()
        .mapToInt(place -> picture.getRGB((int) place.centerX(), (int) place.centerY()))
        .toArray();
  }

  /** A map says where the face is; the square is what the thumbnail shows. */
  @Test
  void theFacesPlaceIsWhatTheThumbnailShows() {
    DrawnFace face = new DrawnFace(90, 120, 40, 60, 45);
    try (MakeupTransfer transfer = FakeModel.of(32).transfer()) {
      Target target = transfer.target(drawn(face));
      FaceSquare place = target.facePlaces().get(0);
      int side = (int) place.side();
      assertArrayEquals(
          Png.bytes(target.thumbnail(side)),
          Png.bytes(RgbPicture.of(place.cut(face.photo(), side))));
    }
  }

  /** Nobody would close it. */
  @Test
  void noParserIsOpenedOnceItIsClosed() {
    int[] opened = {0};
    FaceFinder finder =
        new FaceFinder(
            () -> {
              opened[0]++;
              return Optional.of(new TemplateParser());
            },
            1);
    finder.close();
    finder.closeParser();
    assertThrows(IllegalStateException.class, finder::parser);
    assertThrows(IllegalStateException.class, () -> finder.find(SyntheticPhoto.row(300, 200), 1));
    assertEquals(0, opened[0]);
  }

  @Test
  void damagedNewerCheckpointsAreLogged() throws IOException {
    Path damaged = TinyModel.write(folder.resolve("run"));
    Files.writeString(damaged.resolve("checkpoints/00000002.safetensors"), "garbage");
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    Logger logger = (Logger) LoggerFactory.getLogger(MakeupTransfer.class);
    logger.addAppender(logged);
    try {
      MakeupTransfer.open(damaged).close();
    } finally {
      logger.detachAppender(logged);
    }
    assertEquals(1, logged.list.size());
    assertEquals(Level.WARN, logged.list.get(0).getLevel());
    String line = logged.list.get(0).getFormattedMessage();
    assertTrue(line.contains("00000002.safetensors"), line);
    assertTrue(line.endsWith("; trying the one before"), line);
  }

  @Test
  void badInputIsOneLine() {
    UserError noPicture =
        assertThrows(
            UserError.class, () -> FacePhoto.decode("no picture".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "the photo is neither PNG nor JPEG, WebP, BMP or TIFF; convert or remove it",
        noPicture.getMessage());
    RgbImage empty = SyntheticPhoto.row(300, 200);
    try (MakeupTransfer transfer = FakeModel.of(32).transfer(new TemplateParser())) {
      FacePhoto photo = FacePhoto.of(RgbPicture.of(empty));
      NoFaceFound none = assertThrows(NoFaceFound.class, () -> transfer.target(photo));
      assertEquals("no face is found", none.reason());
      assertEquals(
          "no face is found; take another photo, or give its parsing map or mask",
          none.getMessage());
      assertThrows(NoFaceFound.class, () -> transfer.reference(photo));
    }
    try (MakeupTransfer transfer = FakeModel.of(32).unmixed().transfer()) {
      FacePhoto photo = drawn(DrawnFace.mtLike(64));
      Target target = transfer.target(photo);
      Reference reference = transfer.reference(photo);
      for (double alpha : new double[] {-0.1, 1.1, Double.NaN}) {
        UserError error = assertThrows(UserError.class, () -> reference.atAlpha(alpha));
        assertEquals("alpha must be from 0 to 1, found " + alpha, error.getMessage());
        UserError same = assertThrows(UserError.class, () -> reference.atStrength(alpha));
        assertEquals("strength must be from 0 to 1, found " + alpha, same.getMessage());
      }
      target.paint(reference.atStrength(1));
      UserError one = assertThrows(UserError.class, () -> reference.atStrength(0.5));
      assertTrue(one.getMessage().contains("one strength of makeup only"), one.getMessage());
      UserError noParser =
          assertThrows(UserError.class, () -> transfer.target(FacePhoto.of(RgbPicture.of(empty))));
      assertTrue(noParser.getMessage().contains("no parsing map or mask"), noParser.getMessage());
      UserError noRemoval = assertThrows(UserError.class, transfer::removal);
      assertTrue(noRemoval.getMessage().contains("cannot remove makeup"), noRemoval.getMessage());
    }
  }

  @Test
  void mapsAndMasksAreHeldAgainstTheirPhoto() {
    FacePhoto photo = FacePhoto.of(RgbPicture.of(DrawnFace.mtLike(64).photo()));
    GrayImage background = new GrayImage(64, 64, new byte[64 * 64]);
    assertRefused(
        "the parsing map has a makeup area of 0.0 % of the picture, less than 0.05 %",
        () -> photo.withMap(background, LabelScheme.MT));
    assertRefused(
        "the parsing map is 64x32 but its photo the photo is 64x64, another aspect ratio",
        () -> photo.withMap(new GrayImage(64, 32, new byte[64 * 32]), LabelScheme.MT));
    byte[] unknown = new byte[64 * 64];
    Arrays.fill(unknown, (byte) 99);
    assertRefused(
        "the parsing map has the label 99",
        () -> photo.withMap(new GrayImage(64, 64, unknown), LabelScheme.MT));
    byte[] labels = new byte[64 * 64];
    labels[5] = 13;
    assertRefused(
        "the mask holds values up to 13", () -> photo.withMask(new GrayImage(64, 64, labels)));
  }

  /** As a transfer of files refuses it. */
  @Test
  void aMapOfAnotherNumberingIsRefusedUnlessItIsTrusted() throws IOException {
    SyntheticDataset.write(folder.resolve("mt"), 1, 64, 2);
    byte[] map = bytes(folder.resolve("mt/segs/makeup/makeup-00000.png"));
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(map));
    FacePhoto photo = FacePhoto.decode(bytes(folder.resolve("mt/images/makeup/makeup-00000.png")));
    for (LabelScheme other : List.of(LabelScheme.FACE_PARSING, LabelScheme.CELEBAMASK_HQ)) {
      String line = "the parsing maps (such as this one) look like labels: mt, not ";
      assertRefused(line, () -> photo.withMap(map, other));
      assertRefused(line, () -> photo.withMap(picture, other));
      assertTrue(photo.withTrustedMap(map, other).hasArea());
      assertTrue(photo.withTrustedMap(picture, other).hasArea());
    }
    assertTrue(photo.withMap(map, LabelScheme.MT).hasArea());
    assertTrue(photo.withMap(picture, LabelScheme.MT).hasArea());
  }

  /** Whichever way it goes in, it is what its file would be. */
  @Test
  void masksAndTexturesArePicturesOrBytes() throws IOException {
    FacePhoto photo = FacePhoto.of(RgbPicture.of(DrawnFace.mtLike(64).photo()));
    BufferedImage mask = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_BINARY);
    BufferedImage texture = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64 * 64; i++) {
      mask.setRGB(i % 64, i / 64, i / 64 < 20 ? 0xFF000000 : 0xFFFFFFFF);
      texture.getRaster().setSample(i % 64, i / 64, 0, i % 200);
    }
    Path file = folder.resolve("texture.png");
    ImageIO.write(texture, "png", file.toFile());
    byte[] levels = GrayImage.readLevels(file).values();
    for (FacePhoto full :
        List.of(
            photo.withMask(mask).withTexture(texture),
            photo.withTexture(Png.bytes(texture)).withMask(Png.bytes(mask)))) {
      assertEquals(20 / 64.0, full.face().area().share(), 1e-9);
      assertArrayEquals(levels, full.face().texture().values());
    }
    assertRefused(
        "the texture is 32x16 but its photo",
        () -> photo.withTexture(new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY)));
  }

  @Test
  void aFaceOfAnotherPhotoIsABug() {
    Photo photo = new Photo(DrawnFace.mtLike(64).photo(), null);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> FacePhoto.of(photo, DrawnFace.mtLike(65).raw()));
    assertEquals("the face is of a photo of 65x65, not of this one of 64x64", error.getMessage());
  }

  private static void assertRefused(String start, org.junit.jupiter.api.function.Executable use) {
    String message = assertThrows(UserError.class, use).getMessage();
    assertTrue(message.startsWith(start), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void aMaskSaysWhereTheFaceIs() {
    DrawnFace face = new DrawnFace(90, 120, 40, 60, 45);
    byte[] keep = new byte[90 * 120];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = (byte) (face.part(i % 90, i / 90).wearsMakeup() ? 0 : 255);
    }
    FakeModel black =
        FakeModel.painting(
            32,
            style -> {
              float[] dark = new float[style.length];
              Arrays.fill(dark, -1);
              return dark;
            });
    try (MakeupTransfer transfer = black.transfer()) {
      FacePhoto photo =
          FacePhoto.of(RgbPicture.of(face.photo())).withMask(new GrayImage(90, 120, keep));
      Reference look = asPainted(transfer.reference(photo));
      BufferedImage result = transfer.target(photo).paint(look).picture();
      assertEquals(0xFF000000, result.getRGB(40, 60));
      for (int i = 0; i < keep.length; i++) {
        if (keep[i] != 0) {
          int x = i % 90;
          int y = i / 90;
          assertEquals(RgbPicture.of(face.photo()).getRGB(x, y), result.getRGB(x, y));
        }
      }
    }
  }

  @Test
  void makeupIsRemovedTowardsABareFaceOrTheModelsOwnStyle() {
    float[] gray = new float[3 * 32 * 32];
    FacePhoto photo = drawn(DrawnFace.mtLike(64));
    try (MakeupTransfer transfer = FakeModel.of(32).removing(Optional.of(gray)).transfer()) {
      assertTrue(transfer.defaultReference().isEmpty());
      MakeupTransfer removal = transfer.removal();
      Reference bare = removal.defaultReference().orElseThrow();
      BufferedImage result = removal.target(photo).paint(bare).picture();
      double sum = 0;
      for (int i = 0; i < 100; i++) { // noise finer than the networks' pixels stays
        sum += result.getRGB(27 + i % 10, 30 + i / 10) & 0xFF;
      }
      assertEquals(128, sum / 100, 2);
      Reference other = transfer.reference(photo);
      assertThrows(IllegalArgumentException.class, () -> removal.target(photo).paint(other));
    }
  }
}
