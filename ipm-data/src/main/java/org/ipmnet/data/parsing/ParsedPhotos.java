// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.random.Shuffle;
import org.ipmnet.data.batch.Prefetch;
import org.ipmnet.data.config.FaultPolicy;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.dataset.CacheBudget;
import org.ipmnet.data.dataset.Membership;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.LabelCheck;
import org.ipmnet.data.plausibility.LabelCheckResult;

/**
 * The photos with maps of a folder, read once and found usable; a share of them is held out. Safe
 * from several threads.
 */
public final class ParsedPhotos {

  private final ParsingDataConfig config;
  private final List<PhotoWithMap> train;
  private final List<PhotoWithMap> heldOut;
  private final List<Path> lists;
  private final List<String> faults;
  private final List<String> doubts;
  private final String hash;
  private final Map<PhotoWithMap, ParsedPhoto> cache;

  private ParsedPhotos(
      ParsingDataConfig config,
      List<PhotoWithMap> train,
      List<PhotoWithMap> heldOut,
      List<Path> lists,
      List<String> faults,
      List<String> doubts,
      String hash,
      Map<PhotoWithMap, ParsedPhoto> cache) {
    this.config = config;
    this.train = List.copyOf(train);
    this.heldOut = List.copyOf(heldOut);
    this.lists = List.copyOf(lists);
    this.faults = List.copyOf(faults);
    this.doubts = List.copyOf(doubts);
    this.hash = hash;
    this.cache = cache;
  }

  /**
   * Opens the folder that a configuration means: {@code images/} with {@code segs/} (or {@code
   * maps/}) beside it, both flat or with the same folders below.
   *
   * @param streams draws what is held out, where the folder has no {@code test_*.txt} lists
   * @throws UserError if there is nothing to train on, for maps of another numbering than {@code
   *     data.labels} unless {@code data.label-mismatch} is warn, or for faults unless they are to
   *     be skipped
   */
  public static ParsedPhotos open(ParsingDataConfig config, RandomStreams streams) {
    return open(config, streams, config.labelMismatch());
  }

  /** The same with another answer to maps of another numbering. */
  public static ParsedPhotos open(
      ParsingDataConfig config, RandomStreams streams, MismatchPolicy policy) {
    if (config.folder() == null) {
      throw new UserError("no data is named: give data.folder (--data DIR)");
    }
    Path root = Path.of(config.folder());
    List<String> faults = new ArrayList<>();
    List<PhotoWithMap> pairs = MapFolders.pairs(root, faults);
    List<String> doubts = policy.apply(labels(pairs, config.labels()));
    List<PhotoWithMap> usable = new ArrayList<>();
    Map<PhotoWithMap, ParsedPhoto> cache = new HashMap<>();
    CRC32C sum = new CRC32C();
    for (Finding finding : findings(pairs, config)) {
      if (finding.fault() != null) {
        faults.add(finding.fault());
        continue;
      }
      usable.add(finding.pair());
      sum.update(finding.hash());
      if (finding.square() != null) {
        cache.put(finding.pair(), finding.square());
      }
    }
    Set<String> listed = MapFolders.testLists(root, faults);
    if (config.faults() == FaultPolicy.STOP && !faults.isEmpty()) {
      throw new UserError(
          "%d faults in the data; mend them, or set data.faults=skip to train without these photos:%s",
          faults.size(),
          faults.stream()
              .map(fault -> System.lineSeparator() + "  " + fault)
              .collect(Collectors.joining()));
    }
    List<PhotoWithMap> heldOut = heldOut(listed, usable, config.heldOut(), streams);
    List<PhotoWithMap> train = new ArrayList<>(usable);
    train.removeAll(heldOut);
    if (train.isEmpty()) {
      throw new UserError("%s has no usable photo with a map to train on", root);
    }
    String hash = HexFormat.of().toHexDigits((int) sum.getValue());
    return new ParsedPhotos(
        config, train, heldOut, MapFolders.lists(root), faults, doubts, hash, cache);
  }

  /** Whether the maps follow the scheme that they are said to follow. */
  public static LabelCheckResult labels(List<PhotoWithMap> pairs, LabelScheme labels) {
    return LabelCheck.of(pairs.stream().map(PhotoWithMap::map).toList(), labels);
  }

  /**
   * All photos with maps of a folder, by name; nothing is read yet.
   *
   * @throws UserError if there are none, or naming the first photo without a map
   */
  public static List<PhotoWithMap> list(Path folder) {
    List<String> faults = new ArrayList<>();
    List<PhotoWithMap> pairs = MapFolders.pairs(folder, faults);
    if (!faults.isEmpty()) {
      throw new UserError(faults.get(0));
    }
    return pairs;
  }

  private static List<PhotoWithMap> heldOut(
      Set<String> listed, List<PhotoWithMap> all, double share, RandomStreams streams) {
    if (!listed.isEmpty()) {
      return all.stream().filter(pair -> listed.contains(pair.name())).toList();
    }
    List<PhotoWithMap> shuffled = Shuffle.of(all, streams.at("parser.split", 0, 0));
    List<PhotoWithMap> drawn =
        new ArrayList<>(shuffled.subList(0, (int) Math.round(share * shuffled.size())));
    drawn.sort((a, b) -> a.name().compareTo(b.name()));
    return drawn;
  }

  /** What came of one photo: its hash, and its square while the cache has room; or a fault. */
  private record Finding(PhotoWithMap pair, byte[] hash, ParsedPhoto square, String fault) {}

  /** Reads everything once, with {@code data.threads} threads; findings are in order. */
  private static List<Finding> findings(List<PhotoWithMap> pairs, ParsingDataConfig config) {
    CacheBudget room = CacheBudget.ofMib(config.cacheMib());
    LongFunction<Finding> look = i -> look(pairs.get((int) i), config, room);
    List<Finding> findings = new ArrayList<>();
    try (Prefetch<Finding> prefetch = new Prefetch<>(look, pairs.size(), config.threads())) {
      for (int i = 0; i < pairs.size(); i++) {
        findings.add(prefetch.next());
      }
    }
    return findings;
  }

  private static Finding look(PhotoWithMap pair, ParsingDataConfig config, CacheBudget room) {
    try {
      ParsedPhoto square = square(pair, config);
      square.photo().requireContent(pair.photo());
      square.map().requireContent(pair.map());
      boolean fits = room.take(4L * config.size() * config.size());
      return new Finding(pair, hash(pair), fits ? square : null, null);
    } catch (UserError e) {
      return new Finding(pair, null, null, e.getMessage());
    }
  }

  private static byte[] hash(PhotoWithMap pair) {
    CRC32C sum = new CRC32C();
    for (Path file : List.of(pair.photo(), pair.map())) {
      try {
        sum.update(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
      }
    }
    return (pair.name() + sum.getValue()).getBytes(StandardCharsets.UTF_8);
  }

  private static ParsedPhoto square(PhotoWithMap pair, ParsingDataConfig config) {
    ParsedPhoto stored = pair.read(config.labels());
    return new ParsedPhoto(
        stored.photo().resized(config.size(), config.size()),
        stored.map().resizedNearest(config.size(), config.size()));
  }

  /** The section that this folder was opened with. */
  public ParsingDataConfig config() {
    return config;
  }

  /** What training sees, by name; at least one. */
  public List<PhotoWithMap> train() {
    return train;
  }

  /** What is only measured on, by name. */
  public List<PhotoWithMap> heldOut() {
    return heldOut;
  }

  /** Which photos are for training and which are held out. */
  public Membership membership() {
    return new Membership(
        train.stream().map(PhotoWithMap::name).toList(),
        heldOut.stream().map(PhotoWithMap::name).toList(),
        lists.stream().map(list -> list.getFileName().toString()).toList());
  }

  /** What is wrong with files that were left out, a line each. */
  public List<String> faults() {
    return faults;
  }

  /** What is odd about the maps without being a fault, a line each. */
  public List<String> doubts() {
    return doubts;
  }

  /** A checksum over names and files of all usable photos and maps. */
  public String hash() {
    return hash;
  }

  /** A photo and its map as squares of side {@code data.size}, from memory or from disk. */
  public ParsedPhoto square(PhotoWithMap pair) {
    ParsedPhoto cached = cache.get(pair);
    return cached != null ? cached : square(pair, config);
  }
}
