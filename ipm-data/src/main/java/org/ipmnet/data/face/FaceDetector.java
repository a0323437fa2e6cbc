// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;

/**
 * Finds faces seen from the front with a boosted cascade of local binary patterns (Liao et al.
 * 2007) as OpenCV ships it. Of the detectors in the libraries that decode images anyway it is the
 * best that needs no download. For one thread.
 */
public final class FaceDetector implements AutoCloseable {
  /** Finds most faces and fewest others among the bundled ones: docs/RESULTS.md. */
  public static final String BEST = "lbpcascades/lbpcascade_frontalface_improved.xml";

  /** Where OpenCV installs cascades: on Unix, on Windows. */
  private static final List<String> FOLDERS = List.of("share/opencv4", "etc");

  /** Photos are searched at this longer side first. */
  private static final int SEARCHED = 640;

  /**
   * And at this one if that is in vain: the cascade's window is 45 pixels wide, so at the first one
   * the least face is no larger than it, and found or not as it happens to lie.
   */
  private static final int SEARCHED_CLOSELY = 1280;

  private static final double STEP = 1.1;
  private static final int NEIGHBOURS = 4;

  /** The least face relative to the photo's shorter side. */
  private static final double LEAST_SHARE = 0.08;

  private static final int LEAST_PIXELS = 24;

  /** The cascade sees faces turned by up to half of this. */
  private static final double TURN = Math.toRadians(30);

  private static final int TURNS = 12;

  /** Two boxes that share more are one face. */
  private static final double SAME = 0.4;

  /** Side of an MT picture in sides of the cascade's box, which lies in its middle. */
  private static final double SIDE = 1.91;

  private final CascadeClassifier cascade;

  /** The best of the bundled detectors. */
  public FaceDetector() {
    this(BEST);
  }

  /**
   * Any of the bundled cascades.
   *
   * @param name below OpenCV's folder of data
   */
  public FaceDetector(String name) {
    this.cascade = new CascadeClassifier(file(name).getPath());
    if (cascade.empty()) {
      cascade.close();
      throw new IllegalStateException("OpenCV cannot load its own " + name);
    }
  }

  private static File file(String name) {
    for (String folder : FOLDERS) {
      String resource =
          String.format(
              Locale.ROOT, "/org/bytedeco/opencv/%s/%s/%s", Loader.getPlatform(), folder, name);
      if (FaceDetector.class.getResource(resource) != null) {
        try {
          return Loader.cacheResource(FaceDetector.class, resource);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException("OpenCV's jar for this platform lacks " + name);
  }

  /** Faces about upright, the largest first. */
  public List<FaceSquare> upright(RgbImage photo) {
    return largestFirst(search(photo, 0, 1, SEARCHED));
  }

  /** The same in more pixels: small faces too; nothing if the photo has no more. */
  public List<FaceSquare> uprightClosely(RgbImage photo) {
    return Math.max(photo.width(), photo.height()) <= SEARCHED
        ? List.of()
        : largestFirst(search(photo, 0, 1, SEARCHED_CLOSELY));
  }

  /** Faces at any turn but upright, the largest first. */
  public List<FaceSquare> turned(RgbImage photo) {
    return largestFirst(search(photo, 1, TURNS, SEARCHED));
  }

  /** A face with how many neighbouring boxes agree that it is one. */
  private record Found(FaceSquare square, int votes) {}

  private static List<FaceSquare> largestFirst(List<Found> all) {
    List<Found> kept = new ArrayList<>();
    all.stream()
        .sorted(Comparator.comparingInt(Found::votes).reversed())
        .forEach(
            found -> {
              if (kept.stream().noneMatch(k -> k.square().overlap(found.square()) > SAME)) {
                kept.add(found);
              }
            });
    return kept.stream()
        .map(Found::square)
        .sorted(Comparator.comparingDouble(FaceSquare::side).reversed())
        .toList();
  }

  private List<Found> search(RgbImage photo, int firstTurn, int endTurn, int longerSide) {
    double reduction = Math.min(1, (double) longerSide / Math.max(photo.width(), photo.height()));
    int width = Math.max(1, (int) Math.round(photo.width() * reduction));
    int height = Math.max(1, (int) Math.round(photo.height() * reduction));
    RgbImage small = photo.resized(width, height);
    List<Found> found = new ArrayList<>();
    for (int turn = firstTurn; turn < endTurn; turn++) {
      double angle = turn * TURN;
      // a square that holds the whole photo however it is turned
      double side = turn == 0 ? 0 : Math.ceil(Math.hypot(width, height));
      FaceSquare whole = new FaceSquare(width / 2.0, height / 2.0, Math.max(1, side), angle);
      RgbImage seen = turn == 0 ? small : whole.cut(small, (int) side);
      for (Found box : boxes(seen, Math.min(width, height))) {
        FaceSquare square = turn == 0 ? box.square() : backFrom(whole, box.square());
        found.add(new Found(square.scaled(1 / reduction), box.votes()));
      }
    }
    return found;
  }

  private static FaceSquare backFrom(FaceSquare whole, FaceSquare seen) {
    AffineMap map = whole.map((int) whole.side());
    return new FaceSquare(
        map.x(seen.centerX(), seen.centerY()),
        map.y(seen.centerX(), seen.centerY()),
        seen.side(),
        whole.angle());
  }

  private List<Found> boxes(RgbImage picture, int shorterSide) {
    List<Found> found = new ArrayList<>();
    int least = (int) Math.max(LEAST_PIXELS, LEAST_SHARE * shorterSide);
    try (BytePointer pixels = new BytePointer(picture.rgb());
        Mat rgb = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3, pixels);
        Mat gray = new Mat();
        RectVector boxes = new RectVector();
        IntPointer votes = new IntPointer();
        Size smallest = new Size(least, least);
        Size largest = new Size()) {
      opencv_imgproc.cvtColor(rgb, gray, opencv_imgproc.COLOR_RGB2GRAY);
      opencv_imgproc.equalizeHist(gray, gray);
      cascade.detectMultiScale2(gray, boxes, votes, STEP, NEIGHBOURS, 0, smallest, largest);
      for (int i = 0; i < boxes.size(); i++) {
        Rect box = boxes.get(i);
        double side = SIDE * box.width();
        found.add(
            new Found(
                new FaceSquare(box.x() + box.width() / 2.0, box.y() + box.height() / 2.0, side, 0),
                votes.get(i)));
      }
    }
    return found;
  }

  @Override
  public void close() {
    cascade.close();
  }
}
