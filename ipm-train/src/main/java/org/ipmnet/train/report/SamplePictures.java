// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/** Sample grids over time: the newest large, a few older ones small, however many there are. */
final class SamplePictures {
  private static final int LARGE_WIDTH = 1600;
  private static final int SMALL_WIDTH = 400;
  private static final int MOST_OLDER = 8;

  private SamplePictures() {}

  /**
   * One sample grid.
   *
   * @param file whose name is its iteration
   * @param image scaled down if it is wider than the page needs; null if the file is damaged
   */
  record Sample(Path file, BufferedImage image) {
    /** The iteration as the file's name tells it, without leading zeros. */
    String iteration() {
      return file.getFileName().toString().replaceFirst("^0+(?=\\d)", "").replace(".png", "");
    }
  }

  /** The grids to show, newest first, and it alone large. */
  static List<Sample> of(Path folder) {
    List<Path> files = files(folder);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < files.size() && i <= MOST_OLDER; i++) {
      // evenly over all of them, from the newest (i = 0) to the first
      int steps = Math.min(MOST_OLDER, files.size() - 1);
      int back = steps == 0 ? 0 : Math.round((float) i * (files.size() - 1) / steps);
      Path file = files.get(files.size() - 1 - back);
      samples.add(new Sample(file, read(file, i == 0 ? LARGE_WIDTH : SMALL_WIDTH).orElse(null)));
    }
    return Collections.unmodifiableList(samples);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    } catch (IOException e) {
      throw new UserError("%s cannot be read: %s".formatted(folder, AtomicFile.reason(e)), e);
    }
  }

  private static Optional<BufferedImage> read(Path file, int mostWidth) {
    try {
      return Optional.ofNullable(ImageIO.read(file.toFile())).map(i -> scaled(i, mostWidth));
    } catch (IOException e) {
      return Optional.empty(); // the page says so; one bad picture is no reason to have no report
    }
  }

  // Halves first: one bilinear step over more than a factor of two skips pixels.
  private static BufferedImage scaled(BufferedImage image, int mostWidth) {
    if (image.getWidth() <= mostWidth) {
      return image;
    }
    int width = Math.max(mostWidth, (image.getWidth() + 1) / 2);
    int height = Math.max(1, Math.round((float) image.getHeight() * width / image.getWidth()));
    BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = smaller.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return scaled(smaller, mostWidth);
  }
}
