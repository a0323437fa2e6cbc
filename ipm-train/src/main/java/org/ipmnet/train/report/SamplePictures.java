// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

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

  /** All of them, the newest last. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", folder, AtomicFile.reason(e));
    }
  }

  private static Optional<BufferedImage> read(Path file, int mostWidth) {
    try {
      return Optional.ofNullable(ImageIO.read(file.toFile())).map(i -> scaled(i, mostWidth));
    } catch (IOException e) {
      return Optional.empty(); // the page says so; one bad picture is no reason to have no report
    }
  }

  // Means over areas: sharp where bilinear sampling would skip pixels, and no window system needed.
  private static BufferedImage scaled(BufferedImage image, int mostWidth) {
    int w = image.getWidth();
    int h = image.getHeight();
    if (w <= mostWidth) {
      return image;
    }
    int height = Math.max(1, Math.round((float) h * mostWidth / w));
    BufferedImage smaller = new BufferedImage(mostWidth, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      int top = y * h / height;
      int rows = Math.max(1, (y + 1) * h / height - top);
      int[] band = image.getRGB(0, top, w, rows, null, 0, w);
      for (int x = 0; x < mostWidth; x++) {
        int left = (int) ((long) x * w / mostWidth);
        int right = (int) ((long) (x + 1) * w / mostWidth);
        smaller.setRGB(x, y, mean(band, w, rows, left, right));
      }
    }
    return smaller;
  }

  private static int mean(int[] band, int width, int rows, int left, int right) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int r = 0; r < rows; r++) {
      for (int x = left; x < right; x++) {
        int rgb = band[r * width + x];
        red += rgb >> 16 & 0xff;
        green += rgb >> 8 & 0xff;
        blue += rgb & 0xff;
      }
    }
    int n = rows * (right - left);
    return (red + n / 2) / n << 16 | (green + n / 2) / n << 8 | (blue + n / 2) / n;
  }
}
