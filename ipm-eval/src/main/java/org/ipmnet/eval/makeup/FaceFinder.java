// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.parsing.FaceLocator;
import org.ipmnet.eval.parsing.FaceParser;

/**
 * Finds the faces of photos that come without maps, and cuts them out upright. The parser is opened
 * when it is first needed. Safe from several threads.
 */
final class FaceFinder implements AutoCloseable {
  /** Side of the maps: finer than the networks see, coarser than most photos. */
  private static final int MAP_SIDE = 512;

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
   * @throws NoFaceFound if there is none
   */
  FoundFaces find(RgbImage photo, int most) {
    FaceLocator.Faces found = locators.use(locator -> locator.find(photo, most, MAP_SIDE));
    if (found.faces().isEmpty()) {
      throw new NoFaceFound(found.refusal());
    }
    LabelScheme labels = parser().orElseThrow().labels();
    return new FoundFaces(
        photo.width(),
        photo.height(),
        found.faces().stream()
            .map(
                face ->
                    new FoundFaces.Found(
                        face.square(), labels.regions(face.map(), Path.of("parser"))))
            .toList());
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
