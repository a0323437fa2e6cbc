// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.face.BoxCandidate;
import org.ipmnet.core.face.HandLandmarkNetwork;
import org.ipmnet.core.face.HandMesh;
import org.ipmnet.core.face.PalmDetectorNetwork;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.face.HandLandmarks;
import org.ipmnet.data.image.AffineMap;

/**
 * Finds the hands near a face: MediaPipe's detector of palms says roughly where, its landmarks say
 * exactly, twice. For one thread.
 */
final class HandLandmarker implements AutoCloseable {
  private static final double LEAST_SCORE = 0.5;
  private static final double LEAST_PRESENCE = 0.5;

  /** Two boxes of the detector that share more of both together are one palm. */
  private static final double SAME_BOX = 0.3;

  /** Sides of the square in which palms are looked for in those of the face's. */
  private static final double REACH = 1.4;

  /** Its sides in pixels. With 192, as published, no more hands before faces are found. */
  private static final int SEARCHED = 128;

  /** Sides of the square that the landmark network sees in those of a palm's box. */
  private static final double MARGIN = 2.6;

  /** How far its middle lies from the box's towards the fingers, likewise. */
  private static final double HIGHER = 0.5;

  private final PalmDetectorNetwork detector;
  private final HandLandmarkNetwork network;

  /** With the networks that a user has imported, or else those that come with the program. */
  HandLandmarker() {
    this.detector =
        new PalmDetectorNetwork(
            ShippedWeights.orImported(
                Pretrained.PALM_DETECTOR, PalmDetectorNetwork.class, PalmDetectorNetwork.shapes()));
    this.network =
        new HandLandmarkNetwork(
            ShippedWeights.orImported(
                Pretrained.HAND_LANDMARKS,
                HandLandmarkNetwork.class,
                HandLandmarkNetwork.shapes()));
  }

  /** Hands that may lie before a face, the surest first. */
  List<HandLandmarks> near(PicturePyramid photo, FaceLandmarks face) {
    FaceSquare around = face.square();
    FaceSquare searched =
        new FaceSquare(around.centerX(), around.centerY(), REACH * around.side(), around.angle());
    float[] planes = photo.planes(searched, SEARCHED, PicturePyramid.Beyond.BLACK);
    List<HandLandmarks> hands = new ArrayList<>();
    for (BoxCandidate palm :
        Suppression.merged(detector.candidates(planes, LEAST_SCORE), SAME_BOX)) {
      hand(photo, square(searched, palm))
          .flatMap(rough -> hand(photo, rough.square()))
          .ifPresent(hands::add);
    }
    return hands;
  }

  /** A palm's box in parts of the square's side, as a square that has its fingers up. */
  private static FaceSquare square(FaceSquare searched, BoxCandidate palm) {
    AffineMap toPhoto = searched.map(1);
    double[] points = palm.points();
    double upX =
        points[2 * PalmDetectorNetwork.MIDDLE_FINGER] - points[2 * PalmDetectorNetwork.WRIST];
    double upY =
        points[2 * PalmDetectorNetwork.MIDDLE_FINGER + 1]
            - points[2 * PalmDetectorNetwork.WRIST + 1];
    double length = Math.max(1e-6, Math.hypot(upX, upY));
    double x = palm.x() + HIGHER * palm.height() * upX / length;
    double y = palm.y() + HIGHER * palm.height() * upY / length;
    double side = MARGIN * Math.max(palm.width(), palm.height()) * searched.side();
    return new FaceSquare(
        toPhoto.x(x, y), toPhoto.y(x, y), side, Math.atan2(upX, -upY) + searched.angle());
  }

  /** What the landmark network sees in a square; nothing if it sees no hand. */
  private Optional<HandLandmarks> hand(PicturePyramid photo, FaceSquare square) {
    HandMesh mesh =
        network.mesh(
            photo.planes(square, HandLandmarkNetwork.SIDE, PicturePyramid.Beyond.THE_BORDER));
    if (mesh.presence() < LEAST_PRESENCE) {
      return Optional.empty();
    }
    AffineMap toPhoto = square.map(HandLandmarkNetwork.SIDE);
    float[] points = new float[2 * HandLandmarks.POINTS];
    for (int i = 0; i < HandLandmarks.POINTS; i++) {
      double x = mesh.points()[3 * i] - 0.5; // as a face's points
      double y = mesh.points()[3 * i + 1] - 0.5;
      points[2 * i] = (float) toPhoto.x(x, y);
      points[2 * i + 1] = (float) toPhoto.y(x, y);
    }
    return Optional.of(new HandLandmarks(mesh.presence(), points));
  }

  @Override
  public void close() {
    detector.close();
    network.close();
  }
}
