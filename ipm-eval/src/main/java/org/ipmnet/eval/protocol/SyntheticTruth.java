// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.Levels;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.image.WorkingSize;
import org.ipmnet.data.sample.Placement;
import org.ipmnet.data.synth.FaceRegion;
import org.ipmnet.data.synth.SyntheticParameters;
import org.ipmnet.eval.metric.Region;

/**
 * The ground truth of a synthetic data set, folder {@code truth}: each target in each reference's
 * makeup. It goes through the same resize and crop as the photos.
 */
final class SyntheticTruth {
  private static final long LARGEST = 256L << 20; // about 50,000 identities

  private final Path folder;
  private final DataConfig config;
  private final List<String> targets;
  private final List<String> references;

  private SyntheticTruth(
      Path folder, DataConfig config, List<String> targets, List<String> references) {
    this.folder = folder;
    this.config = config;
    this.targets = targets;
    this.references = references;
  }

  /**
   * What is needed of {@link SyntheticParameters}; the faces themselves are skipped.
   *
   * @param targets null if the file does not list them
   * @param references likewise
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Names(List<String> targets, List<String> references) {}

  /**
   * The truth beside a data set, if it has one.
   *
   * @throws UserError if its {@code parameters.json} cannot be read or lacks the names
   */
  static Optional<SyntheticTruth> of(DataConfig config) {
    if (config.folder() == null) {
      return Optional.empty();
    }
    Path folder = Path.of(config.folder(), "truth");
    Path parameters = folder.resolve("parameters.json");
    if (!Files.isRegularFile(parameters)) {
      return Optional.empty();
    }
    try {
      if (Files.size(parameters) > LARGEST) {
        throw new UserError("%s has more than %d MiB", parameters, LARGEST >> 20);
      }
      Names known = new ObjectMapper().readValue(parameters.toFile(), Names.class);
      if (known == null || known.targets() == null || known.references() == null) {
        throw new UserError("%s must list targets and references", parameters);
      }
      return Optional.of(new SyntheticTruth(folder, config, known.targets(), known.references()));
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", parameters, AtomicFile.reason(e));
    }
  }

  /** Whether this target's regions are known. */
  boolean knows(String target) {
    return targets.contains(stem(target));
  }

  /** Whether this pair's truth is known. */
  boolean knows(String target, String reference) {
    return knows(target) && references.contains(stem(reference));
  }

  /** The target in the reference's makeup, planar RGB in [-1, 1]. */
  float[] image(String target, String reference) {
    RgbImage image =
        config
            .resizing()
            .of(RgbImage.read(folder.resolve(stem(target) + "__" + stem(reference) + ".png")));
    Placement crop = Placement.center(image.width(), image.height(), config.size());
    RgbImage square = image.crop(crop.left(), crop.top(), config.size(), config.size());
    int plane = config.size() * config.size();
    float[] planar = new float[3 * plane];
    for (int i = 0; i < planar.length; i++) {
      planar[i] = Levels.signed(square.rgb()[i % plane * 3 + i / plane] & 0xFF);
    }
    return planar;
  }

  /** The pixels of one region of a target. */
  Region region(String target, FaceRegion region) {
    GrayImage map = GrayImage.readValues(folder.resolve("regions/" + stem(target) + ".png"));
    WorkingSize working = config.resizing().size(map.width(), map.height());
    GrayImage resized = map.resizedNearest(working.width(), working.height());
    Placement crop = Placement.center(resized.width(), resized.height(), config.size());
    GrayImage square = resized.crop(crop.left(), crop.top(), config.size(), config.size());
    boolean[] inside = new boolean[square.values().length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = square.values()[i] == region.ordinal();
    }
    return new Region(inside);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
