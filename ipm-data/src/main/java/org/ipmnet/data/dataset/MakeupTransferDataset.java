// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.FaultPolicy;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.config.SideFolders;
import org.ipmnet.data.config.TextureKind;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.LabelCheckResult;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;

/**
 * Bare and made-up faces for training and testing, read once and found usable.
 *
 * <p>Layout of {@code data.folder}: {@code images/makeup}, {@code images/non-makeup}; parsing maps
 * of the same names in {@code segs/...}, or ready-made masks in {@code masks/...}; ready-made
 * textures in {@code textures/...}. Lists {@code makeup.txt} or {@code train_makeup.txt} and {@code
 * test_makeup.txt} (and the same for non-makeup) restrict it. Other layouts name each folder:
 * {@link org.ipmnet.data.config.SideFolders}.
 *
 * <p>Safe from several threads.
 */
public final class MakeupTransferDataset {
  private final DataConfig config;
  private final FaceCache cache;
  private final Map<Side, SideListing> listings;
  private final DataCheck.Outcome outcome;
  private final Map<Side, Split> splits = new EnumMap<>(Side.class);

  private MakeupTransferDataset(
      DataConfig config,
      RandomStreams streams,
      FaceCache cache,
      Map<Side, SideListing> listings,
      DataCheck.Outcome outcome) {
    this.config = config;
    this.cache = cache;
    this.listings = listings;
    this.outcome = outcome;
    listings.forEach(
        (side, listing) -> splits.put(side, split(side, listing, outcome.usable(), streams)));
  }

  /**
   * Opens the data set that a configuration means. Every file is read once, which also fills the
   * cache of decoded faces.
   *
   * @param streams draws the split where no test list exists
   * @throws UserError if a folder is missing or empty, if the maps follow another numbering than
   *     {@code data.labels} and {@code data.label-mismatch} is stop, if faces have faults and
   *     {@code data.faults} is stop (then all are named), or if a side has no face for training
   */
  public static MakeupTransferDataset open(DataConfig config, RandomStreams streams) {
    return open(config, streams, config.labelMismatch());
  }

  /** The same with another answer to maps of another numbering. */
  public static MakeupTransferDataset open(
      DataConfig config, RandomStreams streams, MismatchPolicy policy) {
    return open(config, streams, policy, CacheBudget.of(config));
  }

  /**
   * The same beside other data sets.
   *
   * @param budget shared with them
   */
  public static MakeupTransferDataset open(
      DataConfig config, RandomStreams streams, CacheBudget budget) {
    return open(config, streams, config.labelMismatch(), budget);
  }

  private static MakeupTransferDataset open(
      DataConfig config, RandomStreams streams, MismatchPolicy policy, CacheBudget budget) {
    FaceCache cache = new FaceCache(new FaceReader(config.labels()), config.resizing(), budget);
    Map<Side, SideListing> listings = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      listings.put(side, SideListing.of(config, side));
    }
    LabelCheckResult labels = DataCheck.labels(config, listings.values());
    policy.apply(labels); // before all maps are found faulty, one by one
    DataCheck.Outcome outcome =
        new DataCheck(config.threads(), cache).run(List.copyOf(listings.values()), labels);
    if (config.faults() == FaultPolicy.STOP && !outcome.report().faults().isEmpty()) {
      throw unusable(outcome.report().faults());
    }
    return new MakeupTransferDataset(config, streams, cache, listings, outcome);
  }

  /** What of a configuration says which faces are read and what is kept of them. */
  private record Reading(
      String folder,
      SideFolders makeup,
      SideFolders nonMakeup,
      LabelScheme labels,
      FaultPolicy faults,
      Resize resize,
      boolean readyMadeTextures) {
    static Reading of(DataConfig config) {
      return new Reading(
          config.folder(),
          config.makeup(),
          config.nonMakeup(),
          config.labels(),
          config.faults(),
          config.resizing(),
          config.texture() == TextureKind.FILES);
    }
  }

  /** Whether another configuration means the same files, decoded to the same faces. */
  public boolean isReadAs(DataConfig other) {
    return Reading.of(config).equals(Reading.of(other));
  }

  /**
   * The same faces with another configuration's samples and split; nothing is read again, and what
   * is decoded is shared.
   *
   * @param other one that {@link #isReadAs} is true for
   * @param streams as in {@link #open}
   */
  public MakeupTransferDataset sharedWith(DataConfig other, RandomStreams streams) {
    if (!isReadAs(other)) {
      throw new IllegalArgumentException("another reading: " + other);
    }
    return new MakeupTransferDataset(other, streams, cache, listings, outcome);
  }

  private static Split split(
      Side side, SideListing listing, Set<FaceFile> usable, RandomStreams streams) {
    List<FaceFile> train = listing.train().stream().filter(usable::contains).toList();
    Split split =
        listing.test() == null
            ? Split.draw(train, side, streams.at("split." + side.folder(), 0, 0))
            : new Split(train, listing.test().stream().filter(usable::contains).toList());
    if (split.train().isEmpty()) {
      throw new UserError(
          "no usable %s face is left for training; run 'ipm data check' on the folder",
          side.folder());
    }
    return split;
  }

  private static UserError unusable(List<Fault> faults) {
    String advice = "set data.faults: skip to train without it";
    if (faults.size() == 1) {
      return new UserError("%s (or %s)", faults.get(0).line(), advice);
    }
    String lines =
        faults.stream()
            .map(fault -> System.lineSeparator() + "  " + fault.line())
            .collect(Collectors.joining());
    return new UserError(
        "%d faults in the data; mend them, or set data.faults: skip to train without these faces:%s",
        faults.size(), lines);
  }

  /** The section that this data set was opened with. */
  public DataConfig config() {
    return config;
  }

  /** Faces that training sees, by name or in the order of a list; at least one. */
  public List<FaceFile> train(Side side) {
    return splits.get(side).train();
  }

  /** Faces held out; none if a side has a single face. */
  public List<FaceFile> test(Side side) {
    return splits.get(side).test();
  }

  /** Which faces of both sides are for training and which are held out. */
  public Membership membership() {
    List<String> train = new ArrayList<>();
    List<String> heldOut = new ArrayList<>();
    for (Side side : Side.values()) {
      train(side).forEach(face -> train.add(side.folder() + "/" + face.name()));
      test(side).forEach(face -> heldOut.add(side.folder() + "/" + face.name()));
    }
    return new Membership(
        train,
        heldOut,
        listings.values().stream()
            .flatMap(listing -> listing.lists().stream())
            .map(list -> list.getFileName().toString())
            .toList());
  }

  /** Counts, faults and the data hash. */
  public DataReport report() {
    return outcome.report();
  }

  /** A face at working size, from memory or from disk. */
  public Face face(FaceFile file) {
    return cache.get(file);
  }

  /** The evaluation sample of a face (middle square, not mirrored), as a new buffer. */
  public Sample evaluationSample(FaceFile file) {
    Sample sample = Sample.ofSize(config.size());
    new SamplePreparation(config).evaluation(face(file), sample);
    return sample;
  }
}
