// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;

class UnchangedTest {
  /** How something is painted. */
  public enum Finish {
    HIGH_GLOSS,
    MATT
  }

  /** A group that may be left out. */
  public record Places(@MayChange("it may move") String firstPlace, String fixed) {}

  /** Keys beside the others. */
  public record Beside(int depth, @MayChange("does not matter") int speed) {}

  /** A configuration with every kind of key. */
  public record Tree(
      int width,
      Finish finish,
      @MayChange(value = "it may move", except = "random") @Nullable String file,
      @Nullable Places places,
      @Inline Beside beside) {}

  private static final Places PLACES = new Places("here", "x");
  private static final Beside BESIDE = new Beside(1, 1);
  private static final Tree TREE = new Tree(4, Finish.MATT, "a", PLACES, BESIDE);

  private static String refusal(Tree before, Tree wanted) {
    return assertThrows(UserError.class, () -> Unchanged.require(before, wanted)).getMessage();
  }

  private static Tree file(String file) {
    return new Tree(4, Finish.MATT, file, PLACES, BESIDE);
  }

  private static Tree places(Places places) {
    return new Tree(4, Finish.MATT, "a", places, BESIDE);
  }

  @Test
  void aKeyWithoutTheMarkIsRefusedAndNamed() {
    assertEquals(
        "width cannot change when a run is resumed: it was 4, found 5; start a new run for that",
        refusal(TREE, new Tree(5, Finish.HIGH_GLOSS, "b", PLACES, BESIDE)));
    assertEquals(
        "finish cannot change when a run is resumed: it was matt, found high-gloss; start a new run for that",
        refusal(TREE, new Tree(4, Finish.HIGH_GLOSS, "a", PLACES, BESIDE)));
  }

  @Test
  void aMarkedKeyIsTakenUnlessTheWordIsInPlay() {
    Unchanged.require(TREE, file("b"));
    Unchanged.require(TREE, file(null));
    Unchanged.require(file("random"), file("random"));
    assertEquals(
        "file cannot change when a run is resumed: it was a, found random; start a new run for that",
        refusal(TREE, file("random")));
    assertEquals(
        "file cannot change when a run is resumed: it was random, found not given; start a new run for that",
        refusal(file("random"), file(null)));
  }

  @Test
  void aKeyOfAGroupHasItsWholeName() {
    Unchanged.require(TREE, places(new Places("there", "x")));
    assertEquals(
        "places.fixed cannot change when a run is resumed: it was x, found y; start a new run for that",
        refusal(TREE, places(new Places("here", "y"))));
    assertEquals(
        "places.fixed cannot change when a run is resumed: it was x, found not given; start a new run for that",
        refusal(TREE, places(null)));
    Unchanged.require(places(null), places(null));
  }

  @Test
  void inlinedKeysHaveNoPrefix() {
    Unchanged.require(TREE, new Tree(4, Finish.MATT, "a", PLACES, new Beside(1, 2)));
    assertEquals(
        "depth cannot change when a run is resumed: it was 1, found 2; start a new run for that",
        refusal(TREE, new Tree(4, Finish.MATT, "a", PLACES, new Beside(2, 1))));
  }
}
