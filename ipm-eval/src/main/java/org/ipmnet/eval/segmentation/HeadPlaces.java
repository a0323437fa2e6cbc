// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.segmentation;

import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.FacePose;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.BoxMean;

/**
 * How likely each part of a head is at a pixel, by where that lies beside the face and by how
 * likely it shows a person at all, before any colour is looked at.
 *
 * <p>Places are told along the face: u is 0 at the chin and 1 at the top of its oval, which lies
 * below the hairline; v is 1 at the oval's left side, of the person, and -1 at the right one.
 */
final class HeadPlaces {
  private static final int CHIN = 152;
  private static final int TOP = 10;
  private static final int RIGHT = 234;
  private static final int LEFT = 454;

  /** No part is out of the question anywhere. */
  private static final float LEAST = 1e-4f;

  /** A face that looks to a side, in degrees, hides the ear there. */
  private static final double EAR_HIDES_FROM = 10;

  private static final double EAR_HIDES_WITHIN = 10;

  /** Blur of the oval's edge in heights of the face. */
  private static final double SOFT = 0.02;

  private final int width;
  private final int height;
  private final float[] oval;
  private final double[] toU;
  private final double[] toV;
  private final double faceHeight;
  private final double leftEar;
  private final double rightEar;

  /**
   * Places beside a face.
   *
   * @param toPicture from pixels in which the face's points are to those of the picture
   */
  HeadPlaces(FaceLandmarks face, AffineMap toPicture, int width, int height) {
    this.width = width;
    this.height = height;
    double chinX = toPicture.x(face.x(CHIN), face.y(CHIN));
    double chinY = toPicture.y(face.x(CHIN), face.y(CHIN));
    double upX = toPicture.x(face.x(TOP), face.y(TOP)) - chinX;
    double upY = toPicture.y(face.x(TOP), face.y(TOP)) - chinY;
    this.faceHeight = Math.max(1, Math.hypot(upX, upY));
    upX /= faceHeight;
    upY /= faceHeight;
    double rightX = toPicture.x(face.x(RIGHT), face.y(RIGHT));
    double rightY = toPicture.y(face.x(RIGHT), face.y(RIGHT));
    double leftX = toPicture.x(face.x(LEFT), face.y(LEFT));
    double leftY = toPicture.y(face.x(LEFT), face.y(LEFT));
    double across = (leftX - rightX) * -upY + (leftY - rightY) * upX;
    double half = Math.max(0.5, Math.abs(across) / 2);
    this.toU =
        new double[] {
          upX / faceHeight, upY / faceHeight, -(chinX * upX + chinY * upY) / faceHeight
        };
    double middle = (leftX + rightX) / 2 * -upY + (leftY + rightY) / 2 * upX;
    this.toV = new double[] {-upY / half, upX / half, -middle / half};
    this.oval = softOval(face, toPicture);
    double yaw = FacePose.of(face).yaw();
    this.leftEar = seen(yaw);
    this.rightEar = seen(-yaw);
  }

  /** How likely an ear is seen if the face looks to its side by this angle. */
  private static double seen(double yaw) {
    return 1 - Math.max(0, Math.min(1, (yaw - EAR_HIDES_FROM) / EAR_HIDES_WITHIN));
  }

  private float[] softOval(FaceLandmarks face, AffineMap toPicture) {
    byte[] coverage = ShapeCoverage.of(FaceContour.OVAL.of(face, toPicture), width, height);
    float[] plane = new float[coverage.length];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (coverage[i] & 0xFF) / 255f;
    }
    int radius = (int) Math.max(1, Math.round(SOFT * faceHeight));
    return BoxMean.of(BoxMean.of(plane, width, height, radius), width, height, radius);
  }

  /** From the chin to the oval's top in pixels. */
  double faceHeight() {
    return faceHeight;
  }

  /**
   * Likelihoods of the parts, a plane for each {@link HeadPart}; those of a pixel add up to about
   * 1.
   *
   * @param person how likely each pixel shows a person, in [0, 1]
   */
  float[][] likelihoods(float[] person) {
    float[][] planes = new float[HeadPart.values().length][person.length];
    double[] parts = new double[planes.length];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        double u = toU[0] * (x + 0.5) + toU[1] * (y + 0.5) + toU[2];
        double v = toV[0] * (x + 0.5) + toV[1] * (y + 0.5) + toV[2];
        ofPerson(u, Math.abs(v), oval[i], v > 0 ? leftEar : rightEar, parts);
        double sum = 0;
        for (double part : parts) {
          sum += part;
        }
        double likely = Math.max(0.02, Math.min(0.98, person[i]));
        for (int part = 0; part < planes.length; part++) {
          planes[part][i] = (float) Math.max(LEAST, likely * parts[part] / sum);
        }
        planes[HeadPart.BACKGROUND.ordinal()][i] = (float) (1 - likely);
      }
    }
    return planes;
  }

  /**
   * Weights of the parts where a person is.
   *
   * @param v distance from the face's middle
   * @param inside how much the oval covers
   * @param earSeen how likely the ear on this side is seen; else there is cheek
   */
  private static void ofPerson(double u, double v, double inside, double earSeen, double[] parts) {
    double outside = 1 - inside;
    double aboveChin = step(u * 20);
    double belowChin = 1 - aboveChin;
    double forehead =
        u > 0.8
            ? step((1.18 - u - 0.35 * v * v) * 14) * step((u < 0.9 ? 1.12 : 1.0) * 16 - v * 16)
            : 0;
    double below = Math.max(0, Math.min(1, -u));
    double beside = outside * 2 * Math.exp(-square((v - 1.1) / 0.16) - square((u - 0.5) / 0.22));
    parts[HeadPart.SKIN.ordinal()] =
        Math.max(inside, 0.75 * forehead) + beside * (1 - earSeen) + 1e-3;
    parts[HeadPart.HAIR.ordinal()] =
        outside * aboveChin * 0.9 * step((2.2 - v) * 4)
            + outside
                * belowChin
                * 1.2
                * step((u + 1.6) * 4)
                * step((v - 0.6) * 7)
                * step((2.2 - v) * 4)
            + inside * 0.2 * step((u - 0.76) * 16) // a fringe
            + outside * 0.02
            + inside * 0.002;
    parts[HeadPart.NECK.ordinal()] =
        outside * belowChin * 0.6 * step((1.1 - v + 0.8 * below) * 8) * step((u + 0.9) * 6)
            + outside * 0.25 * step((0.12 - u) * 20) * step((1 - v) * 8)
            + 1e-3;
    parts[HeadPart.EAR.ordinal()] = beside * earSeen;
    parts[HeadPart.CLOTHES.ordinal()] =
        outside * belowChin * 0.9 * step((-0.15 - u) * 12) + outside * 0.02;
    parts[HeadPart.BACKGROUND.ordinal()] = 0;
  }

  /** From 0 to 1, a half at 0. */
  private static double step(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double square(double x) {
    return x * x;
  }
}
