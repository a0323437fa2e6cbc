// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookRecipeTest {
  private static final FakeModel MODEL = FakeModel.of(32);

  @TempDir Path folder;
  private Path target;
  private Path red;
  private Path rose;

  @BeforeEach
  void drawFaces() {
    target = DrawnFace.mtLike(80).write(folder.resolve("t"), "anna");
    red = DrawnFace.mtLike(60).write(folder.resolve("r"), "red");
    rose = DrawnFace.mtLike(70).write(folder.resolve("r"), "rose");
  }

  private RgbImage made(String name, LookRecipe look) {
    Path out = folder.resolve(name);
    List<Path> written = new ArrayList<>();
    List<String> left =
        new FolderTransfer(MODEL.transfer())
            .apply(
                new TransferRequest(
                    FaceSource.of(target),
                    null,
                    null,
                    List.of(0.0),
                    out,
                    Set.of(),
                    MakeupApplication.Changes.NONE,
                    null,
                    look),
                written::add);
    assertEquals(List.of(), left);
    assertEquals(1, written.size());
    return RgbImage.read(written.get(0));
  }

  private static void assertNear(RgbImage a, RgbImage b) {
    for (int i = 0; i < a.rgb().length; i++) {
      assertEquals(a.rgb()[i] & 0xFF, b.rgb()[i] & 0xFF, 1, "value " + i);
    }
  }

  @Test
  void theOrderOfLooksDoesNotMatter() {
    LookRecipe ab = LookRecipe.of(List.of(red, rose), 0.3, Map.of());
    LookRecipe ba = LookRecipe.of(List.of(rose, red), 0.7, Map.of());
    assertNear(made("ab", ab), made("ba", ba));
    assertEquals("red+rose", ab.name());
  }

  @Test
  void aMixLiesBetween() {
    RgbImage first = made("first", LookRecipe.of(List.of(red, rose), 0.0, Map.of()));
    RgbImage alone = made("alone", LookRecipe.of(List.of(red), null, Map.of()));
    assertArrayEquals(alone.rgb(), first.rgb());
    RgbImage second = made("second", LookRecipe.of(List.of(rose), null, Map.of()));
    RgbImage half = made("half", LookRecipe.of(List.of(red, rose), null, Map.of()));
    for (int i = 0; i < half.rgb().length; i++) {
      double between = ((first.rgb()[i] & 0xFF) + (second.rgb()[i] & 0xFF)) / 2.0;
      assertEquals(between, half.rgb()[i] & 0xFF, 1.5);
    }
  }

  @Test
  void anAreaWearsItsOwnLook() {
    LookRecipe look = LookRecipe.of(List.of(red), null, Map.of(FaceArea.LIPS, rose));
    assertEquals(0, look.shares().get(red).at(FaceArea.LIPS));
    assertEquals(1, look.shares().get(red).at(FaceArea.LIDS));
    assertEquals(1, look.shares().get(rose).at(FaceArea.LIPS));
    assertEquals(0, look.shares().get(rose).at(FaceArea.LIDS));
    LookRecipe alone = LookRecipe.of(List.of(), null, Map.of(FaceArea.LIPS, rose));
    assertEquals(Set.of(rose), alone.shares().keySet());
    LookRecipe same = LookRecipe.of(List.of(red), null, Map.of(FaceArea.LIPS, red));
    assertNear(made("one", same), made("plain", LookRecipe.of(List.of(red), null, Map.of())));
  }

  @Test
  void whatMakesNoSense() {
    assertRefused("a mix needs two looks", List.of(red), 0.5, Map.of());
    assertRefused("strength must be from 0 to 1", List.of(red, rose), 1.5, Map.of());
    assertRefused("a look needs a photo", List.of(), null, Map.of());
    assertRefused(red.getParent() + " is a folder", List.of(red.getParent()), null, Map.of());
    Map<Path, AreaStrengths> twice = new LinkedHashMap<>();
    twice.put(red, AreaStrengths.ALL);
    twice.put(rose, AreaStrengths.parse("lips=0.5"));
    UserError error = assertThrows(UserError.class, () -> new LookRecipe(twice));
    assertEquals("lips would wear 1.5 of a makeup, more than all", error.getMessage());
  }

  private static void assertRefused(
      String start, List<Path> looks, Double mix, Map<FaceArea, Path> areas) {
    UserError error = assertThrows(UserError.class, () -> LookRecipe.of(looks, mix, areas));
    assertTrue(error.getMessage().startsWith(start), error.getMessage());
  }
}
