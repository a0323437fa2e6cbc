// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.synth.FaceRenderer;
import org.ipmnet.data.synth.Identity;
import org.ipmnet.data.synth.Makeup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Synthetic faces do: the cascade takes them for real ones. */
class FaceDetectorTest {
  private static final int SIDE = 361;

  private final FaceDetector detector = new FaceDetector();

  @AfterEach
  void close() {
    detector.close();
  }

  @Test
  void anUprightFaceIsFoundOnce() {
    for (int person = 0; person < 5; person++) {
      List<FaceSquare> found = detector.upright(face(person));
      assertEquals(1, found.size(), "person " + person);
      FaceSquare square = found.get(0);
      assertEquals(0.5, square.centerX() / SIDE, 0.15);
      assertEquals(0.5, square.centerY() / SIDE, 0.2);
      assertEquals(0.85, square.side() / SIDE, 0.25);
    }
  }

  @Test
  void aTurnedFaceIsFoundWithItsTurn() {
    for (int degrees : new int[] {35, 90, 180, -60}) {
      RgbImage turned =
          new FaceSquare(SIDE / 2.0, SIDE / 2.0, 1.4 * SIDE, Math.toRadians(degrees))
              .cut(face(1), 400);
      FaceSquare found = detector.turned(turned).get(0);
      double difference = Math.IEEEremainder(found.angle() + Math.toRadians(degrees), 2 * Math.PI);
      assertEquals(0, Math.toDegrees(difference), 31, degrees + " degrees");
    }
  }

  @Test
  void twoFacesComeLargestFirst() {
    RgbImage small = face(2).resized(250, 250);
    byte[] rgb = new byte[3 * 700 * SIDE];
    draw(face(1), rgb, 0);
    draw(small, rgb, 400);
    List<FaceSquare> found = detector.upright(new RgbImage(700, SIDE, rgb));
    assertEquals(2, found.size());
    assertTrue(found.get(0).centerX() < 400 && found.get(1).centerX() > 400);
    assertTrue(found.get(0).side() > found.get(1).side());
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    assertEquals(List.of(), detector.upright(new RgbImage(300, 200, new byte[180_000])));
    assertEquals(List.of(), detector.upright(new RgbImage(1, 1, new byte[3])));
    assertEquals(List.of(), detector.turned(new RgbImage(33, 32, new byte[3 * 33 * 32])));
  }

  private static void draw(RgbImage picture, byte[] rgb, int left) {
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(
          picture.rgb(), 3 * y * picture.width(), rgb, 3 * (y * 700 + left), 3 * picture.width());
    }
  }

  private static RgbImage face(int person) {
    Identity identity = Identity.draw(new RandomStreams(3), "face", person);
    int[] pixels = new FaceRenderer(identity, SIDE).image(Makeup.bare(identity));
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new RgbImage(SIDE, SIDE, rgb);
  }
}
