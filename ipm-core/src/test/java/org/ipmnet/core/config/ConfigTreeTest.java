// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTreeTest {
  enum Texture {
    HIGH_CONTRAST,
    NONE
  }

  record Data(int size, Texture texture, @Nullable Integer resize) {}

  record Loss(@Range(least = 0) double perceptual, double r1) {}

  record Run(
      long seed, boolean mirror, String name, List<Double> alphas, Loss loss, Data nonMakeup) {}

  private static final String GOOD =
      """
      seed: 7
      mirror: true
      name: first
      alphas: [0, 0.5, 1]
      loss:
        perceptual: 5
        r1: 0.5
      non-makeup:
        size: 64
        texture: high-contrast
        resize: null
      """;

  private static final Run RUN =
      new Run(
          7,
          true,
          "first",
          List.of(0.0, 0.5, 1.0),
          new Loss(5, 0.5),
          new Data(64, Texture.HIGH_CONTRAST, null));

  private static Run read(String yaml) {
    return ConfigTree.parse("a.yaml", yaml).read(Run.class);
  }

  private static String refusal(String yaml) {
    return refusal(() -> read(yaml));
  }

  private static String refusal(Runnable reading) {
    String message = assertThrows(UserError.class, reading::run).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Nested
  class Reading {
    @Test
    void aWholeFileBecomesARecord() {
      assertEquals(RUN, read(GOOD));
    }

    @Test
    void whatIsWrittenIsReadBack() {
      String yaml = ConfigTree.write(RUN);
      assertEquals(RUN, read(yaml));
      assertTrue(yaml.contains("texture: high-contrast"), yaml);
      assertTrue(yaml.contains("resize: null"), yaml);
      assertFalse(yaml.startsWith("---"), yaml);
    }

    @Test
    void textsThatLookLikeOtherValuesSurviveTheRoundTrip() {
      for (String name :
          List.of(
              "true", "1", "0x10", "null", "~", "a: b", "1e5", "no", "", " x ", "1_000", "#x")) {
        Run run = new Run(0, false, name, List.of(), RUN.loss(), RUN.nonMakeup());
        assertEquals(run, read(ConfigTree.write(run)), name);
      }
    }

    @Test
    void numbersKeepEveryDigit() {
      Run run =
          new Run(
              Long.MIN_VALUE,
              false,
              "n",
              List.of(0.1, 1e-300, 1e22, Math.PI),
              new Loss(1e-8, 1e6),
              RUN.nonMakeup());
      assertEquals(run, read(ConfigTree.write(run)));
    }

    @Test
    void scientificNotationWithoutAPointIsANumber() {
      assertEquals(1e-4, read(GOOD.replace("r1: 0.5", "r1: 1e-4")).loss().r1());
    }
  }

  @Nested
  class Refusing {
    @Test
    void anUnknownKeyIsNamedWithTheAllowedOnes() {
      assertEquals(
          "a.yaml: unknown key loss.perceptaul; did you mean loss.perceptual? allowed here: perceptual, r1",
          refusal(GOOD.replace("  r1: 0.5", "  r1: 0.5\n  perceptaul: 1")));
      assertEquals(
          "a.yaml: unknown key sead; did you mean seed? allowed here: alphas, loss, mirror, name, non-makeup, seed",
          refusal(GOOD + "sead: 1\n"));
    }

    @Test
    void aTypoThatAlsoLeavesAKeyMissingIsNamed() {
      String message = refusal(GOOD.replace("perceptual", "perceptaul"));
      assertTrue(message.contains("loss.perceptaul"), message);
      assertTrue(message.contains("perceptual, r1"), message);
    }

    @Test
    void aMissingKeyIsNamedWithItsPath() {
      assertEquals("a.yaml: missing key loss.r1", refusal(GOOD.replace("  r1: 0.5\n", "")));
      assertEquals("a.yaml: missing key seed", refusal(GOOD.replace("seed: 7\n", "")));
      assertEquals(
          "a.yaml: missing key loss.perceptual",
          refusal(GOOD.replace("loss:\n  perceptual: 5\n  r1: 0.5\n", "")));
    }

    @Test
    void aMissingKeyWhoseGroupEndsLikeItIsNamedWithItsPath() {
      record Inner(int size) {}
      record Outer(Inner resize, Inner xsize) {}
      assertEquals(
          "b: missing key xsize.size",
          refusal(() -> ConfigTree.parse("b", "resize: {size: 1}\nxsize: {}").read(Outer.class)));
    }

    @Test
    void aRepeatedKeyIsNamedWithItsLine() {
      String message = refusal(GOOD + "seed: 8\n");
      assertTrue(message.startsWith("a.yaml, line 12: "), message);
      assertTrue(message.contains("seed"), message);
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
      String message = refusal("seed: 7\nloss: [1, 2\nname: x");
      assertTrue(message.matches("a\\.yaml, line \\d+: .+"), message);
    }

    @Test
    void brokenYamlSaysWhatWasMet() {
      assertTrue(refusal("\tseed: 7").contains("TAB"), refusal("\tseed: 7"));
      String message = refusal("seed: 7\nloss: {a: 1\n");
      assertTrue(message.contains("while parsing a flow mapping, expected ',' or '}'"), message);
      assertEquals(1, message.lines().count());
    }

    @Test
    void textWhereANumberBelongs() {
      assertEquals(
          "a.yaml: loss.perceptual must be a number, found 'much'",
          refusal(GOOD.replace("perceptual: 5", "perceptual: much")));
      assertEquals(
          "a.yaml: seed must be a whole number, found 'x'",
          refusal(GOOD.replace("seed: 7", "seed: x")));
      assertEquals(
          "a.yaml: non-makeup.size must be a whole number, found '64'",
          refusal(GOOD.replace("size: 64", "size: \"64\"")));
    }

    @Test
    void aFractionWhereAWholeNumberBelongs() {
      assertEquals(
          "a.yaml: non-makeup.size must be a whole number, found '64.5'",
          refusal(GOOD.replace("size: 64", "size: 64.5")));
    }

    @Test
    void aWholeNumberThatIsTooLarge() {
      assertEquals(
          "a.yaml: non-makeup.size must be a whole number from -2147483648 to 2147483647, found '3000000000'",
          refusal(GOOD.replace("size: 64", "size: 3000000000")));
      assertEquals(
          "a.yaml: seed must be a whole number of at most 63 bits, found '9223372036854775808'",
          refusal(GOOD.replace("seed: 7", "seed: 9223372036854775808")));
      assertEquals(Long.MAX_VALUE, read(GOOD.replace("seed: 7", "seed: " + Long.MAX_VALUE)).seed());
    }

    @Test
    void aNumberWhereTextOrTrueOrFalseBelongs() {
      assertEquals(
          "a.yaml: mirror must be true or false, found '3'",
          refusal(GOOD.replace("mirror: true", "mirror: 3")));
    }

    @Test
    void aValueWhereAGroupBelongsAndTheOtherWayRound() {
      assertEquals(
          "a.yaml: loss must be a group of keys, found '3'",
          refusal(GOOD.replace("loss:\n  perceptual: 5\n  r1: 0.5\n", "loss: 3\n")));
      assertEquals(
          "a.yaml: seed must be a whole number, found a group of keys",
          refusal(GOOD.replace("seed: 7", "seed: {a: 1}")));
      assertEquals(
          "a.yaml: seed must be a whole number, found a list",
          refusal(GOOD.replace("seed: 7", "seed: [1]")));
      assertEquals(
          "a.yaml: alphas must be a list, found '3'", refusal(GOOD.replace("[0, 0.5, 1]", "3")));
    }

    @Test
    void aWrongValueInAList() {
      assertEquals(
          "a.yaml: alphas[1] must be a number, found 'x'",
          refusal(GOOD.replace("0.5, 1]", "x, 1]")));
    }

    @Test
    void noValueWhereOneIsNeeded() {
      assertEquals(
          "a.yaml: seed must be a whole number, found nothing",
          refusal(GOOD.replace("seed: 7", "seed:")));
    }

    @Test
    void nullWhereAValueIsNeeded() {
      assertEquals(
          "a.yaml: seed must be a whole number, found nothing",
          refusal(GOOD.replace("seed: 7", "seed: ~")));
      assertEquals(
          "a.yaml: non-makeup.texture must be one of high-contrast, none, found nothing",
          refusal(GOOD.replace("high-contrast", "~")));
      assertEquals(
          "a.yaml: name must be text (in quotes if it looks like a number), found nothing",
          refusal(GOOD.replace("first", "null")));
      assertEquals(
          "a.yaml: loss must be a group of keys, found nothing",
          refusal(GOOD.replace("loss:\n  perceptual: 5\n  r1: 0.5\n", "loss: ~\n")));
      assertEquals(
          "a.yaml: alphas must be a list, found nothing",
          refusal(GOOD.replace("[0, 0.5, 1]", "~")));
      assertEquals(
          "a.yaml: alphas[1] must be a number, found nothing",
          refusal(GOOD.replace("0.5, 1]", "~, 1]")));
    }

    @Test
    void nullWhereAnyValueMayStand() {
      record Any(List<Object> values) {}
      assertEquals(
          "b: values[1] must be given, found nothing",
          refusal(() -> ConfigTree.parse("b", "values: [1, ~]").read(Any.class)));
    }

    @Test
    void anUnknownChoiceIsAnsweredWithTheChoices() {
      assertEquals(
          "a.yaml: non-makeup.texture must be one of high-contrast, none, found 'smooth'",
          refusal(GOOD.replace("high-contrast", "smooth")));
      assertEquals(
          "a.yaml: non-makeup.texture must be one of high-contrast, none, found '1'",
          refusal(GOOD.replace("high-contrast", "1")));
    }

    @Test
    void aValueOutOfRangeInsideARecordHasItsPath() {
      assertEquals(
          "a.yaml: loss.perceptual must be at least 0.0, found -5.0",
          refusal(GOOD.replace("perceptual: 5", "perceptual: -5")));
    }

    @Test
    void whatIsNotKeysAndValues() {
      assertEquals("a.yaml must hold keys and values", refusal(""));
      assertEquals("a.yaml must hold keys and values", refusal("- 1\n- 2\n"));
      assertEquals("a.yaml must hold keys and values", refusal("# only a comment\n"));
    }

    @Test
    void aSecondDocument() {
      assertEquals("a.yaml must hold one document", refusal(GOOD + "---\nseed: 9\n"));
    }
  }

  @Nested
  class Layers {
    @TempDir Path folder;

    private Path file(String name, String yaml) throws IOException {
      return Files.writeString(folder.resolve(name), yaml);
    }

    @Test
    void aVariantHoldsOnlyItsDifferences() throws IOException {
      file("base.yaml", GOOD);
      Path variant = file("v.yaml", "extends: base.yaml\nname: second\nloss:\n  r1: 2\n");
      Run run = ConfigTree.load(variant).read(Run.class);
      assertEquals("second", run.name());
      assertEquals(new Loss(5, 2), run.loss());
      assertEquals(7, run.seed());
    }

    @Test
    void aVariantMayLieInAnotherFolder() throws IOException {
      file("base.yaml", GOOD);
      Files.createDirectory(folder.resolve("ablation"));
      Path variant = file("ablation/v.yaml", "extends: ../base.yaml\nseed: 1\n");
      assertEquals(1, ConfigTree.load(variant).read(Run.class).seed());
    }

    @Test
    void errorsOfAVariantNameTheVariant() throws IOException {
      file("base.yaml", GOOD);
      Path variant = file("v.yaml", "extends: base.yaml\nsead: 1\n");
      String message = refusal(() -> ConfigTree.load(variant).read(Run.class));
      assertTrue(message.startsWith(variant + ": unknown key sead"), message);
    }

    @Test
    void oneLevelOnly() throws IOException {
      Path base = file("base.yaml", GOOD);
      Path middle = file("m.yaml", "extends: base.yaml\n");
      Path top = file("t.yaml", "extends: m.yaml\n");
      assertEquals(
          String.format(
              Locale.ROOT,
              "%s extends %s, which extends another file; only one level is allowed",
              top,
              middle),
          refusal(() -> ConfigTree.load(top)));
      assertEquals(RUN, ConfigTree.load(middle).read(Run.class));
      assertEquals(RUN, ConfigTree.load(base).read(Run.class));
    }

    @Test
    void missingFilesAreNamed() throws IOException {
      Path absent = folder.resolve("absent.yaml");
      assertEquals(
          String.format(Locale.ROOT, "configuration file %s does not exist", absent),
          refusal(() -> ConfigTree.load(absent)));
      Path orphan = file("o.yaml", "extends: absent.yaml\n");
      assertEquals(
          String.format(Locale.ROOT, "%s extends %s, which does not exist", orphan, absent),
          refusal(() -> ConfigTree.load(orphan)));
      Path odd = file("odd.yaml", "extends: [a]\n");
      assertEquals(
          String.format(Locale.ROOT, "%s: extends must be the name of a file", odd),
          refusal(() -> ConfigTree.load(odd)));
    }

    @Test
    void aFileOfDifferencesGoesOverAnyTreeAndIsNamedWithIt() throws IOException {
      Path base = file("base.yaml", GOOD);
      Path differences = file("d.yaml", "loss: {r1: 2}\n");
      ConfigTree both = ConfigTree.load(base).withFile(differences);
      assertEquals(new Loss(5, 2), both.read(Run.class).loss());
      assertEquals(String.format(Locale.ROOT, "%s with %s", base, differences), both.source());
      Path variant = file("v.yaml", "extends: base.yaml\n");
      assertEquals(
          String.format(
              Locale.ROOT,
              "%s extends another file; a file of differences holds nothing but them",
              variant),
          refusal(() -> both.withFile(variant)));
    }

    @Test
    void aFileThatIsNotTextIsNamed() throws IOException {
      Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
      String message = refusal(() -> ConfigTree.load(binary));
      assertEquals(
          String.format(Locale.ROOT, "configuration file %s is not UTF-8 text", binary), message);
    }
  }

  @Nested
  class Assignments {
    private Run set(String... assignments) {
      return ConfigTree.parse("a.yaml", GOOD).set(List.of(assignments)).read(Run.class);
    }

    @Test
    void replaceValuesInOrder() {
      Run run = set("loss.r1=2", "seed=9", "loss.r1=3", "name=a=b", "alphas=[1]");
      assertEquals(new Loss(5, 3), run.loss());
      assertEquals(9, run.seed());
      assertEquals("a=b", run.name());
      assertEquals(List.of(1.0), run.alphas());
    }

    @Test
    void mayTakeAValueAway() {
      Run run = set("non-makeup.resize=72");
      assertEquals(72, run.nonMakeup().resize());
      assertNull(set("non-makeup.resize=null").nonMakeup().resize());
    }

    @Test
    void leaveTheirTreeAlone() {
      ConfigTree tree = ConfigTree.parse("a.yaml", GOOD);
      tree.set(List.of("loss.r1=2"));
      tree.with(ConfigTree.parse("b", "loss: {r1: 9}"));
      tree.without("seed");
      assertEquals(RUN, tree.read(Run.class));
    }

    @Test
    void thatAreNoYamlAreText() {
      assertEquals("[", set("name=[").name());
      assertEquals("", set("name=").name());
    }

    @Test
    void areRefusedWhenMalformed() {
      assertEquals("--set needs key=value, found 'seed'", refusal(() -> set("seed")));
      assertEquals("--set needs key=value, found '=1'", refusal(() -> set("=1")));
      assertEquals("--set needs key=value, found '.=1'", refusal(() -> set(".=1")));
      assertEquals("--set needs key=value, found 'loss..r1=1'", refusal(() -> set("loss..r1=1")));
      assertEquals(
          "--set seed.x=1: 'seed' is a value, not a group of keys", refusal(() -> set("seed.x=1")));
    }

    @Test
    void withAnUnknownKeyAreRefusedLikeTheFile() {
      assertEquals(
          "a.yaml: unknown key loss.perceptaul; did you mean loss.perceptual? allowed here: perceptual, r1",
          refusal(() -> set("loss.perceptaul=1")));
      assertEquals(
          "a.yaml: loss.perceptual must be at least 0.0, found -5.0",
          refusal(() -> set("loss.perceptual=-5")));
    }
  }

  @Nested
  class Defaults {
    record Inner(@DefaultKey("width") int width, @Default("high-contrast") Texture texture) {}

    record Outer(
        int width,
        @Default("0.25") double share,
        @Nullable String name,
        @Nullable Inner rare,
        Inner usual) {}

    private static Outer outer(String yaml) {
      return ConfigTree.parse("a.yaml", yaml).read(Outer.class);
    }

    @Test
    void fillOnlyWhatIsAbsent() {
      Inner inner = new Inner(4, Texture.HIGH_CONTRAST);
      assertEquals(new Outer(4, 0.25, null, null, inner), outer("width: 4"));
      assertEquals(
          new Outer(4, 1, "n", inner, new Inner(5, Texture.NONE)),
          outer("{width: 4, share: 1, name: n, rare: {}, usual: {width: 5, texture: none}}"));
    }

    @Test
    void areNotForWhatIsEmpty() {
      assertEquals(
          "a.yaml: share must be a number, found nothing",
          refusal(() -> outer("width: 4\nshare:")));
    }

    @Test
    void ofAKeyThatIsMissingToo() {
      assertEquals("a.yaml: missing key width", refusal(() -> outer("usual: {}")));
      assertEquals(
          "a.yaml: missing key width",
          refusal(() -> ConfigTree.parse("a.yaml", "{}").read(Inner.class)));
    }

    @Retired("colour")
    record Painted(int size) {}

    @Test
    void aRetiredKeyMayStandWithoutAValue() {
      assertEquals(
          new Painted(1), ConfigTree.parse("a", "{size: 1, colour: null}").read(Painted.class));
      assertEquals(
          "a: unknown key colour; allowed here: size",
          refusal(() -> ConfigTree.parse("a", "{size: 1, colour: red}").read(Painted.class)));
    }
  }

  @Nested
  class Inlined {
    interface Kind {}

    record Round(@Range(least = 1) int radius) implements Kind {
      Round {
        if (radius == 13) {
          throw new UserError("radius 13 is bad luck");
        }
      }
    }

    record Shape(@Inline Kind kind, int colour) {}

    private static Shape shape(String yaml) {
      return ConfigTree.parse("a.yaml", yaml)
          .section("shape")
          .read(Shape.class, Set.of("kind"), Round.class);
    }

    @Test
    void keysLieBesideTheOthers() {
      assertEquals(new Shape(new Round(2), 3), shape("shape: {kind: round, radius: 2, colour: 3}"));
    }

    @Test
    void theirErrorsAreNamedWithoutTheComponent() {
      assertEquals("a.yaml: missing key shape.radius", refusal(() -> shape("shape: {colour: 3}")));
      assertEquals(
          "a.yaml: shape.radius must be at least 1, found 0",
          refusal(() -> shape("shape: {radius: 0, colour: 3}")));
      assertEquals(
          "a.yaml: shape.radius 13 is bad luck",
          refusal(() -> shape("shape: {radius: 13, colour: 3}")));
      assertEquals(
          "a.yaml: unknown key shape.radios; did you mean shape.radius? allowed here: colour, kind, radius",
          refusal(() -> shape("shape: {radios: 1, colour: 3}")));
    }
  }

  @Nested
  class Parts {
    private final ConfigTree tree =
        ConfigTree.parse("a.yaml", "b: 1\na: {x: [1, 2], y: {z: null}}\nc: text\n");

    @Test
    void keysKeepTheirOrder() {
      assertEquals(List.of("b", "a", "c"), tree.keys());
      assertTrue(tree.has("a"));
      assertFalse(tree.has("x"));
    }

    @Test
    void valuesHaveDottedKeys() {
      Map<String, String> expected = new LinkedHashMap<>();
      expected.put("b", "1");
      expected.put("a.x", "[1,2]");
      expected.put("a.y.z", "null");
      expected.put("c", "text");
      assertEquals(List.copyOf(expected.entrySet()), List.copyOf(tree.values().entrySet()));
    }

    @Test
    void someAreTakenOrLeft() {
      assertEquals(List.of("b", "c"), tree.without("a").keys());
      assertEquals(List.of("a"), tree.only(Set.of("a", "absent")).keys());
      assertEquals(List.of("b", "a", "c"), tree.keys());
      assertEquals("a.yaml", tree.only(Set.of("a")).source());
    }

    @Test
    void theTreeAsYamlIsReadBack() {
      assertEquals(tree.values(), ConfigTree.parse("b", tree.toYaml()).values());
      assertEquals(tree.keys(), ConfigTree.parse("b", tree.toYaml()).keys());
    }
  }

  @Test
  void sectionsKeepTheirPathInMessages() {
    ConfigTree section = ConfigTree.parse("a.yaml", "loss: {r1: x, perceptual: 1}").section("loss");
    assertEquals(
        "a.yaml: loss.r1 must be a number, found 'x'", refusal(() -> section.read(Loss.class)));
    assertEquals(
        "a.yaml: loss.r1 must be a number, found 'x'", refusal(() -> section.read(Loss.class)));
    assertEquals(
        "a.yaml: missing key missing",
        refusal(() -> ConfigTree.parse("a.yaml", GOOD).section("missing")));
  }
}
