// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.testing;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.data.config.DataConfig;

/** Small made-up data sets on disk. A "face" is a disc of skin with a band of lips. */
public final class TinyFaces {
  private TinyFaces() {}

  /** Writes a data set of {@code madeUp + bare} faces in MT layout, side {@code size}. */
  public static Path mtLayout(Path root, int madeUp, int bare, int size) {
    for (int i = 0; i < madeUp; i++) {
      face(root, "makeup", String.format(Locale.ROOT, "m%03d", i), size, 7 * i + 1);
    }
    for (int i = 0; i < bare; i++) {
      face(root, "non-makeup", String.format(Locale.ROOT, "n%03d", i), size, 11 * i + 3);
    }
    return root;
  }

  /** Writes photo and map of one face. */
  public static void face(Path root, String side, String name, int size, int tint) {
    rgb(
        root.resolve("images/" + side + "/" + name + ".png"),
        size,
        size,
        (x, y) -> (x * 5 + tint & 255) << 16 | (y * 3 + tint & 255) << 8 | (x * y + tint & 255));
    gray(
        root.resolve("segs/" + side + "/" + name + ".png"),
        size,
        size,
        (x, y) -> label(x, y, size));
  }

  /** MT label of a pixel of the disc. */
  public static int label(int x, int y, int size) {
    double dx = (x + 0.5) / size - 0.5;
    double dy = (y + 0.5) / size - 0.5;
    boolean inside = dx * dx + dy * dy < 0.16;
    return inside ? (dy > 0.15 && dy < 0.25 ? 7 : 1) : 0;
  }

  public static void rgb(Path file, int width, int height, IntBinaryOperator pixel) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, pixel.applyAsInt(x, y));
      }
    }
    write(image, file);
  }

  public static void gray(Path file, int width, int height, IntBinaryOperator value) {
    raster(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), file, value);
  }

  /** A palette picture whose colours have nothing to do with its indices. */
  public static void palette(Path file, int bits, int width, int height, IntBinaryOperator index) {
    byte[] red = new byte[1 << bits];
    byte[] green = new byte[1 << bits];
    byte[] blue = new byte[1 << bits];
    for (int i = 0; i < red.length; i++) {
      red[i] = (byte) (255 - 31 * i);
      green[i] = (byte) (97 * i);
      blue[i] = (byte) (13 * i + 5);
    }
    IndexColorModel colours = new IndexColorModel(bits, red.length, red, green, blue);
    int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
    raster(new BufferedImage(width, height, type, colours), file, index);
  }

  private static void raster(BufferedImage image, Path file, IntBinaryOperator value) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.getRaster().setSample(x, y, 0, value.applyAsInt(x, y));
      }
    }
    write(image, file);
  }

  private static void write(BufferedImage image, Path file) {
    try {
      Files.createDirectories(file.getParent());
      String name = file.getFileName().toString();
      String format = name.endsWith(".png") ? "png" : "jpg";
      if (!ImageIO.write(image, format, file.toFile())) {
        throw new IllegalArgumentException("cannot write " + file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts a file down to a share of its bytes. */
  public static void truncate(Path file, double share) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A configuration over a folder; {@code more} are further lines of YAML. */
  public static DataConfig config(Path folder, int size, String... more) {
    String yaml =
        String.format(
            Locale.ROOT,
            """
        size: %d
        crop: random
        order: shuffled
        texture: fractional-differential
        labels: mt
        folder: '%s'
        """,
            size,
            folder);
    ConfigTree tree = ConfigTree.parse("test.yaml", yaml);
    for (String line : more) {
      tree = tree.with(ConfigTree.parse("test.yaml", line));
    }
    return tree.read(DataConfig.class);
  }
}
