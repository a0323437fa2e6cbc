// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.photo;

import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.UnusablePicture;
import org.ipmnet.eval.makeup.FacePhoto;

/** What was sent is no picture that is read, is damaged, or has too many pixels. */
public final class UnreadablePhoto extends UserError {
  private static final long serialVersionUID = 1L;

  /** Larger ones would take too much of the memory that many share. */
  private static final long MOST_PIXELS = 50_000_000;

  private UnreadablePhoto(UserError cause) {
    super(cause, "%s", cause.getMessage());
  }

  /** Why, where that is one of the usual reasons. */
  public Optional<UnusablePicture.Reason> reason() {
    return Optional.of(getCause())
        .filter(UnusablePicture.class::isInstance)
        .map(cause -> ((UnusablePicture) cause).reason());
  }

  /** The photo of a file's bytes. */
  static FacePhoto decoded(byte[] encoded) {
    try {
      return FacePhoto.decode(encoded, MOST_PIXELS);
    } catch (UserError e) {
      throw new UnreadablePhoto(e);
    }
  }
}
