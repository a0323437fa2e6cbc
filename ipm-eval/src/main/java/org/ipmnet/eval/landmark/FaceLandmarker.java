// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmnet.core.face.BoxCandidate;
import org.ipmnet.core.face.FaceDetectorNetwork;
import org.ipmnet.core.face.FaceLandmarkNetwork;
import org.ipmnet.core.face.FaceMesh;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;

/**
 * Finds faces and their points, whatever their size and turn: MediaPipe's detector says roughly
 * where, on the whole photo first, then turned and on parts of it; its landmarks say exactly, again
 * and again on the square that they ask for until they settle. For one thread.
 */
public final class FaceLandmarker implements AutoCloseable {
  private static final double LEAST_SCORE = 0.5;

  /**
   * Logits of a face's presence: MT faces have 22 and more, drawn ones 25, upside down 2 to 17,
   * what is no face 1 to 13.
   */
  private static final double LEAST_PRESENCE = logistic(14);

  /** Below it another look is not worth its time. */
  private static final double LIKELY = 0.5;

  private static final double SURE = logistic(22);

  /** Two boxes of the detector that share more of both together are one face. */
  private static final double SAME_BOX = 0.3;

  /** Two faces whose squares share more of the smaller one are one. */
  private static final double SAME_FACE = 0.5;

  /** Sides of the square that the landmark network sees in those of the box around a face. */
  private static final double MARGIN = 1.5;

  private static final int MOST_LOOKS = 4;

  /** A square that moved by less, relative to its side, has settled. */
  private static final double SETTLED = 0.02;

  private static final int[] UPRIGHT = {0};

  /** Turns to search at where an upright search was in vain, in quarters of a half turn. */
  private static final int[][] TURNS = {UPRIGHT, {2, -2, 4}, {1, -1, 3, -3}};

  /** Quarter turns of a square, those upside down first. */
  private static final int[] TURNS_OF_A_SQUARE = {0, 2, 1, 3};

  /** Parts of the photo's longer side that squares to search have, if larger ones were in vain. */
  private static final double[] PARTS = {1, 0.5, 0.25};

  /** Smaller squares are not searched: what is in them has no pixels. */
  private static final double LEAST_SQUARE = 96;

  /** Squares of smaller faces, in parts of what is searched, are not found there. */
  private static final double LEAST_FACE = 0.15;

  /** Where several faces are wanted, one of so much of the largest is looked for. */
  private static final double LEAST_OF_SEVERAL = 0.25;

  private final FaceDetectorNetwork detector;
  private final FaceLandmarkNetwork network;
  private final HandLandmarker hands = new HandLandmarker();

  /** With the networks that a user has imported, or else those that come with the program. */
  public FaceLandmarker() {
    this.detector =
        new FaceDetectorNetwork(
            ShippedWeights.orImported(
                Pretrained.FACE_DETECTOR, FaceDetectorNetwork.class, FaceDetectorNetwork.shapes()));
    this.network =
        new FaceLandmarkNetwork(
            ShippedWeights.orImported(
                Pretrained.FACE_LANDMARKS,
                FaceLandmarkNetwork.class,
                FaceLandmarkNetwork.shapes()));
  }

  /**
   * Finds a face, and those that are seen in the same parts of the photo.
   *
   * @return the largest first
   */
  public List<FaceLandmarks> find(RgbImage photo) {
    return find(new PicturePyramid(photo), 1);
  }

  /**
   * Finds faces, to look for hands near some of them.
   *
   * @param most how many are wanted. Where one is found, others are not looked for turned
   *     differently or far smaller, unless more than one is wanted.
   */
  public SeenPhoto see(RgbImage photo, int most) {
    PicturePyramid pyramid = new PicturePyramid(photo);
    return new SeenPhoto(pyramid, find(pyramid, most), hands);
  }

  private List<FaceLandmarks> find(PicturePyramid pyramid, int most) {
    List<FaceLandmarks> faces = new ArrayList<>();
    for (double part : PARTS) {
      List<FaceSquare> squares = squares(pyramid, part);
      for (int[] turns : TURNS) {
        if (faces.isEmpty() || faces.size() < most && mayHide(pyramid, part, turns, faces)) {
          search(pyramid, squares, turns, faces);
        }
      }
    }
    faces.sort(Comparator.comparingDouble((FaceLandmarks face) -> -face.square().side()));
    return faces;
  }

  /**
   * Whether faces beside those that were found may be seen in such parts of the photo alone, or in
   * such turns.
   */
  private static boolean mayHide(
      PicturePyramid pyramid, double part, int[] turns, List<FaceLandmarks> faces) {
    if (part == 1) {
      return true;
    }
    double largest = faces.stream().mapToDouble(face -> face.square().side()).max().orElseThrow();
    double searched = 2 * part * Math.max(pyramid.width(), pyramid.height());
    return turns == UPRIGHT && LEAST_OF_SEVERAL * largest < LEAST_FACE * searched;
  }

  /** Squares of that part of the photo's longer side, which overlap by half, over all of it. */
  private static List<FaceSquare> squares(PicturePyramid pyramid, double part) {
    double longer = Math.max(pyramid.width(), pyramid.height());
    double side = part * longer;
    if (part == 1) {
      return List.of(whole(pyramid));
    }
    List<FaceSquare> squares = new ArrayList<>();
    if (side >= LEAST_SQUARE) {
      for (double y : centres(pyramid.height(), side)) {
        for (double x : centres(pyramid.width(), side)) {
          squares.add(new FaceSquare(x, y, side, 0));
        }
      }
    }
    return squares;
  }

  private static double[] centres(double length, double side) {
    int count = (int) Math.max(1, Math.ceil((length - side) / (side / 2)) + 1);
    double[] centres = new double[count];
    for (int i = 0; i < count; i++) {
      double share = count == 1 ? 0.5 : (double) i / (count - 1);
      centres[i] = side < length ? side / 2 + share * (length - side) : length / 2;
    }
    return centres;
  }

  /** All of the photo, as MediaPipe sees it: half a pixel aside. */
  static FaceSquare whole(PicturePyramid pyramid) {
    double side = Math.max(pyramid.width(), pyramid.height());
    return new FaceSquare(pyramid.width() / 2.0 + 0.5, pyramid.height() / 2.0 + 0.5, side, 0);
  }

  private static FaceSquare turned(FaceSquare square, double angle) {
    return new FaceSquare(square.centerX(), square.centerY(), square.side(), angle);
  }

  private void search(
      PicturePyramid pyramid, List<FaceSquare> squares, int[] turns, List<FaceLandmarks> faces) {
    for (int turn : turns) {
      for (FaceSquare square : squares) {
        search(pyramid, turned(square, turn * Math.PI / 4), faces);
      }
    }
  }

  private void search(PicturePyramid pyramid, FaceSquare searched, List<FaceLandmarks> faces) {
    for (FaceSquare candidate : candidates(pyramid, searched)) {
      if (isNew(candidate, faces)) {
        face(pyramid, candidate).filter(face -> isNew(face.square(), faces)).ifPresent(faces::add);
      }
    }
  }

  private static boolean isNew(FaceSquare square, List<FaceLandmarks> faces) {
    return faces.stream().noneMatch(face -> face.square().overlap(square) > SAME_FACE);
  }

  /** What the detector sees in a square: squares for the landmark network, the surest first. */
  List<FaceSquare> candidates(PicturePyramid pyramid, FaceSquare searched) {
    float[] planes =
        pyramid.planes(searched, FaceDetectorNetwork.SIDE, PicturePyramid.Beyond.BLACK);
    for (int i = 0; i < planes.length; i++) {
      planes[i] = 2 * planes[i] - 1;
    }
    return Suppression.merged(detector.candidates(planes, LEAST_SCORE), SAME_BOX).stream()
        .map(face -> square(searched, face))
        .toList();
  }

  /** A box in parts of the square's side, as a square that has the eyes level. */
  private static FaceSquare square(FaceSquare searched, BoxCandidate face) {
    double[] points = face.points();
    double angle = Math.atan2(points[3] - points[1], points[2] - points[0]);
    double side = MARGIN * Math.max(face.width(), face.height()) * searched.side();
    AffineMap toPhoto = searched.map(1);
    return new FaceSquare(
        toPhoto.x(face.x(), face.y()),
        toPhoto.y(face.x(), face.y()),
        side,
        angle + searched.angle());
  }

  private static double logistic(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /**
   * A candidate's face. The detector takes one upside down for upright: unless it is sure, a square
   * is looked at from its other sides too.
   */
  private Optional<FaceLandmarks> face(PicturePyramid pyramid, FaceSquare candidate) {
    Optional<FaceLandmarks> best = settled(pyramid, candidate);
    for (int turn = 1; turn < 4 && best.map(face -> face.presence() < SURE).orElse(true); turn++) {
      double angle = candidate.angle() + TURNS_OF_A_SQUARE[turn] * Math.PI / 2;
      best = surer(best, settled(pyramid, turned(candidate, angle)));
    }
    return best.filter(face -> face.presence() >= LEAST_PRESENCE);
  }

  private static Optional<FaceLandmarks> surer(
      Optional<FaceLandmarks> a, Optional<FaceLandmarks> b) {
    return Stream.concat(a.stream(), b.stream())
        .max(Comparator.comparingDouble(FaceLandmarks::presence));
  }

  /** Looks again at the square that the landmarks ask for, until it moves no more. */
  private Optional<FaceLandmarks> settled(PicturePyramid pyramid, FaceSquare candidate) {
    FaceSquare square = candidate;
    Optional<FaceLandmarks> face = landmarks(pyramid, square);
    for (int looks = 1; looks < MOST_LOOKS && face.isPresent(); looks++) {
      FaceSquare wanted = face.get().square();
      if (moved(square, wanted) < SETTLED) {
        break;
      }
      square = wanted;
      face = landmarks(pyramid, square);
    }
    return face;
  }

  private static double moved(FaceSquare from, FaceSquare to) {
    double away = Math.hypot(to.centerX() - from.centerX(), to.centerY() - from.centerY());
    double larger = Math.abs(to.side() - from.side());
    double turned = Math.abs(Math.IEEEremainder(to.angle() - from.angle(), 2 * Math.PI));
    return Math.max(Math.max(away, larger) / from.side(), turned);
  }

  /** What the landmark network sees in a square; nothing if it sees no face. */
  Optional<FaceLandmarks> landmarks(PicturePyramid pyramid, FaceSquare square) {
    float[] planes =
        pyramid.planes(square, FaceLandmarkNetwork.SIDE, PicturePyramid.Beyond.THE_BORDER);
    FaceMesh mesh = network.mesh(planes);
    if (mesh.presence() < LIKELY) {
      return Optional.empty();
    }
    AffineMap toPhoto = square.map(FaceLandmarkNetwork.SIDE);
    double scale = square.side() / FaceLandmarkNetwork.SIDE;
    float[] points = mesh.points().clone();
    for (int i = 0; i < points.length; i += 3) {
      // A pixel was seen where its corner lies, and the network tells places between corners. On
      // maps of MT lips and eyes fit better so (0.81 to 0.86, 0.75 to 0.80) than as MediaPipe says.
      double x = points[i] - 0.5;
      double y = points[i + 1] - 0.5;
      points[i] = (float) toPhoto.x(x, y);
      points[i + 1] = (float) toPhoto.y(x, y);
      points[i + 2] *= (float) scale;
    }
    return Optional.of(new FaceLandmarks(mesh.presence(), points));
  }

  @Override
  public void close() {
    detector.close();
    network.close();
    hands.close();
  }
}
