// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.util.List;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.FaceReader;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.sample.RawFace;

/**
 * Where the faces of references are. It depends on the reference alone, never on the targets:
 *
 * <ul>
 *   <li>a picture of a data set (MT layout, with a map or mask) is shown as training shows it;
 *   <li>one whose map or mask was named is framed by that;
 *   <li>in any other the face is searched, and one without a face is refused;
 *   <li>a model that looks at no reference gets it as it is.
 * </ul>
 */
final class ReferenceLocator {
  private final FaceReader reader;
  private final FaceParts finder; // or null if no reference is searched
  private final PreparedFace.Preparation preparation;
  private final Set<FaceFile> searched;

  /**
   * Over these parts.
   *
   * @param searched the references of {@link #searched}
   */
  ReferenceLocator(
      FaceReader reader,
      FaceParts finder,
      PreparedFace.Preparation preparation,
      List<FaceFile> searched) {
    this.reader = reader;
    this.finder = finder;
    this.preparation = preparation;
    this.searched = Set.copyOf(searched);
  }

  /**
   * A reference whose face was found: enough to show it again without a search.
   *
   * @param square what is cut out of its photo, or null if nothing is
   * @param frame the part of the cut, or of the photo, that is shown
   */
  record Located(FaceFile file, FaceSquare square, Frame frame) {}

  /** A reference that was found, and how the model sees it. */
  record Found(Located located, PreparedFace face) {}

  /** Those of a model's references whose face must be searched. */
  static List<FaceFile> searched(List<FaceFile> references, boolean modelReadsThem) {
    if (!modelReadsThem) {
      return List.of();
    }
    Set<FaceFile> known = FaceFinder.ofDataSet(references);
    return references.stream()
        .filter(file -> !FaceFinder.hasArea(file) && !known.contains(file))
        .toList();
  }

  /**
   * Finds a reference's face.
   *
   * @throws UserError naming the photo if it cannot be read or has no face
   */
  Found find(FaceFile file) {
    RawFace raw = reader.read(file);
    Located located = locate(file, raw);
    return new Found(located, shown(located, raw.photo()));
  }

  private Located locate(FaceFile file, RawFace raw) {
    if (!searched.contains(file)) {
      return new Located(file, null, preparation.frame(raw));
    }
    FaceParts.Parts found = finder.of(raw.photo(), 1, file.photo());
    if (found.parts().isEmpty()) {
      throw new UserError("%s: %s; take another reference", file.photo(), found.refusal());
    }
    FaceParts.Part part = found.parts().get(0);
    return new Located(file, part.square(), preparation.frame(part.face()));
  }

  /** A reference as the model sees it; reads its photo once more. */
  PreparedFace shown(Located reference) {
    return shown(reference, RgbImage.read(reference.file().photo()));
  }

  private PreparedFace shown(Located reference, RgbImage photo) {
    RgbImage seen = reference.square() == null ? photo : FaceParts.cut(photo, reference.square());
    return preparation.inFrame(seen, reference.frame());
  }
}
