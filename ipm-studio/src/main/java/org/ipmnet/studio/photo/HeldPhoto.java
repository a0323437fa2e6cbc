// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.photo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.eval.makeup.FoundFaces;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.NoSuchFace;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.makeup.Target;
import org.ipmnet.eval.picture.PictureKind;

/**
 * A photo with its faces, found once. What is seen while somebody tries things is small; the photo
 * itself stays as the file that was sent, and is decoded when it is made up in full.
 */
public final class HeldPhoto {
  /** Longer side of a preview, in pixels. */
  static final int PREVIEW_SIDE = 1024;

  /** Of a face's map. */
  private static final int MAP_BYTES = 512 * 512;

  private final String id;
  private final byte[] encoded; // or null, if it was never a file
  private final int width;
  private final int height;
  private final FacePhoto small;
  private final FoundFaces faces; // or null, if a map tells where the face is
  private final byte[] preview;

  /** By model, as long as that is open, and face. */
  private final Map<MakeupTransfer, Map<Integer, Reference>> references = new WeakHashMap<>();

  private HeldPhoto(String id, byte[] encoded, RgbImage full, FacePhoto small, FoundFaces faces) {
    this.id = id;
    this.encoded = encoded;
    this.width = full.width();
    this.height = full.height();
    this.small = small;
    this.faces = faces;
    this.preview = PictureKind.JPEG.bytes(new Photo(small.composited(), null));
  }

  /**
   * A photo that was sent.
   *
   * @param mostFaces that are told of
   * @throws org.ipmnet.eval.makeup.NoFaceFound if there is none
   * @throws UnreadablePhoto if it is no picture, or too large a one
   */
  static HeldPhoto of(String id, byte[] encoded, MakeupTransfer finder, int mostFaces) {
    FacePhoto photo = UnreadablePhoto.decoded(encoded);
    FoundFaces faces = finder.faces(photo, mostFaces);
    RgbImage full = photo.composited();
    return new HeldPhoto(id, encoded, full, FacePhoto.of(preview(full)), faces);
  }

  /** A drawn face whose regions are known. */
  static HeldPhoto of(String id, Face face) {
    FacePhoto photo = FacePhoto.of(new Photo(face.photo(), null), face);
    return new HeldPhoto(id, null, face.photo(), photo, null);
  }

  private static Photo preview(RgbImage full) {
    double scale = (double) PREVIEW_SIDE / Math.max(full.width(), full.height());
    int width = (int) Math.max(1, Math.round(scale * full.width()));
    int height = (int) Math.max(1, Math.round(scale * full.height()));
    // hardly smaller, one side would stay and the other shrink: another shape
    boolean small = scale >= 1 || width == full.width() || height == full.height();
    return new Photo(small ? full : full.resized(width, height), null);
  }

  /** How it is called. */
  public String id() {
    return id;
  }

  /** The photo upright and small, as JPEG. */
  public byte[] preview() {
    return preview;
  }

  /** About how many bytes of memory it takes. */
  long bytes() {
    long file = encoded == null ? 0 : encoded.length;
    long maps = faces == null ? 0 : (long) faces.count() * MAP_BYTES;
    return file + preview.length + small.composited().rgb().length + maps;
  }

  /**
   * As a reference: the makeup of one of its faces. Made once for each model.
   *
   * @throws NoSuchFace if there is no such face
   */
  public synchronized Reference reference(MakeupTransfer model, int face) {
    NoSuchFace.require(face, faces == null ? 1 : faces.count());
    return references
        .computeIfAbsent(model, m -> new HashMap<>())
        .computeIfAbsent(
            face,
            wanted ->
                faces == null
                    ? model.reference(small)
                    : model.reference(small, faces.only(wanted)));
  }

  /** As a target, in the preview's size. */
  public Target smallTarget(MakeupTransfer model) {
    return faces == null ? model.target(small) : model.target(small, faces);
  }

  /** As a target, in its own size. */
  public Target fullTarget(MakeupTransfer model) {
    return encoded == null
        ? smallTarget(model)
        : model.target(UnreadablePhoto.decoded(encoded), faces);
  }

  /** What clients are told of it. */
  public Description describe() {
    RgbImage picture = small.composited();
    double scale = (double) picture.width() / width;
    List<Description.FacePlace> places =
        faces == null
            ? List.of(Description.FacePlace.whole(picture))
            : faces.squares().stream()
                .map(square -> Description.FacePlace.of(square, scale))
                .toList();
    return new Description(
        id, width, height, new Description.Size(picture.width(), picture.height()), places);
  }

  /**
   * A photo as clients see it.
   *
   * @param width pixels of the upright photo
   * @param faces the largest first
   */
  public record Description(String id, int width, int height, Size preview, List<FacePlace> faces) {

    /** Pixels of a picture. */
    public record Size(int width, int height) {}

    /**
     * A square around a face.
     *
     * @param x of its centre, in pixels of the preview
     * @param angle degrees clockwise
     */
    public record FacePlace(double x, double y, double side, double angle) {
      static FacePlace of(FaceSquare square, double scale) {
        FaceSquare small = square.scaled(scale);
        return new FacePlace(
            small.centerX(), small.centerY(), small.side(), Math.toDegrees(small.angle()));
      }

      static FacePlace whole(RgbImage picture) {
        return new FacePlace(
            picture.width() / 2.0,
            picture.height() / 2.0,
            Math.min(picture.width(), picture.height()),
            0);
      }
    }
  }
}
