// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.testing;

import java.util.Arrays;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.synth.FaceRenderer;
import org.ipmnet.data.synth.Identity;
import org.ipmnet.data.synth.Makeup;
import org.ipmnet.eval.picture.PictureKind;

/** Photos with drawn faces in them, which are found like real ones. */
public final class DrawnPhoto {
  private static final int MARGIN = 20;

  private DrawnPhoto() {}

  private static Identity person(int number) {
    return Identity.draw(new RandomStreams(3), "face", number);
  }

  /** A bare face. */
  public static RgbImage bare(int person, int side) {
    return drawn(person(person), Makeup.bare(person(person)), side);
  }

  /** A made-up face. */
  public static RgbImage madeUp(int person, int side) {
    Identity who = person(person);
    return drawn(who, Makeup.draw(new RandomStreams(5), "look", person, who), side);
  }

  private static RgbImage drawn(Identity who, Makeup makeup, int side) {
    int[] pixels = new FaceRenderer(who, side).image(makeup);
    return RgbImage.ofPacked(side, side, pixels);
  }

  /** Two faces side by side on gray, the larger one first. */
  public static RgbImage two() {
    RgbImage large = bare(1, 361);
    RgbImage small = bare(2, 250);
    int width = large.width() + small.width() + 3 * MARGIN;
    int height = large.height() + 2 * MARGIN;
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 128);
    put(large, rgb, width, MARGIN);
    put(small, rgb, width, large.width() + 2 * MARGIN);
    return new RgbImage(width, height, rgb);
  }

  /** A face on the left of a gray picture. */
  public static RgbImage beside(RgbImage face, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 128);
    put(face, rgb, width, MARGIN);
    return new RgbImage(width, height, rgb);
  }

  private static void put(RgbImage picture, byte[] rgb, int width, int left) {
    for (int y = 0; y < picture.height(); y++) {
      int to = 3 * ((MARGIN + y) * width + left);
      System.arraycopy(picture.rgb(), 3 * y * picture.width(), rgb, to, 3 * picture.width());
    }
  }

  /** The bytes of its file. */
  public static byte[] png(RgbImage picture) {
    return PictureKind.PNG.bytes(new Photo(picture, null));
  }
}
