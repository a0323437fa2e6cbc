// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

import java.awt.image.BufferedImage;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.makeup.Target;
import org.ipmnet.eval.model.StyleCache;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.picture.PlanarImage;

/**
 * A model's makeup as its user gets it: what {@code ipm transfer} puts on a photo. The photo is the
 * evaluation's picture, with its parsing map. For one thread.
 */
public final class PastedTransfer implements TransferMethod {
  private final String name;
  private final MakeupTransfer transfer;
  private final MakeupApplication application;
  private final StyleCache<Reference> references = new StyleCache<>(Reference::length);

  /**
   * A transfer under a name.
   *
   * @param transfer stays the caller's
   * @param application how its makeup is put on
   */
  public PastedTransfer(String name, MakeupTransfer transfer, MakeupApplication application) {
    this.name = name;
    this.transfer = transfer;
    this.application = application;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean readsReference() {
    return transfer.model().readsReference();
  }

  @Override
  public Canvas canvas(EvaluationFace face) {
    Target target = transfer.target(photo(face));
    return reference -> PlanarImage.of(target.paint(style(reference)).picture());
  }

  private Reference style(EvaluationFace face) {
    return references.of(face.key(), () -> transfer.reference(photo(face)).applied(application));
  }

  private static FacePhoto photo(EvaluationFace face) {
    Sample sample = face.sample();
    BufferedImage picture = PlanarImage.toPicture(sample.image(), sample.size());
    Photo photo = Photo.of(picture, face.file().photo());
    return FacePhoto.of(photo, Face.of(photo.composited(), sample.parts()));
  }
}
