// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.synth.FaceRenderer;
import org.ipmnet.data.synth.Identity;
import org.ipmnet.data.synth.Makeup;
import org.ipmnet.eval.picture.RgbPicture;

/** Photos with synthetic faces in them, which the detector takes for real ones. */
public final class SyntheticPhoto {
  private SyntheticPhoto() {}

  /** A square picture of one person. */
  public static RgbImage face(int person, int side) {
    Identity identity = Identity.draw(new RandomStreams(3), "face", person);
    int[] pixels = new FaceRenderer(identity, side).image(Makeup.bare(identity));
    return RgbImage.ofPacked(side, side, pixels);
  }

  /** What is where in {@link #face}: values of the MT scheme. */
  public static byte[] labels(int person, int side) {
    return new FaceRenderer(Identity.draw(new RandomStreams(3), "face", person), side).labels();
  }

  /** Pictures side by side on gray, their upper borders 20 pixels down. */
  public static RgbImage row(int width, int height, RgbImage... pictures) {
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 128);
    int left = 20;
    for (RgbImage picture : pictures) {
      for (int y = 0; y < picture.height(); y++) {
        System.arraycopy(
            picture.rgb(),
            3 * y * picture.width(),
            rgb,
            3 * ((20 + y) * width + left),
            3 * picture.width());
      }
      left += picture.width() + 20;
    }
    return new RgbImage(width, height, rgb);
  }

  /** A picture on gray, its upper left corner at a place. */
  public static RgbImage placed(int width, int height, RgbImage picture, int left, int top) {
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 128);
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(
          picture.rgb(),
          3 * y * picture.width(),
          rgb,
          3 * ((top + y) * width + left),
          3 * picture.width());
    }
    return new RgbImage(width, height, rgb);
  }

  /** The picture turned against the clock; its corners go on beyond the border. */
  public static RgbImage turned(RgbImage picture, double degrees) {
    return new FaceSquare(
            picture.width() / 2.0,
            picture.height() / 2.0,
            1.4 * Math.max(picture.width(), picture.height()),
            Math.toRadians(degrees))
        .cut(picture, (int) (1.4 * Math.max(picture.width(), picture.height())));
  }

  /** Writes a PNG. */
  public static Path write(Path file, RgbImage picture) {
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(RgbPicture.of(picture), "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
