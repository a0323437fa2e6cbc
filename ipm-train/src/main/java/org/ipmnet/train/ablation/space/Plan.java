// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.train.config.RunConfig;

/**
 * Every run of an ablation, with its resolved configuration: the base first, then the candidates,
 * each with every seed.
 *
 * @param base the resolved configuration of the base with its first seed
 * @param points the base and the candidates that are trained
 * @param runs of all points, in their order
 * @param same candidates that are left out, with the name of the one that each equals
 */
public record Plan(
    Space space,
    RunConfig base,
    List<Point> points,
    List<PlannedRun> runs,
    Map<String, String> same) {

  /**
   * Plans and checks.
   *
   * @param over settings of the command line over the base, such as where the data is
   * @param assignments {@code key=value} over that
   * @throws UserError if the base cannot be trained, a candidate names a key that does not exist,
   *     or no candidate has a configuration that can be trained
   */
  public static Plan of(Space space, List<ConfigTree> over, List<String> assignments) {
    ConfigTree tree = ConfigTree.load(space.resolve(space.config().base()));
    if (space.settings() != null) {
      tree = tree.with(space.settings());
    }
    for (ConfigTree one : over) {
      tree = tree.with(one);
    }
    tree = tree.set(assignments).set(budget(space));
    try {
      return new Planning(space, tree, RunConfig.of(tree)).plan();
    } catch (UserError e) {
      String file = space.file().toString();
      throw e.getMessage().startsWith(file)
          ? e
          : new UserError(e, "%s: base: %s", file, e.getMessage());
    }
  }

  private static List<String> budget(Space space) {
    List<String> settings = new ArrayList<>();
    SpaceConfig config = space.config();
    if (config.budget().iterations() != null) {
      settings.add("iterations=" + config.budget().iterations());
    }
    if (config.earlyStopping() != null) {
      settings.add("log.measures-every=" + config.earlyStopping().every());
    }
    return settings;
  }

  private static final class Planning {
    private final Space space;
    private final ConfigTree tree;
    private final RunConfig base;
    private final Set<String> known;

    Planning(Space space, ConfigTree tree, RunConfig base) {
      this.space = space;
      this.tree = tree;
      this.base = base;
      this.known = ConfigTree.parse("base", base.toYaml()).values().keySet();
    }

    Plan plan() {
      space.axes().forEach(this::requireFree);
      List<Point> points = new ArrayList<>();
      List<PlannedRun> runs = new ArrayList<>();
      Map<String, String> configs = new LinkedHashMap<>(); // by configuration, names
      Map<String, String> same = new LinkedHashMap<>();
      List<Point> all = new ArrayList<>(List.of(Point.base()));
      all.addAll(Points.of(space, base.seed()));
      for (Point point : all) {
        PlannedRun first = run(point, base.seed());
        String equal = first.isRefused() ? null : configs.get(first.config());
        if (equal != null) {
          same.put(point.name(), equal);
          continue;
        }
        if (!first.isRefused()) {
          configs.put(first.config(), point.name());
        }
        points.add(point);
        for (int s = 0; s < space.config().seeds(); s++) {
          runs.add(run(point, base.seed() + s));
        }
      }
      requireSome(points, runs);
      return new Plan(space, base, List.copyOf(points), List.copyOf(runs), same);
    }

    private void requireFree(Axis axis) {
      String key = axis.key();
      if (key.equals("seed")) {
        throw new UserError(
            "%s: seed is no axis; seeds says how many each candidate gets", space.file());
      }
      if (key.equals("iterations") && space.config().budget().iterations() != null) {
        throw new UserError("%s: iterations is an axis and in budget; leave one out", space.file());
      }
    }

    private PlannedRun run(Point point, long seed) {
      ConfigTree differences =
          ConfigTree.parse(
              String.format(Locale.ROOT, "%s: %s", space.file(), point.name()),
              point.isBase() ? "{}" : point.differences());
      String id = String.format(Locale.ROOT, "%s-seed-%d", point.id(), seed);
      try {
        ConfigTree whole = tree.with(differences).set(List.of("seed=" + seed));
        return new PlannedRun(point, seed, id, RunConfig.of(whole).toYaml(), "");
      } catch (UserError e) {
        String problem = String.format(Locale.ROOT, "%s: %s", space.file(), said(point, e));
        if (differences.values().keySet().stream().anyMatch(key -> !isKnown(key))) {
          throw new UserError(e, problem);
        }
        return new PlannedRun(point, seed, id, "", e.getMessage());
      }
    }

    private static String said(Point point, UserError e) {
      return String.format(Locale.ROOT, "candidate %s: %s", point.name(), e.getMessage());
    }

    /** A group of keys is known too: a plain value there is a bad value. */
    private boolean isKnown(String key) {
      return known.contains(key) || known.stream().anyMatch(k -> k.startsWith(key + "."));
    }

    private void requireSome(List<Point> points, List<PlannedRun> runs) {
      if (points.size() == 1) {
        throw new UserError(
            "%s: every candidate equals the base; there is nothing to compare", space.file());
      }
      if (runs.stream().allMatch(run -> run.point().isBase() || run.isRefused())) {
        throw new UserError(
            "%s: no candidate can be trained; the first: %s",
            space.file(), runs.get(runs.size() - 1).refusal());
      }
    }
  }

  /** The runs of one point, by seed. */
  public List<PlannedRun> runs(Point point) {
    return runs.stream().filter(run -> run.point().equals(point)).toList();
  }

  /** The file that was read. */
  public Path file() {
    return space.file();
  }
}
