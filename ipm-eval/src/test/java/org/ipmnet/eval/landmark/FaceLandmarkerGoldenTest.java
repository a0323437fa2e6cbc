// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.GoldenFolder;
import org.ipmnet.core.testing.Npy;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.RgbImage;
import org.junit.jupiter.api.Test;

/** The points of photos against those that MediaPipe finds, at the one look that it takes. */
class FaceLandmarkerGoldenTest {
  // in distances between the eyes, as the case says
  private static final double MESH = 0.015;
  private static final double LIPS_AND_EYES = 0.01;

  @Test
  void pointsAreThoseOfMediaPipe() {
    JsonNode photos = GoldenCase.open("face-landmarks").manifest("photos");
    assertTrue(photos.size() > 0);
    try (FaceLandmarker landmarker = new FaceLandmarker()) {
      for (JsonNode photo : photos) {
        String name = photo.get("photo").asText();
        RgbImage picture = RgbImage.read(OutsideFolder.PHOTOS.resolve("mt-sample/images/" + name));
        PicturePyramid pyramid = new PicturePyramid(picture);
        FaceLandmarks found =
            landmarker
                .landmarks(
                    pyramid, landmarker.candidates(pyramid, FaceLandmarker.whole(pyramid)).get(0))
                .orElseThrow();
        double[] expected =
            Npy.read(GoldenFolder.file("face-landmarks", photo.get("landmarks").asText())).values();
        assertEquals(3 * FaceLandmarks.POINTS, expected.length, name);
        assertClose(name + " mesh", MESH, picture, expected, found, mesh());
        for (FaceContour contour :
            new FaceContour[] {
              FaceContour.LIPS, FaceContour.MOUTH, FaceContour.LEFT_EYE, FaceContour.RIGHT_EYE
            }) {
          assertClose(
              name + " " + contour, LIPS_AND_EYES, picture, expected, found, contour.points());
        }
      }
    }
  }

  private static int[] mesh() {
    return IntStream.range(0, 468).toArray();
  }

  /** MediaPipe's points are parts of the sides, and count from the middle of the first pixel. */
  private static void assertClose(
      String name,
      double bound,
      RgbImage picture,
      double[] expected,
      FaceLandmarks found,
      int... points) {
    double sum = 0;
    for (int point : points) {
      double x = expected[3 * point] * picture.width() + 0.5;
      double y = expected[3 * point + 1] * picture.height() + 0.5;
      sum += Math.hypot(found.x(point) - x, found.y(point) - y);
    }
    assertEquals(0, sum / points.length / found.eyeDistance(), bound, name);
  }
}
