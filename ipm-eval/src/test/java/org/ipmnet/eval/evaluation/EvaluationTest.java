// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipmnet.core.UserError;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.protocol.EvaluationSplit.Part;
import org.ipmnet.eval.protocol.MethodRow;
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
