// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.generator.BaseCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;

/**
 * The candidates of a space. Arbiter's generators draw grid and random ones, all before the first
 * is trained: so that each can be checked, a table can be made of what is to come, and a search
 * that goes on has the same ones, which are a function of space and seed.
 */
final class Points {
  private static final int MOST = 10_000;

  private Points() {}

  /**
   * The candidates, without the base.
   *
   * @param seed of random draws
   */
  static List<Point> of(Space space, long seed) {
    Integer most = space.config().budget().candidates();
    return switch (space.config().search()) {
      case LIST -> listed(space, most);
      case GRID -> grid(space, most);
      case RANDOM -> random(space, seed, most);
    };
  }

  private static List<Point> listed(Space space, Integer most) {
    List<Point> points = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(Point.BASE));
    for (String path : space.config().files()) {
      if (path == null) {
        throw new UserError("%s: files must be names of files", space.file());
      }
      Path file = space.resolve(path);
      ConfigTree differences = ConfigTree.parse(file.toString(), "{}").withFile(file);
      String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      if (!names.add(name)) {
        throw new UserError(
            "%s: two candidates are called %s; rename one file", space.file(), name);
      }
      points.add(new Point(name, plain(name), Map.of(), differences.toYaml()));
    }
    return most == null ? points : points.subList(0, Math.min(most, points.size()));
  }

  // What may stand in the name of a folder everywhere.
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._=-]", "_");
  }

  private static List<Point> grid(Space space, Integer most) {
    // Arbiter's first axis moves fastest; tables read better when the last does
    Map<String, ParameterSpace<?>> spaces = new LinkedHashMap<>();
    long size = 1;
    for (int i = space.axes().size() - 1; i >= 0; i--) {
      Axis axis = space.axes().get(i);
      spaces.put(axis.key(), axis.gridSpace());
      size *= axis.grid().size();
      if (size > MOST) {
        throw new UserError("%s: the grid has more than %,d candidates", space.file(), MOST);
      }
    }
    GridSearchCandidateGenerator generator =
        new GridSearchCandidateGenerator(
            new AxesSpace(spaces), 1, GridSearchCandidateGenerator.Mode.Sequential, null);
    return drawn(space, generator, (int) (most == null ? size : Math.min(most, size)));
  }

  private static List<Point> random(Space space, long seed, int count) {
    Map<String, ParameterSpace<?>> spaces = new LinkedHashMap<>();
    space.axes().forEach(axis -> spaces.put(axis.key(), axis.space()));
    RandomSearchGenerator generator = new RandomSearchGenerator(new AxesSpace(spaces));
    generator.setRngSeed(seed);
    return drawn(space, generator, count);
  }

  private static List<Point> drawn(Space space, BaseCandidateGenerator<?> generator, int count) {
    List<Point> points = new ArrayList<>();
    while (points.size() < count) {
      Candidate<?> candidate = generator.getCandidate();
      if (candidate.getException() != null) {
        throw new IllegalStateException(candidate.getException());
      }
      points.add(point(space, points.size() + 1, (Map<?, ?>) candidate.getValue()));
    }
    return points;
  }

  private static Point point(Space space, int number, Map<?, ?> drawn) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Object> differences = new LinkedHashMap<>();
    for (Axis axis : space.axes()) {
      Object value = axis.taken(drawn.get(axis.key()));
      values.put(axis.key(), value instanceof Map ? flow((Map<?, ?>) value) : "" + value);
      put(space, differences, axis.key(), value);
    }
    String name =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" "));
    String id = String.format(Locale.ROOT, "%03d", number);
    return new Point(name, id, values, ConfigTree.write(differences));
  }

  /** {@code a.b.c} becomes groups in groups. */
  private static void put(Space space, Map<String, Object> root, String key, Object value) {
    Map<String, Object> at = root;
    String[] path = key.split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      Object next = at.computeIfAbsent(path[i], step -> new LinkedHashMap<String, Object>());
      if (!(next instanceof LinkedHashMap)) {
        throw overlapping(space, key);
      }
      @SuppressWarnings("unchecked") // made here
      Map<String, Object> group = (Map<String, Object>) next;
      at = group;
    }
    if (at.put(path[path.length - 1], value) != null) {
      throw overlapping(space, key);
    }
  }

  private static UserError overlapping(Space space, String key) {
    return new UserError("%s: axis %s overlaps another", space.file(), key);
  }

  private static String flow(Map<?, ?> group) {
    return group.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + ": "
                    + (entry.getValue() instanceof Map<?, ?> inner
                        ? flow(inner)
                        : entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
