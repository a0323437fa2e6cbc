// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FacePoseTest {
  private static final int[] USED = {234, 454, 10, 152, 33, 263};

  @Test
  void aTurnedFaceHasItsAngles() {
    FacePose ahead = FacePose.of(face(0, 0));
    assertEquals(0, ahead.yaw(), 1e-4);
    assertEquals(25, FacePose.of(face(25, 0)).yaw(), 1e-3);
    assertEquals(-40, FacePose.of(face(-40, 0)).yaw(), 1e-3);
    assertEquals(20, FacePose.of(face(0, 20)).pitch() - ahead.pitch(), 1e-3);
  }

  @Test
  void rollIsThatOfTheEyes() {
    float[] points = new float[3 * FaceLandmarks.POINTS];
    put(points, 33, 10, 10, 0);
    put(points, 263, 20, 20, 0);
    assertEquals(45, FacePose.of(new FaceLandmarks(1, points)).roll(), 1e-4);
  }

  /** A plane of points, turned to the photo's right and upwards. */
  private static FaceLandmarks face(double yaw, double pitch) {
    float[] points = new float[3 * FaceLandmarks.POINTS];
    double[][] plane = {{-60, 0}, {60, 0}, {0, -80}, {0, 90}, {-40, -20}, {40, -20}};
    for (int i = 0; i < USED.length; i++) {
      double x = plane[i][0] * Math.cos(Math.toRadians(yaw));
      double y = plane[i][1] * Math.cos(Math.toRadians(pitch));
      double z =
          plane[i][0] * Math.sin(Math.toRadians(yaw))
              - plane[i][1] * Math.sin(Math.toRadians(pitch));
      put(points, USED[i], x, y, z);
    }
    return new FaceLandmarks(1, points);
  }

  private static void put(float[] points, int point, double x, double y, double z) {
    points[3 * point] = (float) x;
    points[3 * point + 1] = (float) y;
    points[3 * point + 2] = (float) z;
  }
}
