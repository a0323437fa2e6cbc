// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.ipmnet.core.ipmnet.FaceArea;
import picocli.CommandLine.Option;

/** Options that take an area's makeup from a photo of its own. */
final class AreaLooks {
  @Option(
      names = "--lips",
      paramLabel = "IMG",
      description =
          "the lips' makeup from a photo of its own; without --look, areas without one stay as they are")
  private Path lips;

  @Option(names = "--lids", paramLabel = "IMG", description = "likewise the upper lids'")
  private Path lids;

  @Option(names = "--cheeks", paramLabel = "IMG", description = "likewise the cheeks'")
  private Path cheeks;

  @Option(names = "--brows", paramLabel = "IMG", description = "likewise the brows'")
  private Path brows;

  @Option(names = "--under-eyes", paramLabel = "IMG", description = "likewise that under the eyes")
  private Path underEyes;

  @Option(names = "--nose", paramLabel = "IMG", description = "likewise the nose's")
  private Path nose;

  @Option(names = "--skin", paramLabel = "IMG", description = "likewise all other skin's")
  private Path skin;

  /** The photos of those that were given. */
  Map<FaceArea, Path> photos() {
    Map<FaceArea, Path> photos = new EnumMap<>(FaceArea.class);
    put(FaceArea.SKIN, skin, photos);
    put(FaceArea.CHEEKS, cheeks, photos);
    put(FaceArea.NOSE, nose, photos);
    put(FaceArea.BROWS, brows, photos);
    put(FaceArea.LIDS, lids, photos);
    put(FaceArea.UNDER_EYES, underEyes, photos);
    put(FaceArea.LIPS, lips, photos);
    return photos;
  }

  private static void put(FaceArea area, Path photo, Map<FaceArea, Path> photos) {
    if (photo != null) {
      photos.put(area, photo);
    }
  }
}
