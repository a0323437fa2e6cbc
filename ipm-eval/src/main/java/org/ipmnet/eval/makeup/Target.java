// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.picture.RgbPicture;

/**
 * A photo to be made up: its faces are found, and what networks see in them of the person is
 * computed, once for all references and strengths. It holds the photo; the garbage collector frees
 * it. Safe from several threads, as long as its {@link MakeupTransfer} is open.
 */
public final class Target {
  private final MakeupTransfer transfer;
  private final Photo photo;
  private final RgbImage composited;
  private final List<TargetFace> faces;

  /**
   * A target.
   *
   * @param faces at least one
   */
  Target(MakeupTransfer transfer, FacePhoto photo, List<TargetFace> faces) {
    this.transfer = transfer;
    this.photo = photo.photo();
    this.composited = photo.composited();
    this.faces = List.copyOf(faces);
  }

  /** How many faces are made up, at least one. */
  public int faceCount() {
    return faces.size();
  }

  /**
   * Where the faces are, the largest that was found first: the squares that thumbnails show, in
   * pixels of the photo.
   */
  public List<FaceSquare> facePlaces() {
    return faces.stream().map(TargetFace::place).toList();
  }

  /**
   * All faces in one makeup.
   *
   * @throws IllegalArgumentException if the reference is of another model
   * @throws IllegalStateException if the {@link MakeupTransfer} is closed
   */
  public Makeover paint(Reference reference) {
    return paint(face -> reference);
  }

  /**
   * Each face in a makeup of its own.
   *
   * @param references by the number of a face, 0 to {@link #faceCount} - 1, in the order of {@link
   *     #facePlaces}; a face without one stays as it is
   * @throws IndexOutOfBoundsException if there is no such face
   * @throws IllegalArgumentException if a reference is of another model
   * @throws IllegalStateException if the {@link MakeupTransfer} is closed
   */
  public Makeover paint(Map<Integer, Reference> references) {
    for (Integer face : references.keySet()) {
      Objects.checkIndex(face, faces.size());
    }
    return paint(references::get);
  }

  private Makeover paint(IntFunction<Reference> references) {
    transfer.requireOpen();
    RgbImage result = composited;
    RgbImage first = null;
    for (int i = 0; i < faces.size(); i++) {
      TargetFace face = faces.get(i);
      Reference reference = references.apply(i);
      RgbImage painted = face.prepared().raw().photo();
      if (reference != null) {
        painted =
            face.paint(
                reference.styleFor(transfer.model()), reference.alpha(), reference.application());
        result = face.pasted(result, painted);
      }
      first = first == null ? painted : first;
    }
    return new Makeover(photo.withChange(result), first, faces.get(0).prepared().frame());
  }

  /**
   * The first face, the largest that was found, upright and small.
   *
   * @param side pixels of the new picture
   */
  public BufferedImage thumbnail(int side) {
    return RgbPicture.of(faces.get(0).thumbnail(side));
  }
}
