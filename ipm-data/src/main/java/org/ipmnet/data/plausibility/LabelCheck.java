// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.random.Shuffle;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.LabelCheckResult.Doubtful;
import org.ipmnet.data.plausibility.LabelCheckResult.Mismatch;
import org.ipmnet.data.plausibility.LabelCheckResult.Plausible;

/**
 * Looks at parsing maps and says whether they follow the scheme that they are said to follow, by
 * where each value lies in the face and how large it is. A set is judged by its median, so a few
 * odd maps do not count; a face may be turned any way; left and right are not told apart.
 */
public final class LabelCheck {
  /** How many maps are read at most: enough for a median, a second or two. */
  private static final int SAMPLE = 200;

  /** From here on maps fit a scheme. Of real maps the worst in a hundred has 0.8. */
  private static final double GOOD = 0.75;

  /** Below this maps are no faces, or in no known scheme. */
  private static final double POOR = 0.6;

  /** How much better another scheme must fit: in real maps it is 0.36 to 0.64 in the median. */
  private static final double CLEARLY = 0.25;

  /** Fewer values than these, or that lie better in another scheme, say nothing. */
  private static final int LEAST_VALUES = 3;

  /** What is so in this share of the maps is so in the set. */
  private static final double MOST = 0.7;

  /** Fewer maps are judged with more care. */
  private static final int FEW = 5;

  private final LabelScheme declared;
  private final String example;
  private final List<MapStatistics> maps;

  private LabelCheck(LabelScheme declared, String example, List<MapStatistics> maps) {
    this.declared = declared;
    this.example = example;
    this.maps = maps;
  }

  /**
   * Looks at a set, or at a sample of a large one, always the same.
   *
   * @param files parsing maps; those that cannot be read are passed over
   */
  public static LabelCheckResult of(List<Path> files, LabelScheme declared) {
    return of(files, declared, SAMPLE);
  }

  /**
   * The same with a sample of another size.
   *
   * @param most how many maps are read at most
   */
  public static LabelCheckResult of(List<Path> files, LabelScheme declared, int most) {
    List<Path> sample =
        Shuffle.some(files, most, new RandomStreams(0).at("plausibility.sample", 0, 0));
    List<MapStatistics> maps =
        sample.stream().map(LabelCheck::statistics).filter(Objects::nonNull).toList();
    String example = sample.stream().min(Comparator.naturalOrder()).map(Path::toString).orElse("");
    return judge(maps, example, declared);
  }

  /** Looks at one map in memory, which messages call "this one". */
  public static LabelCheckResult of(GrayImage map, LabelScheme declared) {
    List<MapStatistics> maps = map.isUniform() ? List.of() : List.of(MapStatistics.of(map));
    return judge(maps, "this one", declared);
  }

  /**
   * Judges maps that are at hand.
   *
   * @param example the name of one, for messages
   */
  static LabelCheckResult judge(List<MapStatistics> maps, String example, LabelScheme declared) {
    return new LabelCheck(declared, example, maps).verdict();
  }

  /** Of a map that can be read and has more than one value, else null. */
  private static MapStatistics statistics(Path file) {
    GrayImage map;
    try {
      map = GrayImage.readValues(file);
    } catch (UserError e) {
      return null; // who reads it to use it says why it cannot be
    }
    return map.isUniform() ? null : MapStatistics.of(map);
  }

  private LabelCheckResult verdict() {
    if (maps.isEmpty()) {
      return new Plausible();
    }
    List<SchemeFit> fits = fits(declared);
    double fit = median(fits.stream().map(SchemeFit::share).toList());
    LabelScheme other = better(fits, fit);
    if (other != null) {
      double otherFit = median(fits(other).stream().map(SchemeFit::share).toList());
      return new Mismatch(
          String.format(
              Locale.ROOT,
              "the parsing maps (such as %s) look like labels: %s, not %s: %s of their values lie where %2$s has them in a face, %s where %3$s has",
              example,
              name(other),
              name(declared),
              percent(otherFit),
              percent(fit)),
          String.format(Locale.ROOT, "take --labels %s (key data.labels)", name(other)));
    }
    Set<Integer> lips = lips(fits);
    if (!lips.isEmpty()) {
      return new Mismatch(
          String.format(
              Locale.ROOT,
              "the parsing maps (such as %s) are not in labels: %s: %s where lips are, but %s has upper and lower lip at %s, and no known scheme fits",
              example,
              name(declared),
              lying(lips),
              name(declared),
              schemeLips()),
          "renumber the maps");
    }
    if (maps.stream().noneMatch(this::hasLips)) {
      return new Doubtful(
          String.format(
              Locale.ROOT,
              "no parsing map (such as %s) has lips, which labels: %s has at %s",
              example,
              name(declared),
              schemeLips()));
    }
    if (fit < POOR && median(fits.stream().map(f -> (double) f.seen()).toList()) >= LEAST_VALUES) {
      return new Doubtful(
          String.format(
              Locale.ROOT,
              "the parsing maps (such as %s) hardly look like labels: %s: %s of their values lie where it has them in a face; no known scheme fits better",
              example,
              name(declared),
              percent(fit)));
    }
    return new Plausible();
  }

  private List<SchemeFit> fits(LabelScheme scheme) {
    return maps.stream().map(map -> SchemeFit.of(map, scheme)).toList();
  }

  /** The scheme that fits clearly better than the declared one, or null. */
  private LabelScheme better(List<SchemeFit> declaredFits, double declaredFit) {
    LabelScheme best = null;
    double bestFit = Math.max(GOOD, declaredFit + CLEARLY);
    for (LabelScheme scheme : LabelScheme.values()) {
      List<SchemeFit> fits = fits(scheme);
      double fit = median(fits.stream().map(SchemeFit::share).toList());
      List<Double> more = new ArrayList<>();
      for (int i = 0; i < fits.size(); i++) {
        more.add((double) fits.get(i).placed().size() - declaredFits.get(i).placed().size());
      }
      if (fit >= bestFit && median(more) >= LEAST_VALUES) {
        best = scheme;
        bestFit = fit;
      }
    }
    return best;
  }

  /** Values that lie where lips are in most maps, if the scheme has another part at one of them. */
  private Set<Integer> lips(List<SchemeFit> fits) {
    Map<Integer, Integer> found = new TreeMap<>();
    for (Set<Integer> lips : LipSearch.of(maps)) {
      lips.forEach(value -> found.merge(value, 1, Integer::sum));
    }
    found.values().removeIf(count -> count < MOST * maps.size());
    boolean foreign = found.keySet().stream().anyMatch(value -> !isMouth(value));
    return foreign && !lipsAreInPlace(fits) ? found.keySet() : Set.of();
  }

  /** Both lips in more than few maps; of a map or two, which may be of a strange face, any lip. */
  private boolean lipsAreInPlace(List<SchemeFit> fits) {
    long needed = fits.size() < FEW ? 1 : 2;
    long maps =
        fits.stream()
            .filter(fit -> fit.placed().stream().filter(this::isLip).count() >= needed)
            .count();
    return maps > (1 - MOST) * fits.size();
  }

  private boolean hasLips(MapStatistics map) {
    for (int value = 0; value < declared.size(); value++) {
      if (isLip(value) && map.areas()[value] > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isLip(int value) {
    FacePart part = declared.parts().get(value);
    return part == FacePart.UPPER_LIP || part == FacePart.LOWER_LIP;
  }

  private boolean isMouth(int value) {
    return value < declared.size()
        && (isLip(value) || declared.parts().get(value) == FacePart.INNER_MOUTH);
  }

  private String schemeLips() {
    return String.format(
        Locale.ROOT,
        "%d and %d",
        declared.parts().indexOf(FacePart.UPPER_LIP),
        declared.parts().indexOf(FacePart.LOWER_LIP));
  }

  private static String lying(Set<Integer> values) {
    String list = values.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    return values.size() == 1 ? "value " + list + " lies" : "values " + list + " lie";
  }

  private static String name(LabelScheme scheme) {
    return HyphenatedName.of(scheme);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
