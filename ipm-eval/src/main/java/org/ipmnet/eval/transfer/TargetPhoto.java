// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.sample.RawFace;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StyleMix;

/** A photo whose faces wait for makeup: one face with a map, or those that were found in it. */
final class TargetPhoto {
  private final RgbImage photo;
  private final Photo stored;
  private final List<Waiting> faces;

  private TargetPhoto(RgbImage photo, Photo stored, List<Waiting> faces) {
    this.photo = photo;
    this.stored = stored;
    this.faces = List.copyOf(faces);
  }

  /**
   * One face of the photo.
   *
   * @param square where it was cut out, or null if its photo is the whole one
   * @param own its own style, or null if that does not count
   */
  private record Waiting(
      FaceSquare square,
      PreparedFace face,
      PasteBack paste,
      MakeupModel.Canvas canvas,
      float[] own) {}

  /**
   * A photo with makeup.
   *
   * @param photo at its full resolution, transparent where it was
   * @param first the first face's part of it, as {@link #first} was
   */
  record Result(Photo photo, RgbImage first) {}

  /**
   * Makes them.
   *
   * @param ownCounts whether faces keep a share of their own style
   */
  record Making(MakeupModel model, PreparedFace.Preparation preparation, boolean ownCounts) {
    /**
     * A photo with a map or mask.
     *
     * @param stored the same photo with its transparency
     */
    TargetPhoto whole(RawFace raw, Photo stored) {
      return new TargetPhoto(raw.photo(), stored, List.of(waiting(null, raw)));
    }

    /** A photo with the faces that were cut out of it, at least one. */
    TargetPhoto ofParts(RgbImage photo, Photo stored, List<FaceParts.Part> parts) {
      List<Waiting> faces = new ArrayList<>();
      parts.forEach(part -> faces.add(waiting(part.square(), part.face())));
      return new TargetPhoto(photo, stored, faces);
    }

    private Waiting waiting(FaceSquare square, RawFace raw) {
      PreparedFace face = preparation.of(raw);
      return new Waiting(
          square,
          face,
          new PasteBack(face),
          model.canvas(face.sample()),
          ownCounts ? model.style(face.sample().image()) : null);
    }
  }

  /** The first face as it was prepared. */
  PreparedFace first() {
    return faces.get(0).face();
  }

  /**
   * All faces in a makeup.
   *
   * @param alpha share of each face's own style
   */
  Result paint(float[] style, double alpha) {
    RgbImage result = photo;
    RgbImage first = null;
    for (Waiting waiting : faces) {
      float[] mixed = alpha == 0 ? style : StyleMix.of(waiting.own(), style, alpha);
      RgbImage painted = waiting.paste().of(waiting.canvas().paint(mixed));
      RgbImage cut = waiting.face().raw().photo();
      result =
          waiting.square() == null
              ? painted
              : AlignedPaste.of(result, waiting.square(), cut, painted);
      first = first == null ? painted : first;
    }
    return new Result(stored.withChange(result), first);
  }
}
