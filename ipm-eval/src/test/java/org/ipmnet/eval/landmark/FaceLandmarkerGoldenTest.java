// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.ipmnet.core.face.FaceLandmarkNetwork;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.GoldenFolder;
import org.ipmnet.core.testing.Npy;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.FaceSquare;
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
        FaceSquare square = landmarker.candidates(pyramid, FaceLandmarker.whole(pyramid)).get(0);
        FaceLandmarks found = landmarker.landmarks(pyramid, square).orElseThrow();
        double[] expected =
            inPhoto(
                Npy.read(GoldenFolder.file("face-landmarks", photo.get("landmarks").asText()))
                    .values(),
                picture,
                square);
        assertEquals(3 * FaceLandmarks.POINTS, expected.length, name);
        assertClose(name + " mesh", MESH, expected, found, mesh());
        for (FaceContour contour :
            new FaceContour[] {
              FaceContour.LIPS, FaceContour.MOUTH, FaceContour.LEFT_EYE, FaceContour.RIGHT_EYE
            }) {
          assertClose(name + " " + contour, LIPS_AND_EYES, expected, found, contour.points());
        }
      }
    }
  }

  private static int[] mesh() {
    return IntStream.range(0, 468).toArray();
  }

  /**
   * MediaPipe tells points as parts of the sides. It counts from the middle of the photo's first
   * pixel, and takes what its network says for places among the middles of the pixels that the
   * network sees, where this program takes them for places between their borders.
   */
  private static double[] inPhoto(double[] parts, RgbImage picture, FaceSquare square) {
    double half = 0.5 * square.side() / FaceLandmarkNetwork.SIDE;
    double cos = half * Math.cos(square.angle());
    double sin = half * Math.sin(square.angle());
    double[] points = parts.clone();
    for (int i = 0; i < points.length; i += 3) {
      points[i] = parts[i] * picture.width() + 0.5 - (cos - sin);
      points[i + 1] = parts[i + 1] * picture.height() + 0.5 - (sin + cos);
    }
    return points;
  }

  private static void assertClose(
      String name, double bound, double[] expected, FaceLandmarks found, int... points) {
    double sum = 0;
    for (int point : points) {
      double x = found.x(point) - expected[3 * point];
      sum += Math.hypot(x, found.y(point) - expected[3 * point + 1]);
    }
    assertEquals(0, sum / points.length / found.eyeDistance(), bound, name);
  }
}
