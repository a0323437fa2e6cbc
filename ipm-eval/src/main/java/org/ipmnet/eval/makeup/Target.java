// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    return paint(List.of(reference));
  }

  /**
   * All faces in several makeups at once. Each changes a face as it would alone, and the changes
   * are added, in whatever order: so each is to have its share of the strengths, see {@link
   * Reference#applied}.
   *
   * @param makeups at least one
   * @throws IllegalArgumentException if a reference is of another model, or there is none
   * @throws IllegalStateException if the {@link MakeupTransfer} is closed
   */
  public Makeover paint(List<Reference> makeups) {
    if (makeups.isEmpty()) {
      throw new IllegalArgumentException("no makeup");
    }
    return paint(face -> makeups);
  }

  /**
   * Each face in a makeup of its own.
   *
   * @param references by the number of a face, 0 to {@link #faceCount} - 1, in the order of {@link
   *     #facePlaces}; a face without one stays as it is
   * @throws NoSuchFace if there is no such face
   * @throws IllegalArgumentException if a reference is of another model
   * @throws IllegalStateException if the {@link MakeupTransfer} is closed
   */
  public Makeover paint(Map<Integer, Reference> references) {
    Map<Integer, List<Reference>> alone = new HashMap<>();
    references.forEach((face, reference) -> alone.put(face, List.of(reference)));
    return paintFaces(alone);
  }

  /**
   * Each face in makeups of its own, as {@link #paint(List)} does it.
   *
   * @param makeups by the number of a face; a face without any stays as it is
   * @throws NoSuchFace if there is no such face
   * @throws IllegalArgumentException if a reference is of another model
   * @throws IllegalStateException if the {@link MakeupTransfer} is closed
   */
  public Makeover paintFaces(Map<Integer, List<Reference>> makeups) {
    for (Integer face : makeups.keySet()) {
      NoSuchFace.require(face, faces.size());
    }
    return paint(face -> makeups.getOrDefault(face, List.of()));
  }

  private Makeover paint(IntFunction<List<Reference>> references) {
    transfer.requireOpen();
    RgbImage result = composited;
    RgbImage first = null;
    for (int i = 0; i < faces.size(); i++) {
      TargetFace face = faces.get(i);
      List<Reference> makeups = references.apply(i);
      RgbImage painted = face.prepared().raw().photo();
      if (!makeups.isEmpty()) {
        painted = face.paint(makeups);
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
