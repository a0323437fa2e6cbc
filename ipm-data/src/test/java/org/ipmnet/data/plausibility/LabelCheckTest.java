// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.LabelCheckResult.Doubtful;
import org.ipmnet.data.plausibility.LabelCheckResult.Mismatch;
import org.ipmnet.data.plausibility.LabelCheckResult.Plausible;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelCheckTest {
  /** MT's parts in another program's numbering: lips 9 and 13, skin 4. */
  private static final byte[] FOREIGN = {0, 4, 7, 2, 6, 1, 8, 9, 11, 13, 12, 3, 5, 10};

  @TempDir Path folder;

  static Stream<Arguments> schemes() {
    return Stream.of(TurnedMaps.values())
        .flatMap(maps -> Stream.of(LabelScheme.values()).map(s -> Arguments.of(maps, s)));
  }

  static Stream<Arguments> swaps() {
    return schemes()
        .flatMap(
            arguments ->
                Stream.of(LabelScheme.values())
                    .filter(other -> other != arguments.get()[1])
                    .map(o -> Arguments.of(arguments.get()[0], arguments.get()[1], o)));
  }

  private static LabelCheckResult judge(List<MapStatistics> maps, LabelScheme declared) {
    return LabelCheck.judge(maps, "a.png", declared);
  }

  private static void assertTakenFor(LabelScheme scheme, LabelCheckResult verdict) {
    Mismatch mismatch = assertInstanceOf(Mismatch.class, verdict);
    String name = HyphenatedName.of(scheme);
    assertTrue(mismatch.problem().contains("look like labels: " + name + ","), mismatch.problem());
    assertEquals(
        String.format(Locale.ROOT, "take --labels %s (key data.labels)", name), mismatch.remedy());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void aRightSetIsNeverDoubted(TurnedMaps maps, LabelScheme scheme) {
    assertEquals(new Plausible(), judge(maps.in(scheme), scheme));
    for (MapStatistics single : maps.in(scheme)) {
      LabelCheckResult verdict = judge(List.of(single), scheme);
      assertTrue(!(verdict instanceof Mismatch), () -> verdict.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void aRightSetMayLieAnyWay(TurnedMaps maps, LabelScheme scheme) {
    for (double degrees : new double[] {25, 67.5, 90, 180, 247}) {
      assertEquals(new Plausible(), judge(maps.turned(scheme, degrees), scheme), degrees + "");
    }
  }

  @ParameterizedTest
  @MethodSource("swaps")
  void everySwapIsNamed(TurnedMaps maps, LabelScheme scheme, LabelScheme declared) {
    assertTakenFor(scheme, judge(maps.in(scheme), declared));
    assertTakenFor(scheme, judge(maps.turned(scheme, 180), declared));
  }

  @ParameterizedTest
  @MethodSource("swaps")
  void aSingleMapIsMostlyEnough(TurnedMaps maps, LabelScheme scheme, LabelScheme declared) {
    int named = 0;
    for (MapStatistics single : maps.in(scheme)) {
      LabelCheckResult verdict = judge(List.of(single), declared);
      if (verdict instanceof Mismatch) {
        named++;
      }
    }
    assertTrue(named >= 0.9 * maps.maps().size(), named + " of " + maps.maps().size());
  }

  /** A third of a set may be anything, other schemes included. */
  @ParameterizedTest
  @MethodSource("swaps")
  void fewOddMapsDoNotCount(TurnedMaps maps, LabelScheme scheme, LabelScheme declared) {
    List<MapStatistics> right = new ArrayList<>(maps.in(scheme));
    List<MapStatistics> wrong = new ArrayList<>(maps.in(declared));
    int third = right.size() / 3;
    List<MapStatistics> mostlyRight = new ArrayList<>(wrong.subList(0, third));
    mostlyRight.addAll(right.subList(third, right.size()));
    Collections.shuffle(mostlyRight, new Random(4));
    assertEquals(new Plausible(), judge(mostlyRight, scheme));
    assertTakenFor(scheme, judge(mostlyRight, declared));
  }

  /** Left and right are exchanged in every second map. */
  @ParameterizedTest
  @MethodSource("schemes")
  void sidesDoNotMatter(TurnedMaps maps, LabelScheme scheme) {
    byte[] there = LabelScheme.MT.valuesIn(scheme);
    byte[] exchanged = there.clone();
    for (int value = 0; value < exchanged.length; value++) {
      exchanged[value] = there[LabelScheme.MT.mirrored()[value]];
    }
    List<MapStatistics> mixed = new ArrayList<>(maps.renumbered(exchanged));
    mixed.addAll(maps.in(scheme));
    assertEquals(new Plausible(), judge(mixed, scheme));
    assertEquals(new Plausible(), judge(maps.renumbered(exchanged), scheme));
  }

  @ParameterizedTest
  @EnumSource(TurnedMaps.class)
  void aNumberingOfNoSchemeIsDescribed(TurnedMaps maps) {
    for (LabelScheme declared : LabelScheme.values()) {
      LabelCheckResult verdict = judge(maps.renumbered(FOREIGN), declared);
      Mismatch mismatch = assertInstanceOf(Mismatch.class, verdict, verdict.toString());
      assertTrue(
          mismatch.problem().contains("values 9 and 13 lie where lips are, but "),
          mismatch.problem());
      assertEquals("renumber the maps", mismatch.remedy());
    }
    assertTrue(
        judge(maps.renumbered(FOREIGN), LabelScheme.MT)
            .toString()
            .contains("lower lip at 7 and 9"));
  }

  /** All as MT has it, but for lips at 9 and 13. */
  @ParameterizedTest
  @EnumSource(TurnedMaps.class)
  void lipsAloneElsewhereAreDescribed(TurnedMaps maps) {
    byte[] table = {0, 1, 2, 3, 4, 5, 6, 9, 8, 13, 10, 11, 12, 0};
    LabelCheckResult verdict = judge(maps.renumbered(table), LabelScheme.MT);
    Mismatch mismatch = assertInstanceOf(Mismatch.class, verdict, verdict.toString());
    assertTrue(
        mismatch.problem().contains("values 9 and 13 lie where lips are, but mt has upper and"),
        mismatch.problem());
  }

  @Test
  void aSetWithoutLipsIsNamed() {
    byte[] table = {0, 1, 2, 3, 4, 5, 6, 1, 8, 1, 10, 11, 12, 13};
    LabelCheckResult verdict = judge(TurnedMaps.DRAWN.renumbered(table), LabelScheme.MT);
    Doubtful doubtful = assertInstanceOf(Doubtful.class, verdict);
    assertEquals(
        "no parsing map (such as a.png) has lips, which labels: mt has at 7 and 9",
        doubtful.problem());
    byte[] skinAlone = new byte[14];
    skinAlone[1] = 1;
    assertInstanceOf(Doubtful.class, judge(TurnedMaps.DRAWN.renumbered(skinAlone), LabelScheme.MT));
  }

  /** Nobody is stopped for shapes that are no faces at all: blobs, noise, stripes. */
  @ParameterizedTest
  @EnumSource(LabelScheme.class)
  void shapesThatAreNoFacesAreNeverRefused(LabelScheme declared) {
    Random random = new Random(8);
    for (int round = 0; round < 20; round++) {
      List<MapStatistics> maps = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        byte[] values = new byte[32 * 32];
        int cell = 1 << random.nextInt(5);
        byte[] cells = new byte[32 * 32];
        random.nextBytes(cells);
        for (int at = 0; at < values.length; at++) {
          int from = cells[at / 32 / cell * 32 + at % 32 / cell] & 0xFF;
          values[at] = (byte) (from % declared.size());
        }
        maps.add(MapStatistics.of(new GrayImage(32, 32, values)));
      }
      LabelCheckResult verdict = judge(maps, declared);
      assertTrue(!(verdict instanceof Mismatch), () -> verdict.toString());
    }
  }

  @Test
  void filesThatCannotBeReadOrShowNothingArePassedOver() {
    Path damaged = folder.resolve("a.png");
    TinyFaces.gray(damaged, 64, 64, (x, y) -> x * y);
    TinyFaces.truncate(damaged, 0.5);
    Path plain = folder.resolve("b.png");
    TinyFaces.gray(plain, 64, 64, (x, y) -> 5);
    List<Path> files = List.of(damaged, plain, folder.resolve("gone.png"));
    assertEquals(new Plausible(), LabelCheck.of(files, LabelScheme.MT));
    assertEquals(new Plausible(), LabelCheck.of(List.of(), LabelScheme.MT));
  }

  @Test
  void ofALargeSetASampleIsReadAlwaysTheSame() {
    GrayImage map = TurnedMaps.DRAWN.maps().get(0);
    GrayImage other =
        TurnedMaps.renumbered(map, LabelScheme.MT.valuesIn(LabelScheme.CELEBAMASK_HQ));
    Path right = write("right.png", map);
    Path wrong = write("wrong.png", other);
    List<Path> files = new ArrayList<>(Collections.nCopies(90, right));
    files.addAll(Collections.nCopies(10, wrong));
    assertEquals(new Plausible(), LabelCheck.of(files, LabelScheme.MT, 20));
    assertTakenFor(LabelScheme.MT, LabelCheck.of(files, LabelScheme.CELEBAMASK_HQ, 20));
    assertEquals(
        LabelCheck.of(files, LabelScheme.CELEBAMASK_HQ, 1),
        LabelCheck.of(files, LabelScheme.CELEBAMASK_HQ, 1));
  }

  private Path write(String name, GrayImage map) {
    Path file = folder.resolve(name);
    TinyFaces.gray(file, map.width(), map.height(), (x, y) -> map.values()[y * map.width() + x]);
    return file;
  }
}
