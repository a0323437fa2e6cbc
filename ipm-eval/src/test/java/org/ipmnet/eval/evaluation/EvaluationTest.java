// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.paste.MakeupApplication.Changes;
import org.ipmnet.eval.protocol.EvaluationSplit.Part;
import org.ipmnet.eval.protocol.MethodRow;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.eval.testing.TinyModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation as a program calls it; the commands' tests look at what is written. */
class EvaluationTest {
  private static final ProtocolSettings ONCE =
      new ProtocolSettings(Part.ALL, 1, OptionalLong.empty());

  @TempDir static Path folder;
  private static Path run;
  private static Path faces;

  @BeforeAll
  static void prepare() {
    run = TinyModel.write(folder.resolve("run"));
    faces = folder.resolve("faces");
    SyntheticDataset.write(faces, 3, 40, 5);
  }

  private static List<String> rows(List<MethodRow> rows) {
    return rows.stream().map(MethodRow::name).toList();
  }

  @Test
  void oneModelWithoutAFolder() {
    List<String> told = new ArrayList<>();
    Evaluation found =
        Evaluation.run(new EvaluationRequest(run, faces, ONCE, List.of(), null), told::add);
    assertEquals(Optional.empty(), found.write());
    assertEquals(
        List.of("Real", "run", "no transfer", "colours pasted"), rows(found.measured().rows()));
    assertEquals("run: run 1 of 1", told.get(0));
    assertEquals("1", found.origin().get("seed"), "the model's own");
    assertEquals("1", found.origin().get("iteration"));
  }

  @Test
  void whatIsPutOnPhotos() throws IOException {
    Path out = folder.resolve("photos");
    Evaluation found =
        PhotoEvaluation.run(null, faces, Changes.NONE, ONCE, List.of(), out, line -> {});
    assertEquals(
        List.of("Real", "built-in", "no transfer", "colours pasted"),
        rows(found.measured().rows()));
    Map<Metric, Interval> builtIn = found.measured().rows().get(1).values();
    assertEquals(Double.POSITIVE_INFINITY, builtIn.get(Metric.BACKGROUND_PSNR).mean());
    double lips = builtIn.get(Metric.MAKEUP_LIPS).mean();
    assertTrue(lips > 0.05 && lips < 1.5, "lips moved by " + lips);
    Map<Metric, Interval> none = found.measured().rows().get(2).values();
    assertEquals(0, none.get(Metric.MAKEUP_LIPS).mean());
    assertEquals(1, none.get(Metric.DETAIL_SSIM).mean(), 1e-9);
    assertEquals(StoredModel.PHOTO_SIDE, found.measured().size());
    assertEquals(Optional.of(out.resolve("evaluation.html")), found.write());
    BufferedImage sheet = ImageIO.read(out.resolve("grid.png").toFile());
    assertEquals(4 * StoredModel.PHOTO_SIDE + 3 * 4, sheet.getWidth(), "three faces and gaps");
  }

  @Test
  void photosNeedMaps() throws IOException {
    Path masked = folder.resolve("masked");
    BufferedImage mask = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster()
        .setSamples(0, 0, 40, 10, 0, IntStream.generate(() -> 255).limit(400).toArray());
    for (String side : List.of("makeup", "non-makeup")) {
      Path images = Files.createDirectories(masked.resolve("images").resolve(side));
      Path masks = Files.createDirectories(masked.resolve("masks").resolve(side));
      try (Stream<Path> photos = Files.list(faces.resolve("images").resolve(side))) {
        for (Path photo : photos.toList()) {
          Files.copy(photo, images.resolve(photo.getFileName()));
          ImageIO.write(mask, "png", masks.resolve(photo.getFileName()).toFile());
        }
      }
    }
    assertEquals(
        masked
            + " has no parsing maps (segs/); run ipm prepare, which finds the faces, and measure its folder",
        refusal(
            () ->
                PhotoEvaluation.run(run, masked, Changes.NONE, ONCE, List.of(), null, line -> {})));
  }

  @Test
  void severalModels() {
    Path other = TinyModel.write(folder.resolve("other"));
    Path out = folder.resolve("out");
    ProtocolSettings seeded = new ProtocolSettings(Part.ALL, 1, OptionalLong.of(7));
    Comparison found =
        Comparison.run(
            new ComparisonRequest(List.of(run, other), faces, seeded, List.of(), out), line -> {});
    assertEquals(
        List.of("Real", "no transfer", "IPM-Net (run)", "IPM-Net (other)"),
        rows(found.measured().rows()));
    Path page = out.resolve("table.html");
    assertTrue(Files.notExists(page), "what was measured can be told before it is written");
    assertEquals(page, found.write());
    assertTrue(Files.exists(page));
    assertEquals("7", found.origin().get("seed"));
    MethodRow first = found.measured().rows().get(2);
    MethodRow second = found.measured().rows().get(3);
    assertEquals(first.values(), second.values(), "the same weights, faces and references");
  }

  @Test
  void whatCannotBeAskedFor() {
    assertThrows(UserError.class, () -> new ProtocolSettings(Part.ALL, 0, OptionalLong.empty()));
    UserError size =
        assertThrows(
            UserError.class,
            () ->
                Evaluation.run(
                    new EvaluationRequest(run, faces, ONCE, List.of("data.size=64"), null),
                    line -> {}));
    assertTrue(
        size.getMessage().startsWith("data.size=64 cannot be set (--set): a measured model keeps"));
    UserError twice =
        assertThrows(
            UserError.class,
            () ->
                Comparison.run(
                    new ComparisonRequest(
                        List.of(run, run), faces, ONCE, List.of(), folder.resolve("twice")),
                    line -> {}));
    assertEquals("the models to compare (--models) name " + run + " twice", twice.getMessage());
    assertTrue(Files.notExists(folder.resolve("twice")));
  }

  private static String refusal(Executable request) {
    return assertThrows(UserError.class, request).getMessage();
  }

  @Test
  void requestsAreCheckedWhenTheyAreMade() {
    List<String> none = List.of();
    assertEquals(
        "no model is named; a comparison needs at least one (--models)",
        refusal(() -> new ComparisonRequest(List.of(), faces, ONCE, none, folder)));
    List<Path> models = List.of(run);
    assertEquals(
        "the request has no data (--data)",
        refusal(() -> new ComparisonRequest(models, null, ONCE, none, folder)));
    assertEquals(
        "the request has no out (--out)",
        refusal(() -> new ComparisonRequest(models, faces, ONCE, none, null)));
    assertEquals(
        "the request has no model (--model)",
        refusal(() -> new EvaluationRequest(null, faces, ONCE, none, null)));
  }

  @Test
  void requestsKeepCopies() {
    List<Path> models = new ArrayList<>(List.of(run));
    List<String> settings = new ArrayList<>(List.of("data.threads=1"));
    ComparisonRequest several = new ComparisonRequest(models, faces, ONCE, settings, folder);
    EvaluationRequest one = new EvaluationRequest(run, faces, ONCE, settings, null);
    models.clear();
    settings.clear();
    assertEquals(List.of(run), several.models());
    assertEquals(List.of("data.threads=1"), several.settings());
    assertEquals(several.settings(), one.settings());
  }
}
