// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.dataset.PictureFolder;
import org.ipmnet.eval.paste.AreaStrengths;

/**
 * One makeup out of several photos.
 *
 * @param shares how much of each photo's makeup an area wears; of all photos together at most 1
 */
public record LookRecipe(Map<Path, AreaStrengths> shares) implements Serializable {
  private static final double ROUNDING = 1e-9;

  /**
   * Keeps a copy.
   *
   * @throws UserError if there is no photo, one is a folder, or an area wears more than 1
   */
  public LookRecipe {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    if (shares.isEmpty()) {
      throw new UserError("a look needs a photo (--look)");
    }
    for (Path photo : shares.keySet()) {
      if (Files.isDirectory(photo)) {
        throw new UserError("%s is a folder; a look is made of single photos", photo);
      }
    }
    for (FaceArea area : FaceArea.values()) {
      double sum = shares.values().stream().mapToDouble(share -> share.at(area)).sum();
      if (sum > 1 + ROUNDING) {
        throw new UserError(
            "%s would wear %s of a makeup, more than all", HyphenatedName.of(area), sum);
      }
    }
  }

  /**
   * Looks mixed with equal shares, or two in a given proportion; areas may have one of their own.
   *
   * @param looks photos of whole looks; without any, areas that have none of their own stay bare
   * @param mix share of the second of two, from 0 to 1; null for equal ones
   * @param areas the photo that an area's makeup comes from
   * @throws UserError if a proportion is given for other than two looks, or is out of range
   */
  public static LookRecipe of(List<Path> looks, Double mix, Map<FaceArea, Path> areas) {
    if (mix != null && looks.size() != 2) {
      throw new UserError("a mix needs two looks (--look A --look B), found %d", looks.size());
    }
    Map<Path, AreaStrengths> shares = new LinkedHashMap<>();
    for (int i = 0; i < looks.size(); i++) {
      double share = mix == null ? 1.0 / looks.size() : i == 0 ? 1 - mix : mix;
      AreaStrengths elsewhere = AreaStrengths.everywhere(share).without(areas.keySet());
      shares.merge(looks.get(i), elsewhere, AreaStrengths::plus);
    }
    areas.forEach(
        (area, photo) ->
            shares.merge(photo, new AreaStrengths(Map.of(area, 1.0)), AreaStrengths::plus));
    return new LookRecipe(shares);
  }

  /** What its results are called: the photos' names. */
  String name() {
    return shares.keySet().stream()
        .map(photo -> PictureFolder.stem(photo.getFileName().toString()))
        .collect(Collectors.joining("+"));
  }
}
