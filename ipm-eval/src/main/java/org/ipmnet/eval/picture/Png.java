// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.ipmnet.core.io.AtomicFile;

/** Pictures as PNG. */
public final class Png {
  static {
    ImageIO.setUseCache(false); // pictures here fit in memory; no temporary files
  }

  private Png() {}

  /** The encoded picture. */
  public static byte[] bytes(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalArgumentException("no PNG encoder for " + image);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toByteArray();
  }

  /** The encoded picture as an address that a page can show without a file. */
  public static String dataUri(BufferedImage image) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(image));
  }

  /**
   * Writes a file that is whole or not there.
   *
   * @throws org.ipmnet.core.UserError naming the file if it cannot be written
   */
  public static void write(Path file, BufferedImage image) {
    AtomicFile.write(file, bytes(image));
  }
}
