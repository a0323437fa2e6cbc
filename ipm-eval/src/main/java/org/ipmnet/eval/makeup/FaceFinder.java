// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.face.FacePlace;
import org.ipmnet.eval.parsing.FaceLocator;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.ParsedFace;

/**
 * Finds the faces of photos that come without maps, and cuts them out upright. The parser is opened
 * when it is first needed. Safe from several threads.
 */
final class FaceFinder implements AutoCloseable {
  /** Side of the maps: finer than the networks see, coarser than most photos. */
  private static final int MAP_SIDE = 512;

  /** What is cut out around an MT picture, so that a change fades within it. */
  private static final double WIDENED = 1.5;

  private final Supplier<Optional<FaceParser>> opener;
  private final ResourcePool<FaceLocator> locators;
  private Optional<FaceParser> opened; // null: not yet
  private boolean closed;

  /**
   * A finder.
   *
   * @param opener of a parser, asked once; nothing if there is none
   * @param workers how many threads may search at once
   */
  FaceFinder(Supplier<Optional<FaceParser>> opener, int workers) {
    this.opener = opener;
    this.locators = new ResourcePool<>(workers, () -> new FaceLocator(parser().orElseThrow()));
  }

  /**
   * The parser, if there is one.
   *
   * @throws IllegalStateException if it would have to be opened now, and this is closed
   */
  synchronized Optional<FaceParser> parser() {
    if (opened == null) {
      if (closed) { // nobody would close it
        throw new IllegalStateException("this MakeupTransfer is closed");
      }
      opened = opener.get();
    }
    return opened;
  }

  /**
   * Finds faces.
   *
   * @param most how many are wanted
   * @return at least one, the largest first
   * @throws NoFaceFound if there is none
   */
  List<CutFace> find(RgbImage photo, int most) {
    FaceLocator.Faces found = locators.use(locator -> locator.find(photo, most, MAP_SIDE));
    if (found.faces().isEmpty()) {
      throw new NoFaceFound(found.refusal());
    }
    return found.faces().stream().map(face -> cut(photo, face)).toList();
  }

  private CutFace cut(RgbImage photo, ParsedFace face) {
    FaceSquare small = face.square();
    // an even number of pixels more keeps whole pixels whole
    double more = 2 * Math.round(small.side() * (WIDENED - 1) / 2);
    FaceSquare square =
        new FaceSquare(small.centerX(), small.centerY(), small.side() + more, small.angle());
    RegionMap map = parser().orElseThrow().labels().regions(face.map(), Path.of("parser"));
    RegionMap regions = widened(map, more / small.side());
    return new CutFace(square, Face.of(FacePlace.cut(photo, square), regions));
  }

  /** The map with background around it, by {@code share} of its side in all. */
  private static RegionMap widened(RegionMap map, double share) {
    int margin = (int) Math.round(map.width() * share / 2);
    int side = map.width() + 2 * margin;
    byte[] codes = new byte[side * side];
    Arrays.fill(codes, FacePart.BACKGROUND.code());
    for (int y = 0; y < map.height(); y++) {
      System.arraycopy(
          map.codes(), y * map.width(), codes, (y + margin) * side + margin, map.width());
    }
    return new RegionMap(side, side, codes);
  }

  /** Waits for those who search, and lets nobody else; the parser stays. */
  @Override
  public void close() {
    locators.close();
    synchronized (this) {
      closed = true;
    }
  }

  /** Closes the parser too, if it was opened. */
  synchronized void closeParser() {
    if (opened != null) {
      opened.ifPresent(FaceParser::close);
    }
  }
}
