// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.parsing.FaceLocator;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.parsing.ParsedFace;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.junit.jupiter.api.Test;

class FaceMeasuresTest {
  private static final int SIDE = 200;

  @Test
  void aBlurredDarkCoveredFaceIsOne() {
    try (FaceParser parser = FaceParsers.shipped();
        FaceLocator locator = new FaceLocator(parser)) {
      RgbImage photo = SyntheticPhoto.face(1, 361);
      ParsedFace face = locator.find(photo, 1, SIDE).faces().get(0);
      RgbImage picture = face.square().cut(photo, SIDE);
      FaceMeasures plain = FaceMeasures.of(face, picture, LabelScheme.MT);
      assertEquals(FaceMeasures.NAMES.size(), plain.columns().length);
      assertEquals(0, plain.pose().yaw(), 15);
      assertTrue(plain.covered() < 0.15, plain.toString());

      RgbImage blurred = picture.resized(SIDE / 4, SIDE / 4).resized(SIDE, SIDE);
      double sharpness = FaceMeasures.of(face, blurred, LabelScheme.MT).sharpness();
      assertTrue(sharpness < plain.sharpness() / 2, sharpness + " " + plain);

      byte[] dark = picture.rgb().clone();
      for (int i = 0; i < dark.length; i++) {
        dark[i] = (byte) ((dark[i] & 0xFF) / 2);
      }
      double light = FaceMeasures.of(face, new RgbImage(SIDE, SIDE, dark), LabelScheme.MT).light();
      assertTrue(light < 0.7 * plain.light(), light + " " + plain);

      for (int i = SIDE * SIDE / 2; i < SIDE * SIDE; i++) {
        face.map().values()[i] = 0; // something before the lower half
      }
      double covered = FaceMeasures.of(face, picture, LabelScheme.MT).covered();
      assertEquals(0.5, covered, 0.2);
    }
  }
}
