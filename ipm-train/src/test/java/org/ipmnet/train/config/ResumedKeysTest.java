// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Unchanged;
import org.ipmnet.train.parsing.ParserConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every key of every kind of run gets another value that its configuration allows: a resumed run
 * takes those that docs/CONFIGURATION.md marks R, and refuses all others by their whole names.
 */
class ResumedKeysTest {
  private static final Path ROOT = Path.of(System.getProperty("ipm.root"));
  private static final Pattern ALLOWED = Pattern.compile("must be one of (.*), found");
  private static final String PARSER = "## A face parser";
  private static final List<String> GROUPS =
      List.of("data.makeup", "data.non-makeup", "data.appearance", "data.synthetic");

  @ParameterizedTest
  @ValueSource(strings = {"paper", "beautygan", "cyclegan", "munit"})
  void ofAModel(String preset) throws IOException {
    Set<String> free = marked(0, PARSER);
    // BeautyGAN has no other batch, a folder none beside the groups, and photos have no truth
    String batch = preset.equals("beautygan") ? "batch" : "";
    String[] unknown = {batch, "loss.truth", "loss.change"};
    Set<String> seen = check(model(preset, "data.folder=here"), RunConfig::of, free, unknown);
    String[] folders = {
      "data.folder=~",
      "data.makeup={images: a, maps: b, masks: c, textures: d}",
      "data.non-makeup={images: a, maps: b, masks: c, textures: d}"
    };
    unknown = new String[] {"data.folder", "batch", "loss.truth", "loss.change"};
    seen.addAll(check(model(preset, folders), RunConfig::of, free, unknown));
    List<String> drawn =
        new ArrayList<>(
            List.of("data.folder=here", "data.appearance={}", "data.synthetic={people: 4}"));
    if (preset.equals("paper")) {
      drawn.add("network.style-encoder.pooling=regions"); // either skin
    }
    seen.addAll(check(model(preset, drawn.toArray(String[]::new)), RunConfig::of, free, batch));
    assertTrue(seen.containsAll(free), () -> "not a key: " + free + " of " + seen);
  }

  @Test
  void ofAParser() throws IOException {
    Set<String> free = marked(1, PARSER);
    marked(0, PARSER).stream()
        .filter(key -> key.startsWith("checkpoint.") || key.startsWith("log."))
        .filter(key -> !key.startsWith("log.measures"))
        .forEach(free::add);
    Set<String> seen =
        check(
            ConfigTree.parse("run", ParserConfig.of(ParserConfig.preset()).toYaml()),
            ParserConfig::of,
            free);
    assertTrue(seen.containsAll(free), () -> "not a key: " + free + " of " + seen);
  }

  /** From one folder to a folder for each kind of file, and back. */
  @Test
  void otherPlacesOfThePhotosAreTaken() {
    RunConfig one = RunConfig.of(model("paper", "data.folder=here"));
    RunConfig many =
        RunConfig.of(
            model("paper", "data.makeup={images: a, maps: b}", "data.non-makeup={images: c}"));
    Unchanged.require(one, many);
    Unchanged.require(many, one);
  }

  /** A file may move, but random weights are no file's. */
  @ParameterizedTest
  @ValueSource(strings = {"vggface2", "vgg19"})
  void randomWeightsStayRandom(String network) {
    RunConfig random =
        RunConfig.of(model("paper", String.format(Locale.ROOT, "weights.%s=random", network)));
    RunConfig file =
        RunConfig.of(model("paper", String.format(Locale.ROOT, "weights.%s=a.pkl", network)));
    Unchanged.require(random, random);
    for (List<RunConfig> pair : List.of(List.of(random, file), List.of(file, random))) {
      UserError error =
          assertThrows(UserError.class, () -> Unchanged.require(pair.get(0), pair.get(1)));
      assertTrue(
          error
              .getMessage()
              .startsWith(String.format(Locale.ROOT, "weights.%s cannot change", network)),
          error.getMessage());
    }
  }

  private static ConfigTree model(String preset, String... assignments) {
    ConfigTree file =
        ConfigTree.load(ROOT.resolve(String.format(Locale.ROOT, "configs/%s.yaml", preset)))
            .set(List.of("data.resize=600", "weights.vggface2=~")); // sizes between 256 and 600
    if (preset.equals("paper")) {
      file = file.set(List.of("network.style=112")); // either way of pooling
    }
    return ConfigTree.parse("run", RunConfig.of(file.set(List.of(assignments))).toYaml());
  }

  private static <C extends Record> Set<String> check(
      ConfigTree tree, Function<ConfigTree, C> read, Set<String> free, String... alone) {
    C before = read.apply(tree);
    assertEquals(before, read.apply(ConfigTree.parse("run", tree.toYaml())));
    Set<String> keys = new TreeSet<>(tree.values().keySet());
    keys.removeAll(Set.of("model")); // another kind has other keys
    keys.removeAll(GROUPS); // not given: no keys
    keys.removeAll(List.of(alone));
    for (String key : keys) {
      C wanted = another(tree, key, before, read);
      if (free.contains(key)) {
        Unchanged.require(before, wanted);
      } else {
        UserError error =
            assertThrows(UserError.class, () -> Unchanged.require(before, wanted), key);
        assertTrue(error.getMessage().startsWith(key + " cannot change"), error.getMessage());
      }
    }
    return keys;
  }

  /** The configuration with another value of the key. */
  private static <C extends Record> C another(
      ConfigTree tree, String key, C before, Function<ConfigTree, C> read) {
    List<String> refusals = new ArrayList<>();
    for (String value : candidates(tree, key, read)) {
      try {
        C config = read.apply(tree.set(List.of(key + "=" + value)));
        if (!config.equals(before)) {
          return config;
        }
      } catch (UserError e) {
        refusals.add(e.getMessage());
      }
    }
    throw new AssertionError(String.format(Locale.ROOT, "no other value of %s: %s", key, refusals));
  }

  private static List<String> candidates(
      ConfigTree tree, String key, Function<ConfigTree, ? extends Record> read) {
    try {
      read.apply(tree.set(List.of(key + "=elsewhere")));
      return List.of("elsewhere");
    } catch (UserError e) {
      Matcher allowed = ALLOWED.matcher(e.getMessage());
      if (allowed.find()) {
        return List.of(allowed.group(1).split(", "));
      }
      if (e.getMessage().contains("true or false")) {
        return List.of("true", "false");
      }
      double value = Double.parseDouble(tree.values().get(key));
      List<String> numbers = new ArrayList<>();
      for (double other : new double[] {2 * value, value / 2, value + 1, value - 1, 0, 1, 0.5}) {
        numbers.add(other == Math.rint(other) ? Long.toString((long) other) : "" + other);
      }
      return numbers;
    }
  }

  /** Keys whose row ends in R, in the part of the document before or from a heading on. */
  private static Set<String> marked(int part, String heading) throws IOException {
    String text = Files.readString(ROOT.resolve("docs/CONFIGURATION.md"));
    int at = text.indexOf(heading);
    assertTrue(at > 0, heading);
    Set<String> keys = new TreeSet<>();
    for (String line : (part == 0 ? text.substring(0, at) : text.substring(at)).lines().toList()) {
      if (line.endsWith("| R |") || line.endsWith("| path only |")) {
        String cell = line.substring(1, line.indexOf('|', 1));
        Matcher key = Pattern.compile("`([a-z0-9.-]+)`").matcher(cell);
        while (key.find()) {
          keys.add(key.group(1));
        }
      }
    }
    assertTrue(!keys.isEmpty(), "no key is marked");
    return keys;
  }
}
